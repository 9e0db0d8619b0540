"""A row as it was when a form was opened, and what others have changed of it since."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.db import models

from content.history.models import Act, Change, ChangeKind
from content.history.snapshots import Snapshot, put_values, recorded_fields, same, snapshot

Rows = dict[tuple[str, int], list[Change]]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    row: models.Model
    """With the values of then, as far as they are known."""
    now: Snapshot
    then: Snapshot
    """The values of then in the columns that others have changed."""
    changed: frozenset[str]
    """The columns that others have changed."""
    unknown: frozenset[str] = frozenset()
    """Those of them of which the history does not know the value of then."""
    acts: dict[str, Act] = field(default_factory=dict)
    """Who changed each column last."""

    @classmethod
    def before(cls, changes: Sequence[Change], row: models.Model) -> "OpenedRow":
        """What the row was before these changes, the oldest first."""
        known, now = recorded_fields(type(row)).keys(), snapshot(row)
        then: Snapshot = {}
        acts: dict[str, Act] = {}
        for change in changes:
            if change.kind == ChangeKind.CHANGED:
                then = {name: change.before[name] for name in change.before.keys() & known} | then
                acts |= dict.fromkeys(change.columns, change.act)
        private = {name for change in changes for name in change.private} & known
        changed = {name for name, value in then.items() if not same(value, now[name])}
        opened = copy.copy(row)
        put_values(opened, then)
        return cls(opened, now, then, frozenset(changed | private), frozenset(private), acts)

    @classmethod
    def unknown_version(cls, row: models.Model) -> "OpenedRow":
        """Anything may have been changed."""
        names = frozenset(recorded_fields(type(row)))
        return cls(row, snapshot(row), {}, names, names)


def by_row(changes: Iterable[Change]) -> Rows:
    found: Rows = {}
    for change in changes:
        found.setdefault((change.model, change.key), []).append(change)
    return found


def form_columns(form: forms.ModelForm) -> dict[str, str]:
    """The columns that a form shows, by the names of its fields, in the order of the form."""
    columns = {f.name: f.attname for f in recorded_fields(form._meta.model).values()}
    shown = [name for name, one in form.fields.items() if name in columns and not one.disabled]
    return {name: columns[name] for name in shown}
