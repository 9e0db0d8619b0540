"""Taking an act back, and bringing a former version of a row back: each is a new act."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from content.history import refusals
from content.history.acts import act
from content.history.models import Act, Change, ChangeKind, Verb
from content.history.plans import Step, is_found, merged, way_back
from content.history.recorded import recorded_model
from content.history.snapshots import (
    derived_columns,
    put_values,
    recorded_fields,
    snapshot,
)
from content.saving import Content, affected_by_deletion, lock_rows, restore_all, save_all

Rows = dict[tuple[str, int], Content]
"""Rows by the label of their model and their key."""


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
        _take_back(Change.objects.filter(act=locked).order_by("-pk"))


def restore_deleted(deletion: Act, *, by: models.Model | None = None) -> None:
    """Bring back the rows that this act deleted and that are still gone; raises UndoError.

    Rows that lost a relation to them get it back. Whatever else the act changed stays as it is; if
    it did nothing else, this is its undo.
    """
    with transaction.atomic(), act(by) as current:
        Act.objects.select_for_update().filter(pk=deletion.pk).first()
        changes = list(Change.objects.filter(act=deletion).order_by("-pk"))
        gone = _still_gone(changes)
        if not gone:
            raise refusals.forgotten()
        found = [part for change in changes if (part := _of_deletion(change, gone))]
        if len(found) == len(changes) and not Act.objects.filter(undoes=deletion).exists():
            current.describe(verb=Verb.UNDID, undoes=deletion)
        _take_back(found)


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
    relations = {field.attname: field for field in _relations(recorded_model(change.model))}
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


def restore_version(label: str, key: int, version: Act, *, by: models.Model | None = None) -> None:
    """Put a row and its parts back to what they were after an act; raises UndoError."""
    with transaction.atomic(), act(by, Verb.RESTORED, restores=version):
        changes = Change.objects.of_row(label, key)
        last = changes.filter(act=version).order_by("-pk").first()
        if last is None:
            raise refusals.forgotten()
        _take_back(changes.filter(pk__gt=last.pk).order_by("-pk"))


def _take_back(changes: Iterable[Change]) -> None:
    steps = way_back(changes)
    for step in steps:
        _check_columns(step)
    steps.sort(key=lambda step: (_depth(_model(step)), step.model, step.key))
    current = _lock(steps)
    for step in steps:
        _check(step, current.get((step.model, step.key)))
    try:
        with transaction.atomic():
            _write(steps, current)
    except (ProtectedError, RestrictedError) as error:
        raise refusals.in_use(error.args[1]) from error
    except IntegrityError as error:
        raise _reason(steps) from error


def _model(step: Step) -> type[Content]:
    try:
        return recorded_model(step.model)
    except (LookupError, ValueError) as error:
        raise refusals.outdated() from error


@cache
def _depth(model: type[models.Model]) -> int:
    """How many models it refers to, one through another: parents have the smaller number."""
    related = {field.related_model for field in _relations(model)} - {model}
    return max((1 + _depth(parent) for parent in related), default=0)


def _relations(model: type[models.Model]) -> list[models.ForeignKey]:
    fields = recorded_fields(model).values()
    return [field for field in fields if isinstance(field, models.ForeignKey)]


def _lock(steps: Sequence[Step]) -> Rows:
    """The rows that exist; parents are locked before their parts, as by every writer."""
    found: Rows = {}
    for label in dict.fromkeys(step.model for step in steps):
        keys = [step.key for step in steps if step.model == label]
        rows = lock_rows(recorded_model(label), keys)
        found |= {(label, key): row for key, row in rows.items()}
    return found


def _check_columns(step: Step) -> None:
    if not {*(step.target or ()), *(step.expected or ())} <= recorded_fields(_model(step)).keys():
        raise refusals.outdated()


def _check(step: Step, row: Content | None) -> None:
    """Refuse to write over what others did since."""
    if step.has_expired and step.target is not None:
        raise refusals.expired()
    if step.expected is None and row is None:
        return
    if not _is_as_expected(step, row):
        name = step.last.name or str(_model(step)._meta.verbose_name)
        raise refusals.changed_since(step, name)


def _is_as_expected(step: Step, row: Content | None) -> bool:
    if step.expected is None or row is None:
        return False
    if not is_found(snapshot(row), step):
        return False
    if step.target is not None:
        return True
    changes = Change.objects.of_row(step.model, step.key)
    return not refusals.later_changes(step, changes).exists()


def _write(steps: Sequence[Step], current: Rows) -> None:
    """Added rows go first, to free their addresses, but not under parts that others get back."""
    added = [step for step in reversed(steps) if step.target is None]
    changed = [step for step in steps if step.expected is not None and step.target]
    going, staying = _keys(added), _keys(changed)
    waiting = [step for step in added if not _remove(step, current, going, staying)]
    for own in _by_model(step for step in steps if step.expected is None):
        _bring_back(own)
    for own in _by_model(changed):
        _put_back(own, current)
    for step in waiting:
        _remove(step, current, going, set())


def _keys(steps: Iterable[Step]) -> set[tuple[str, int]]:
    return {(step.model, step.key) for step in steps}


def _by_model(steps: Iterable[Step]) -> list[list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.model, []).append(step)
    return list(found.values())


def _bring_back(steps: Sequence[Step]) -> None:
    """Insert deleted rows; an optional relation to a row that is gone by now is left empty."""
    rows = [_rebuilt(step) for step in steps]
    for row, field, parent in _parents(rows):
        if parent is None and field.remote_field.on_delete is not models.SET_NULL:
            raise refusals.parent_gone(row, field)
        setattr(row, field.name, parent)
    restore_all(rows)


def _parents(
    rows: Sequence[Content],
) -> Iterator[tuple[Content, models.ForeignKey, models.Model | None]]:
    """Each relation that is set, with the row that it leads to, None if that is gone."""
    for field in _relations(type(rows[0])):
        keys = {key for row in rows if (key := getattr(row, field.attname)) is not None}
        parents = field.related_model._base_manager.in_bulk(keys)
        for row in rows:
            if (key := getattr(row, field.attname)) is not None:
                yield row, field, parents.get(key)


def _rebuilt(step: Step) -> Content:
    row = _model(step)(pk=step.key)
    put_values(row, step.target)
    return row


def _put_back(steps: Sequence[Step], current: Rows) -> None:
    rows, final = [], {}
    for step in steps:
        row = current[step.model, step.key]
        values = merged(snapshot(row), step)
        names = values.keys() - derived_columns(type(row))
        put_values(row, {name: values[name] for name in names})
        final[row.pk] = {name: getattr(row, name) for name in names}
        rows.append(row)
    _clean(rows)
    save_all(rows, final=final)


def _clean(rows: Sequence[Content]) -> None:
    """Ask the rules of the rows; those of the database are asked by writing."""
    for row, field, parent in _parents(rows):
        if parent is None:
            raise refusals.parent_gone(row, field)
        setattr(row, field.name, parent)
    for row in rows:
        try:
            row.clean()
        except ValidationError as error:
            raise refusals.refused(row, error) from error


def _remove(
    step: Step, current: Rows, going: set[tuple[str, int]], staying: set[tuple[str, int]]
) -> bool:
    """Delete an added row; False if rows that get something else back would go with it."""
    row = current[step.model, step.key]
    deleted, cleared = affected_by_deletion(row)
    if staying.intersection(map(_key, deleted)):
        return False
    if others := [o for o in (*deleted, *cleared) if _key(o) not in going | staying]:
        raise refusals.in_use(others)
    row.delete()
    return True


def _key(row: Content) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def _reason(steps: Sequence[Step]) -> refusals.UndoError:
    """Which rule of the database refused which row; nothing has been written."""
    for step in steps:
        if step.target is None:
            continue
        row = _model(step).objects.filter(pk=step.key).first() or _model(step)(pk=step.key)
        put_values(row, step.target)
        try:
            row.validate_unique()
            row.validate_constraints()
        except ValidationError as error:
            return refusals.refused(row, error)
    return refusals.conflicting()
