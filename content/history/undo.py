"""Taking an act back, and bringing a former version of a row back: each is a new act."""

import copy
from collections.abc import Iterable, Sequence

from django.db import models, transaction
from django.dispatch import Signal

from content.history import refusals
from content.history.acts import act
from content.history.models import Act, Change, ChangeKind, Verb
from content.history.recorded import recorded_model
from content.history.way_back import Rows, relations_of, take_back
from content.saving import lock_rows

taking_back = Signal()
"""Sent before an act is undone, in the transaction of its undo, with the act as `undone`."""


def undo(undone: Act, *, by: models.Model | None = None) -> None:
    """Put every row that the act changed back to what it was before; raises UndoError.

    Columns that others changed since in the same rows stay as they are. A deleted row comes back
    under its key, with a higher revision.
    """
    with transaction.atomic(), act(by, Verb.UNDID, undoes=undone):
        locked = Act.objects.select_for_update().filter(pk=undone.pk).first()
        if locked is None:
            raise refusals.forgotten()
        if other := Act.objects.filter(undoes=locked).select_related("by").first():
            raise refusals.already_undone(other)
        changes = list(Change.objects.filter(act=locked).select_related("act").order_by("-pk"))
        if not any(change.kind != ChangeKind.CHANGED or change.before for change in changes):
            raise refusals.only_private()
        taking_back.send(Act, undone=locked)
        take_back(changes)


def restore_deleted(deletion: Act, *, by: models.Model | None = None) -> None:
    """Bring back the rows that this act deleted and that are still gone; raises UndoError.

    Rows that lost a relation to them get it back. Whatever else the act changed stays as it is; if
    it did nothing else, this is its undo. A merged record comes back with all that it had.
    """
    if deletion.verb == Verb.MERGED:
        undo(deletion, by=by)
        return
    with transaction.atomic(), act(by) as current:
        Act.objects.select_for_update().filter(pk=deletion.pk).first()
        changes = list(Change.objects.filter(act=deletion).select_related("act").order_by("-pk"))
        gone = _still_gone(changes)
        if not gone:
            raise refusals.forgotten()
        parts = (_of_deletion(change, gone) for change in changes)
        found = _without_changed([part for part in parts if part])
        if len(found) == len(changes) and not Act.objects.filter(undoes=deletion).exists():
            current.describe(verb=Verb.UNDID, undoes=deletion)
        take_back(found)


def _still_gone(changes: Iterable[Change]) -> set[tuple[str, int]]:
    deleted: dict[str, set[int]] = {}
    for change in changes:
        if change.kind == ChangeKind.DELETED:
            deleted.setdefault(change.model, set()).add(change.key)
    return {
        (label, key)
        for label, keys in deleted.items()
        for key in keys - set(recorded_model(label).objects.in_bulk(keys))
    }


def _of_deletion(change: Change, gone: set[tuple[str, int]]) -> Change | None:
    """The change, as far as it belongs to the deletion of these rows."""
    if change.kind != ChangeKind.CHANGED:
        return change if (change.model, change.key) in gone else None
    relations = {field.attname: field for field in relations_of(recorded_model(change.model))}
    lost = {
        name: key
        for name, key in change.before.items()
        if name in relations
        and change.after[name] is None
        and (relations[name].related_model._meta.label_lower, key) in gone
    }
    if not lost:
        return None
    part = copy.copy(change)
    part.before, part.after = lost, dict.fromkeys(lost)
    return part


def _without_changed(parts: Sequence[Change]) -> list[Change]:
    """Leave out rows that got another relation meanwhile, or that are gone."""
    lost = [part for part in parts if part.kind == ChangeKind.CHANGED]
    current: Rows = {}
    for label in {part.model for part in lost}:
        keys = [part.key for part in lost if part.model == label]
        rows = lock_rows(recorded_model(label), keys)
        current |= {(label, key): row for key, row in rows.items()}
    return [
        part
        for part in parts
        if part not in lost
        or (
            (row := current.get((part.model, part.key)))
            and not any(getattr(row, name) for name in part.before)
        )
    ]


def restore_version(label: str, key: int, version: Act, *, by: models.Model | None = None) -> None:
    """Put a row and its parts back to what they were after an act; raises UndoError."""
    with transaction.atomic(), act(by, Verb.RESTORED, restores=version):
        changes = Change.objects.of_row(label, key)
        last = changes.filter(act=version).order_by("-pk").first()
        if last is None:
            raise refusals.forgotten()
        later = list(changes.filter(pk__gt=last.pk).select_related("act").order_by("-pk"))
        if not later:
            raise refusals.same_version()
        take_back(later)
