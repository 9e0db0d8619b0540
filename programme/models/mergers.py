"""Records of one person or organization that were merged, and records that are not the same.

What refers to a record without a history, such as the changes that readers were told, moves with it
too. It is noted by the merger, so that the undo brings it back.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.dispatch import Signal, receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.history.acts import Entry, recorded
from content.history.models import BIN_TIME, Act, Change, Verb
from content.history.purge import forget_rows, forgotten
from content.history.recorded import recorded_model
from content.history.snapshots import Snapshot, put_values, snapshot
from content.history.undo import taking_back
from content.saving import Content, lock_rows
from programme.models.public_changes import PublicChange
from speakers.models import Speaker

merged = Signal()
"""Sent in the transaction of a merger, with the records `gone` and `kept`, and whether the public
saw the first one as `was_public`."""
separated = Signal()
"""Sent in the transaction of its undo, with the record `gone` that is back."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Rows without a history that refer to a record by a field.

    Of two that are alike in the fields `once_in`, one goes.
    """

    model: type[models.Model]
    field: str
    once_in: tuple[str, ...]

    def of(self, key: int) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.field: key})

    def alike(self, gone: int, kept: int) -> models.QuerySet:
        """Those of one record that the other one has too."""
        same = {name: models.OuterRef(name) for name in self.once_in}
        return self.of(gone).filter(models.Exists(self.of(kept).filter(**same)))


_followers: dict[type[models.Model], list[Follower]] = defaultdict(list)


def followers_of(model: type[Content]) -> list[Follower]:
    return _followers[model]


def follows_mergers(
    of: type[Content], model: type[models.Model], field: str, *, once_in: tuple[str, ...]
) -> None:
    _followers[of].append(Follower(model, field, once_in))


follows_mergers(Speaker, PublicChange, "speaker", once_in=("event_id", "session_id", "kind"))


class ExactEncoder(DjangoJSONEncoder):
    """Times with their microseconds."""

    def default(self, value: object) -> object:
        return value.isoformat() if isinstance(value, dt.datetime) else super().default(value)


class Merger(models.Model):
    """An act that merged two records, and which of their followers it moved."""

    act = models.OneToOneField(Act, on_delete=models.CASCADE, related_name="merger")
    model = models.CharField(max_length=60)
    gone = models.BigIntegerField()
    kept = models.BigIntegerField()
    was_public = models.BooleanField(default=False)
    """Whether readers saw the record that went."""
    moved = models.JSONField(default=dict)
    """The keys of rows, by the label of their model."""
    dropped = models.JSONField(default=list, encoder=ExactEncoder)
    """Rows that went because there was one like them already, as Django serializes them."""
    private = models.JSONField(default=dict)
    """Private columns of the record that stays, before and after: no history keeps their values.
    They are kept no longer than those of a deleted record."""

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")

    def __str__(self) -> str:
        return f"{self.model} {self.gone} → {self.kept}"

    def note_private(self, before: Snapshot, after: Snapshot) -> None:
        names = recorded_model(self.model).private_columns
        self.private = {n: [before[n], after[n]] for n in names if before[n] != after[n]}

    def put_private(self, *, back: bool) -> None:
        """Give the private columns the values before the merger, or after it, but for those that
        somebody has changed since."""
        model = recorded_model(self.model)
        row = lock_rows(model, [self.kept]).get(self.kept)
        if row is None or not self.private:
            return
        stored = snapshot(row)
        pairs = {name: pair[::-1] if back else pair for name, pair in self.private.items()}
        put_values(row, {n: new for n, (old, new) in pairs.items() if stored[n] == old})
        row.save()

    def move_followers(self) -> None:
        """Before the record goes, and they with it."""
        self.moved, self.dropped = {}, []
        for follower in followers_of(recorded_model(self.model)):
            alike = follower.alike(self.gone, self.kept)
            self.dropped = [*self.dropped, *serializers.serialize("python", alike)]
            alike.delete()
            moving = follower.of(self.gone)
            self.moved[follower.model._meta.label_lower] = list(moving.values_list("pk", flat=True))
            moving.update(**{follower.field: self.kept})

    def bring_followers_back(self) -> None:
        for follower in followers_of(recorded_model(self.model)):
            keys = self.moved.get(follower.model._meta.label_lower, [])
            moved = follower.of(self.kept).filter(pk__in=keys)
            moved.update(**{follower.field: self.gone})
        for found in serializers.deserialize("python", self.dropped, ignorenonexistent=True):
            if _is_possible(found.object):
                found.save()


def _is_possible(row: models.Model) -> bool:
    """Whether all that it refers to is still there."""
    relations = [field for field in row._meta.fields if field.is_relation and field.db_constraint]
    return all(
        field.related_model._base_manager.filter(pk=key).exists()
        for field in relations
        if (key := getattr(row, field.attname)) is not None
    )


def merger_of(act: Act) -> Merger | None:
    """The merger that this act is, or that a chain of undos is about."""
    first, _times = _first_undone(act)
    return Merger.objects.filter(act=first).first() if first.verb == Verb.MERGED else None


def is_about_merger(act: Act) -> bool:
    return _first_undone(act)[0].verb == Verb.MERGED


def _first_undone(act: Act) -> tuple[Act, int]:
    """The act that a chain of undos is about, and how many undos there are."""
    times = 0
    while act.verb == Verb.UNDID and act.undoes:
        act, times = act.undoes, times + 1
    return act, times


@receiver(taking_back, dispatch_uid="followers-of-mergers-done-again")
def _before_undo(sender: type[Act], undone: Act, **signal: object) -> None:
    """Put private columns back; where an undo is undone, the record is about to go again."""
    merger = merger_of(undone)
    if merger is None:
        return
    goes_again = bool(_first_undone(undone)[1] % 2)
    merger.put_private(back=not goes_again)
    if goes_again:
        merger.move_followers()
        merger.save()


@receiver(forgotten, dispatch_uid="what-is-kept-of-mergers")
def _forget(**signal: object) -> None:
    """With a person, the history forgets the records that were merged into theirs."""
    expired = Merger.objects.filter(act__at__lt=timezone.now() - BIN_TIME)
    expired.exclude(private={}).update(private={})
    for merger in Merger.objects.all():
        record = {"model": merger.model, "key": merger.kept}
        is_there = recorded_model(merger.model).objects.filter(pk=merger.kept).exists()
        if not is_there and not Change.objects.filter(**record).exists():
            Merger.objects.filter(pk=merger.pk).update(private={}, dropped=[])
            forget_rows(merger.model, {merger.gone})


@receiver(recorded, dispatch_uid="followers-of-mergers")
def _follow_undo(sender: type[Act], act: Act, entries: list[Entry], **signal: object) -> None:
    """The undo of a merger brings back what the history does not know."""
    merger = merger_of(act) if act.verb == Verb.UNDID else None
    if merger is None:
        return
    model = recorded_model(merger.model)
    if _first_undone(act)[1] % 2:
        merger.bring_followers_back()
        separated.send(model, gone=model.objects.get(pk=merger.gone))
    else:
        [gone] = (e.row for e in entries if isinstance(e.row, model) and e.key == merger.gone)
        kept = model.objects.get(pk=merger.kept)
        merged.send(model, gone=gone, kept=kept, was_public=merger.was_public)


class DistinctRecords(models.Model):
    """Two records that look alike, of which a member of staff has said that they are not one."""

    model = models.CharField(max_length=60)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    """The larger of the two keys."""

    class Meta:
        verbose_name = _("distinct records")
        verbose_name_plural = _("distinct records")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="distinct_records_once", fields=["model", "first", "second"]
            ),
            models.CheckConstraint(
                name="distinct_records_in_order", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.first} ≠ {self.second}"
