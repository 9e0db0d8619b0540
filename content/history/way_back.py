"""Puts rows back to what they were: the rows are locked, checked, and written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from content.history import refusals
from content.history.models import Change
from content.history.plans import Step, is_found, merged, way_back
from content.history.recorded import is_note, recorded_model
from content.history.snapshots import (
    derived_columns,
    put_values,
    recorded_fields,
    snapshot,
)
from content.saving import Content, affected_by_deletion, lock_rows, restore_all, save_all

Rows = dict[tuple[str, int], Content]
"""Rows by the label of their model and their key."""


def take_back(changes: Iterable[Change]) -> None:
    """Take these changes back, given latest first; raises UndoError and then writes nothing."""
    steps = way_back(changes)
    for step in steps:
        _check_columns(step)
    steps.sort(key=lambda step: (_depth(_model(step)), step.model, step.key))
    current = _lock(steps)
    steps = [step for one in steps if (step := _without_news(one, current))]
    later = _changed_later(steps)
    for step in steps:
        _check(step, current.get((step.model, step.key)), is_changed=step.last.pk in later)
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
    related = {field.related_model for field in relations_of(model)} - {model}
    return max((1 + _depth(parent) for parent in related), default=0)


def relations_of(model: type[models.Model]) -> list[models.ForeignKey]:
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


def _without_news(step: Step, current: Rows) -> Step | None:
    """Of a note, only what is as the changes left it: what others have noted since stays."""
    if not _model(step).is_note or step.expected is None:
        return step
    row = current.get((step.model, step.key))
    if row is None or step.target is None:
        return replace(step, expected={}) if row else None
    values = snapshot(row)
    kept = {
        name
        for name, left in step.expected.items()
        if is_found(values, replace(step, expected={name: left}))
    }
    target, expected = (
        {name: value for name, value in found.items() if name in kept}
        for found in (step.target, step.expected)
    )
    return replace(step, target=target, expected=expected) if target else None


def _changed_later(steps: Iterable[Step]) -> set[int]:
    """Of rows that are to go, the last changes of those that others have changed or added to since.

    In one query: a whole event may be on its way back.
    """
    added = {
        (step.model, step.key): step
        for step in steps
        if step.target is None and not _model(step).is_note
    }
    rows = ("model", "key"), ("root_model", "root_key"), ("former_root_model", "former_root_key")
    found: set[int] = set()
    for later in refusals.changes_after(added.values()).values("pk", "act", *chain(*rows)):
        for label, key in () if is_note(later["model"]) else rows:
            step = added.get((later[label], later[key]))
            if step and later["pk"] > step.last.pk and later["act"] != step.last.act_id:
                found.add(step.last.pk)
    return found


def _check(step: Step, row: Content | None, *, is_changed: bool) -> None:
    """Refuse to write over what others did since."""
    if step.has_expired and step.target is not None:
        raise refusals.expired()
    if step.expected is None and row is None:
        return
    if is_changed or not _is_as_expected(step, row):
        name = step.last.name or str(_model(step)._meta.verbose_name)
        raise refusals.changed_since(step, name)


def _is_as_expected(step: Step, row: Content | None) -> bool:
    if step.expected is None or row is None:
        return False
    return is_found(snapshot(row), step)


def _write(steps: Sequence[Step], current: Rows) -> None:
    """Added rows go first, to free their addresses, but not under parts that others get back."""
    added = [step for step in reversed(steps) if step.target is None]
    changed = [step for step in steps if step.expected is not None and step.target]
    going, staying = _keys(added), _keys(changed)
    waiting = [step for own in _by_model(added) for step in _remove(own, current, going, staying)]
    for own in _by_model(step for step in steps if step.expected is None):
        _bring_back(own)
    put_back = [row for own in _by_model(changed) for row in _put_back(own, current)]
    for own in _by_model(waiting):
        _remove(own, current, going, set())
    _clean(put_back)


def _keys(steps: Iterable[Step]) -> set[tuple[str, int]]:
    return {(step.model, step.key) for step in steps}


def _by_model(steps: Iterable[Step]) -> list[list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.model, []).append(step)
    return list(found.values())


def _bring_back(steps: Sequence[Step]) -> None:
    """Insert deleted rows; an optional relation to a row that is gone for good is left empty."""
    rows = [_rebuilt(step) for step in steps]
    for row, field, parent in _parents(rows):
        if parent is None and (_is_required(field) or _is_in_bin(row, field)):
            raise refusals.parent_gone(row, field)
        setattr(row, field.name, parent)
    restore_all(rows)


def _is_required(field: models.ForeignKey) -> bool:
    return field.remote_field.on_delete is not models.SET_NULL


def _is_in_bin(row: Content, field: models.ForeignKey) -> bool:
    """Whether the row that it belonged to could be restored first."""
    deleted = Change.objects.deleted(field.related_model._meta.label_lower)
    return deleted.filter(key=getattr(row, field.attname)).exists()


def _parents(
    rows: Sequence[Content],
) -> Iterator[tuple[Content, models.ForeignKey, models.Model | None]]:
    """Each relation that is set, with the row that it leads to, None if that is gone."""
    for field in relations_of(type(rows[0])):
        keys = {key for row in rows if (key := getattr(row, field.attname)) is not None}
        parents = field.related_model._base_manager.in_bulk(keys)
        for row in rows:
            if (key := getattr(row, field.attname)) is not None:
                yield row, field, parents.get(key)


def _rebuilt(step: Step) -> Content:
    row = _model(step)(pk=step.key)
    put_values(row, step.target)
    return row


def _put_back(steps: Sequence[Step], current: Rows) -> list[Content]:
    rows, final = [], {}
    for step in steps:
        row = current[step.model, step.key]
        values = merged(snapshot(row), step)
        names = values.keys() - derived_columns(type(row))
        put_values(row, {name: values[name] for name in names})
        final[row.pk] = {name: getattr(row, name) for name in names}
        rows.append(row)
    for row, field, parent in _parents(rows):
        if parent is None:
            raise refusals.parent_gone(row, field)
        setattr(row, field.name, parent)
    save_all(rows, final=final)
    return rows


def _clean(rows: Sequence[Content]) -> None:
    """Ask the rules of the rows, once all are back: an event and its sessions move together.

    Those of the database are asked by writing.
    """
    for row in rows:
        try:
            row.clean()
        except ValidationError as error:
            raise refusals.refused(row, error) from error


def _remove(
    steps: Sequence[Step],
    current: Rows,
    going: set[tuple[str, int]],
    staying: set[tuple[str, int]],
) -> list[Step]:
    """Delete added rows of one model, but for those with which rows would go that get something
    else back: these are returned."""
    rows = [current[step.model, step.key] for step in steps]
    deleted, cleared = _affected(rows, staying)
    if type(rows[0]).is_note and any(_key(other) not in going for other in deleted):
        each = steps if len(steps) > 1 else ()
        return [one for step in each for one in _remove([step], current, going, staying)]
    if staying.intersection(map(_key, deleted)):
        if len(steps) == 1:
            return [*steps]
        return [one for step in steps for one in _remove([step], current, going, staying)]
    others = [o for o in (*deleted, *cleared) if _key(o) not in going | staying]
    if others := [other for other in others if not other.is_note]:
        raise refusals.in_use(others)
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()
    return []


def _affected(
    rows: Sequence[Content], staying: set[tuple[str, int]]
) -> tuple[list[Content], list[Content]]:
    """Those that refer to the rows; what keeps them from going, as if it went with them, where it
    gets something else back."""
    try:
        return affected_by_deletion(*rows)
    except ProtectedError as error:
        if not {_key(row) for row in error.protected_objects} <= staying:
            raise
        return [*error.protected_objects], []


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
