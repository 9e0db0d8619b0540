"""Taking an act back, and bringing a former version of a row back: each is a new act."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from content.history import refusals
from content.history.acts import act
from content.history.models import Act, Change, Verb
from content.history.plans import Step, way_back
from content.history.recorded import recorded_model
from content.history.snapshots import (
    derived_columns,
    put_values,
    recorded_fields,
    same,
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
    if step.expected is None and row is None:
        if not step.target:
            raise refusals.expired()
    elif not _is_as_expected(step, row):
        name = step.last.name or str(_model(step)._meta.verbose_name)
        raise refusals.changed_since(step, name)


def _is_as_expected(step: Step, row: Content | None) -> bool:
    if step.expected is None or row is None:
        return False
    values = snapshot(row)
    if not all(same(values[name], value) for name, value in step.expected.items()):
        return False
    if step.target is not None:
        return True
    changes = Change.objects.of_row(step.model, step.key)
    return not refusals.later_changes(step, changes).exists()


def _write(steps: Sequence[Step], current: Rows) -> None:
    for own in _by_model(step for step in steps if step.expected is None):
        _bring_back(own)
    for own in _by_model(step for step in steps if step.expected is not None and step.target):
        _put_back(own, current)
    added = [step for step in reversed(steps) if step.target is None]
    going = {(step.model, step.key) for step in added}
    for step in added:
        _remove(current[step.model, step.key], going)


def _by_model(steps: Iterable[Step]) -> list[list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.model, []).append(step)
    return list(found.values())


def _bring_back(steps: Sequence[Step]) -> None:
    """Insert deleted rows; an optional relation to a row that is gone by now is left empty."""
    rows = [_rebuilt(step) for step in steps]
    for field in _relations(type(rows[0])):
        keys = {key for row in rows if (key := getattr(row, field.attname)) is not None}
        parents = field.related_model._base_manager.in_bulk(keys)
        for row in rows:
            if (key := getattr(row, field.attname)) is not None:
                _attach(row, field, parents.get(key))
    restore_all(rows)


def _rebuilt(step: Step) -> Content:
    row = _model(step)(pk=step.key)
    put_values(row, step.target)
    return row


def _attach(row: Content, field: models.ForeignKey, parent: models.Model | None) -> None:
    if parent is None and field.remote_field.on_delete is not models.SET_NULL:
        raise refusals.parent_gone(row, field)
    setattr(row, field.name, parent)


def _put_back(steps: Sequence[Step], current: Rows) -> None:
    rows, final = [], {}
    for step in steps:
        row = current[step.model, step.key]
        names = step.target.keys() - derived_columns(type(row))
        put_values(row, {name: step.target[name] for name in names})
        final[row.pk] = {name: getattr(row, name) for name in names}
        rows.append(row)
    _clean(rows)
    save_all(rows, final=final)


def _clean(rows: Sequence[Content]) -> None:
    """Ask the rules of the rows; those of the database are asked by writing."""
    relations = [field.name for field in _relations(type(rows[0]))]
    models.prefetch_related_objects(rows, *relations)
    for row in rows:
        try:
            row.clean()
        except ValidationError as error:
            raise refusals.refused(row, error) from error


def _remove(row: Content, going: set[tuple[str, int]]) -> None:
    affected = affected_by_deletion(row)
    others = [other for other in affected if (other._meta.label_lower, other.pk) not in going]
    if others:
        raise refusals.in_use(others)
    row.delete()


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
