"""Writes a plan as one act of the history, with one undo."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db import models
from django.utils import timezone

from content.history.acts import act
from content.history.models import Verb
from content.inserting import add_all
from content.saving import Content, save_all
from programme.imports.fields import held
from programme.imports.plan import Plan
from programme.models import Contribution, Document, ImportedFrom, Session

RELATIONS = {
    Session: ("event", "room", "track", "section"),
    Contribution: ("session", "speaker", "organization"),
    Document: ("session",),
    ImportedFrom: ("source", "session", "room", "track", "section", "speaker"),
}


NO_REASONS: Mapping[str, str] = MappingProxyType({})


class Gone(StrEnum):
    """What becomes of sessions that the file no longer has."""

    KEEP = "keep"
    DETACH = "detach"
    CANCEL = "cancel"
    UNPUBLISH = "unpublish"


def write(
    plan: Plan,
    *,
    by: models.Model | None = None,
    gone: Gone = Gone.KEEP,
    reasons: Mapping[str, str] = NO_REASONS,
) -> None:
    """Write what the plan shows, all or nothing; raises IntegrityError.

    `reasons` are why sessions that are gone are cancelled, by column.
    """
    if plan.changes_nothing and not plan.gone:
        return
    with act(by, Verb.IMPORTED, words=plan.source.name):
        if plan.event.pk is None:
            plan.event.save()
        if plan.source.pk is None or plan.is_source_changed:
            plan.source.event = plan.event
            plan.source.save()
        _write_people_and_places(plan)
        _write_sessions(plan)
        _write_parts(plan)
        _write_origins(plan)
        _leave(plan, gone, reasons)


def _write_people_and_places(plan: Plan) -> None:
    add_all(plan.people.new_bodies)
    for person in plan.people.new_people:
        person.organization = person.organization
    add_all(plan.people.new_people)
    for rows in plan.places.values():
        for row in rows:
            row.event = plan.event
        add_all(rows)


def _relink(rows: Iterable[Content]) -> list[Content]:
    """Take over the keys of related rows that are new themselves."""
    rows = list(rows)
    for row in rows:
        for name in RELATIONS[type(row)]:
            if row._meta.get_field(name).is_cached(row):
                setattr(row, name, getattr(row, name))
    return rows


def _write_sessions(plan: Plan) -> None:
    add_all(_relink(one.row for one in plan.new))
    save_all(_relink(one.row for one in plan.sessions if one.changes))


def _write_parts(plan: Plan) -> None:
    parts = [one.parts for one in plan.sessions]
    if gone := [row.pk for one in parts for row in one.gone]:
        Contribution.objects.filter(pk__in=gone).delete()
    save_all(_relink(row for one in parts for row in one.changed))
    add_all(_relink(row for one in parts for row in one.added))
    add_all(_relink(row for one in plan.sessions for row in one.documents))


def _write_origins(plan: Plan) -> None:
    own = [one for one in plan.sessions if one.returned is None]
    changed = [one for one in own if one.is_origin_changed or one.changes]
    for one in changed:
        written = {name: held(one.row, name) for name in one.agreed}
        kept = {k: v for k, v in one.origin.written.items() if k not in one.read.mended}
        one.origin.written = {**kept, **written}
    origins = _relink([*plan.origins, *(one.origin for one in changed)])
    new, known = (
        [one for one in origins if (one.pk is None) is is_new] for is_new in (True, False)
    )
    add_all(new)
    save_all(known)


def _leave(plan: Plan, gone: Gone, reasons: Mapping[str, str]) -> None:
    """Note which sessions the file no longer has, and do with them what staff chose."""
    if gone == Gone.DETACH:
        ImportedFrom.objects.filter(pk__in=[one.pk for one in plan.gone]).delete()
        return
    new = plan.newly_gone
    for origin in new:
        origin.gone_at = timezone.now()
    save_all(new)
    if gone == Gone.KEEP or not plan.gone:
        return
    keys = [one.session_id for one in plan.gone]
    rows = list(plan.event.sessions.filter(pk__in=keys).order_by("pk"))
    for row in rows:
        if gone == Gone.CANCEL and row.is_seen:
            row.cancel()
            for column, reason in reasons.items():
                setattr(row, column, reason)
        elif gone == Gone.UNPUBLISH:
            row.unpublish()
    save_all(rows)
