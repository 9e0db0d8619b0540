"""The names and time zones that lines of the history need, in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from content.history.columns import find_model
from content.history.differences import identifying, part_name, related_pairs
from content.history.models import Change, ChangeKind
from content.history.values import related_names
from content.history.words import Budget
from programme.models import Event

Row = tuple[str, int]
"""The label of a model, and a key."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the changes of a page refer to."""

    names: Mapping[Row, str] = field(default_factory=dict)
    zones: Mapping[int, dt.tzinfo] = field(default_factory=dict)
    """Those of events, by key."""
    budget: Budget = field(default_factory=Budget)
    """For the comparisons of texts on the page."""


def load_surroundings(
    changes: Sequence[Change], *, whole: bool = False, event: Event | None = None
) -> Surroundings:
    """`whole` also for the values of new and deleted rows; `event` is one that is known."""
    return Surroundings(_names(changes, whole=whole), _zones(changes, event))


def root_names(changes: Iterable[Change], known: Iterable[Row] = ()) -> dict[Row, str]:
    """What the rows are called in whose forms these changes were made."""
    roots = {root for c in changes for root in (c.root, c.former_root) if root} - set(known)
    if not roots:
        return {}
    names = Change.objects.names_of(roots)
    return names | related_names(_known_models(roots - names.keys()))


def _names(changes: Sequence[Change], *, whole: bool) -> dict[Row, str]:
    parts = _changed_parts(changes)
    wanted = {pair for change in changes for pair in _pairs(change, whole=whole)}
    for (label, _key), values in parts.items():
        wanted.update(related_pairs(label, values))
    names = related_names(_known_models(wanted))
    if gone := wanted - names.keys():
        names |= Change.objects.names_of(gone)
    for (label, key), values in parts.items():
        added = Change(kind=ChangeKind.ADDED, model=label, key=key, after=values)
        names[label, key] = part_name(added, names)
    return names


def _pairs(change: Change, *, whole: bool) -> Iterable[Row]:
    """Of a row that came or went a list shows only what identifies it."""
    for values in (change.before, change.after):
        shown = identifying(change.model)
        is_all = whole or change.kind == ChangeKind.CHANGED
        yield from related_pairs(
            change.model, values if is_all else {k: v for k, v in values.items() if k in shown}
        )


def _changed_parts(changes: Iterable[Change]) -> dict[Row, dict]:
    """The columns that identify parts without a name of their own, as they are or were last."""
    keys: dict[str, set[int]] = {}
    for change in changes:
        if change.kind == ChangeKind.CHANGED and identifying(change.model):
            keys.setdefault(change.model, set()).add(change.key)
    found = {}
    for label, own in keys.items():
        for key, values in _identities(label, own).items():
            found[label, key] = values
    return found


def _identities(label: str, keys: set[int]) -> dict[int, dict]:
    columns = identifying(label)
    rows = find_model(label)._base_manager.filter(pk__in=keys).values("pk", *columns)
    found = {values.pop("pk"): values for values in rows}
    if gone := keys - found.keys():
        deleted = Change.objects.filter(model=label, key__in=gone, kind=ChangeKind.DELETED)
        for change in deleted.order_by("pk"):
            found[change.key] = {name: change.before.get(name) for name in columns}
    return found


def _known_models(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if find_model(row[0])]


def _zones(changes: Sequence[Change], event: Event | None) -> dict[int, dt.tzinfo]:
    zones = {event.pk: event.zone} if event else {}
    missing = {c.scope_key for c in changes if c.scope_key and _has_moment(c)} - zones.keys()
    if missing:
        zones |= {event.pk: event.zone for event in Event.objects.filter(pk__in=missing)}
    return zones


def _has_moment(change: Change) -> bool:
    model = find_model(change.model)
    names = (
        {f.attname for f in model._meta.fields if isinstance(f, models.DateTimeField)}
        if model
        else set()
    )
    return bool(names & change.columns)
