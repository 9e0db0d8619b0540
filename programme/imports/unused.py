"""Places and people that a file names, and no session gets: they do not come in."""

from collections.abc import Hashable

from content.saving import Content
from programme.imports.fields import PLACES
from programme.imports.plan import Plan
from programme.imports.stored import Stored


def drop_unused(plan: Plan, stored: Stored) -> None:
    """Where staff have typed something else, or their own value stays, what the file names is not
    made, nor noted as known."""
    used = _used(plan, stored)
    people = plan.people
    people.new_people[:] = [one for one in people.new_people if _mark(one) in used]
    used |= {_mark(one.organization) for one in people.new_people}
    people.new_bodies[:] = [one for one in people.new_bodies if _mark(one) in used]
    for rows in plan.places.values():
        rows[:] = [one for one in rows if _mark(one) in used]
    rows = [(origin, _row_of(origin)) for origin in plan.origins]
    plan.origins = [origin for origin, row in rows if _mark(row) in used]


def _used(plan: Plan, stored: Stored) -> set[Hashable]:
    """What the sessions have once they are imported, as marks."""
    sessions = [one.row for one in plan.sessions]
    held = [part for one in sessions for part in stored.contributions(one)]
    parts = [*held, *(part for one in plan.sessions for part in one.parts.added)]
    pairs = [(row, name) for row in sessions for name in PLACES]
    pairs += [(part, name) for part in parts for name in ("speaker", "organization")]
    return {_mark_in(row, name) for row, name in pairs}


def _mark_in(row: Content, name: str) -> Hashable:
    """Without loading what is stored."""
    field = row._meta.get_field(name)
    key = getattr(row, field.attname)
    return (field.related_model, key) if key else _mark(getattr(row, name))


def _mark(row: Content | None) -> Hashable:
    return (type(row), row.pk) if row is not None and row.pk else id(row)


def _row_of(origin: Content) -> Content:
    return next(row for name in (*PLACES, "speaker") if (row := getattr(origin, name)) is not None)
