"""When what feeds tell of a session or an event was made and last changed.

Programs that keep a copy compare these. A change that is not of the row itself counts too: a person
has another name, a room is called otherwise. The key of a deleted row stays, so that what is
restored is newer than what programs remember.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.dispatch import receiver
from django.utils import timezone

from content.constraints import valid_choice
from content.history.acts import Entry, closing
from content.translations import columns
from programme.models.contributions import Contribution
from programme.models.events import Event
from programme.models.interpretation import InterpretationChannel
from programme.models.rooms import Room, Track
from programme.models.sections import Section
from programme.models.sessions import Session
from speakers.models import Organization, Speaker

UNSEEN = {"stale", "position", "search_text", "revision", "changed_at", "sort_key"}
"""Columns that change nothing in a feed."""
PLACE_COLUMNS = {
    Room: set(columns("name")),
    Event: {*columns("venue_name"), *columns("address"), "attendance_mode"},
}
"""The columns of other rows that say where a session is held."""
Keys = set[int]


class FeedKind(models.TextChoices):
    SESSION = "session"
    EVENT = "event"


class FeedDatesQuerySet(models.QuerySet):
    def of(self, kind: FeedKind, key: str = "pk"):
        return self.filter(kind=kind, key=OuterRef(key))


class FeedDates(models.Model):
    """The dates of one session or event."""

    kind = models.CharField(max_length=10, choices=FeedKind)
    key = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    place_revision = models.PositiveIntegerField(default=0)
    """How often its place was changed by another row, such as a room with a new name."""

    objects = FeedDatesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="feed_dates_once", fields=["kind", "key"]),
            valid_choice("feed_dates", "kind", FeedKind),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def with_feed_dates(rows: models.QuerySet, kind: FeedKind) -> models.QuerySet:
    """The rows with `feed_created_at`, `feed_changed_at` and `place_revision`, None if unknown."""
    found = FeedDates.objects.of(kind)
    return rows.annotate(
        feed_created_at=Subquery(found.values("created_at")[:1]),
        feed_changed_at=Subquery(found.values("changed_at")[:1]),
        place_revision=Subquery(found.values("place_revision")[:1]),
    )


@receiver(closing, dispatch_uid="feed-dates")
def note_dates(entries: list[Entry], **signal: object) -> None:
    seen = [entry for entry in entries if _differs(entry)]
    if not seen:
        return
    now = timezone.now()
    _note(FeedKind.SESSION, sessions_of(seen), now)
    _note(FeedKind.EVENT, {entry.key for entry in seen if isinstance(entry.row, Event)}, now)
    moved = [entry for entry in seen if _is_moved(entry)]
    if moved and (keys := sessions_of(moved)):
        dates = FeedDates.objects.filter(kind=FeedKind.SESSION, key__in=keys)
        dates.update(place_revision=F("place_revision") + 1)


def _differs(entry: Entry) -> bool:
    before, after = entry.before, entry.after
    if before is None or after is None:
        return True
    unseen = UNSEEN.union(entry.row.private_columns)
    return any(before[name] != after[name] for name in after.keys() - unseen)


def _is_moved(entry: Entry) -> bool:
    names = PLACE_COLUMNS.get(type(entry.row), ())
    before, after = entry.before, entry.after
    return bool(before and after) and any(before[name] != after[name] for name in names)


def sessions_of(entries: Iterable[Entry]) -> Keys:
    """The sessions of which a feed says something else after these changes."""
    found: Keys = set()
    rows: dict[type[models.Model], Keys] = {}
    for entry in entries:
        model = type(entry.row)
        if model is Session:
            found.add(entry.key)
        elif model in (Contribution, InterpretationChannel):
            found |= {s["session_id"] for s in (entry.before, entry.after) if s and s["session_id"]}
        elif model in _ELSEWHERE and entry.before and entry.after:
            rows.setdefault(model, set()).add(entry.key)
    if rows:
        conditions = [_ELSEWHERE[model](keys) for model, keys in rows.items()]
        either = Q()
        for condition in conditions:
            either |= condition
        found |= set(Session.objects.filter(either).values_list("pk", flat=True))
    return found


_ELSEWHERE: dict[type[models.Model], Callable[[Keys], Q]] = {
    Event: lambda keys: Q(event__in=keys),
    Section: lambda keys: Q(section__in=keys),
    Room: lambda keys: Q(room__in=keys),
    Track: lambda keys: Q(track__in=keys),
    Speaker: lambda keys: Q(pk__in=_parts(speaker__in=keys)),
    Organization: lambda keys: Q(pk__in=_parts(organization__in=keys)),
}
"""The sessions that name a row of another model. One that is deleted changes them itself."""


def _parts(**condition: Keys) -> models.QuerySet:
    return Contribution.objects.filter(session__isnull=False, **condition).values("session_id")


def _note(kind: FeedKind, keys: Keys, now: dt.datetime) -> None:
    rows = [FeedDates(kind=kind, key=key, created_at=now, changed_at=now) for key in sorted(keys)]
    FeedDates.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["changed_at"]
    )
