"""What the history forgets: deleted content after 30 days, acts after a year, a person at once."""

import datetime as dt
from collections.abc import Collection

from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal

from content.history.files import delete_unneeded_files
from content.history.models import BIN_TIME, Act, Change, ChangeKind, RetiredFile
from content.history.recorded import recorded_model, recorded_models
from content.history.snapshots import recorded_fields

forgotten = Signal()
"""Sent after the history has forgotten something, in the same transaction."""

HISTORY_TIME = dt.timedelta(days=365)


def expired_deletions(now: dt.datetime) -> models.QuerySet:
    """Deleted rows whose content is still kept although their time in the bin is over."""
    deleted = Change.objects.filter(kind=ChangeKind.DELETED, act__at__lt=now - BIN_TIME)
    return deleted.exclude(before={}, sealed__isnull=True)


def expired_acts(now: dt.datetime) -> models.QuerySet:
    return Act.objects.filter(at__lt=now - HISTORY_TIME)


def purge(now: dt.datetime) -> None:
    """Forget what has expired, and delete the files that nothing needs any more."""
    with transaction.atomic():
        _empty(expired_deletions(now))
        expired_acts(now).delete()
        forgotten.send(Act)
        transaction.on_commit(delete_unneeded_files)


def _empty(changes: models.QuerySet) -> None:
    """The entry of a deletion stays, with the name of what was deleted."""
    keys = list(changes.values_list("pk", flat=True))
    RetiredFile.objects.filter(change__in=keys).update(change=None)
    Change.objects.filter(pk__in=keys).update(before={}, sealed=None)


def forget_deletion(act: Act) -> None:
    """Delete for good what this act deleted and what is still gone, with its whole history."""
    deleted = act.changes.filter(kind=ChangeKind.DELETED)
    keys: dict[str, set[int]] = {}
    for label, key in deleted.values_list("model", "key"):
        keys.setdefault(label, set()).add(key)
    with transaction.atomic():
        for label, own in keys.items():
            forget_rows(label, own - set(recorded_model(label).objects.in_bulk(own)))
        forgotten.send(Act)
        transaction.on_commit(delete_unneeded_files)


def forget_rows(label: str, keys: Collection[int]) -> None:
    """Delete every entry about these rows, their parts, and rows that exist only for them."""
    own = Q(model=label, key__in=keys) | Q(root_model=label, root_key__in=keys)
    for model in recorded_models():
        for column in _columns_to(label, model):
            own |= Q(model=model._meta.label_lower, key__in=_dependants(model, column, keys))
    changes = Change.objects.filter(own)
    acts = set(changes.values_list("act", flat=True))
    changes.delete()
    Act.objects.filter(pk__in=acts, changes=None).delete()


def _dependants(model: type[models.Model], column: str, keys: Collection[int]) -> set[int]:
    """The keys of the rows that the history knows to refer to these: the parts of a person."""
    named = Q(**{f"before__{column}__in": keys}) | Q(**{f"after__{column}__in": keys})
    changes = Change.objects.filter(named, model=model._meta.label_lower)
    return set(changes.values_list("key", flat=True))


def _columns_to(label: str, model: type[models.Model]) -> list[str]:
    return [
        name
        for name, field in recorded_fields(model).items()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label_lower == label
        and not field.null
    ]
