"""Rows of a table for sessions that move, and writing them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.bidi import isolate
from content.saving import save_all
from content.translations import best_text
from programme.admin.plans.stamps import Ticks, row_value
from programme.admin.plans.table import Consequence, PlanRow
from programme.agenda.hours import hour_range
from programme.agenda.sessions import NO_WORDS
from programme.conflicts import Planned
from programme.models import Event, Session
from programme.planning import PlanError, Step


def move_rows(
    steps: Sequence[Step],
    stored: Mapping[int, Session],
    follows: Mapping[int, tuple[Consequence, ...]],
    *,
    ticks: Ticks | None,
    zones: tuple[dt.tzinfo, dt.tzinfo],
    is_public: bool,
) -> list[PlanRow]:
    """`zones` are those before and after; `stored` has the sessions for the stamps."""
    return [
        PlanRow(
            key=step.before.pk,
            value=row_value(stored[step.before.pk]),
            title=step.before.title,
            now=_when(step.before, zones[0], steps),
            then="" if step.refusal else _when(step.after, zones[1], steps),
            beside=step.before.room.name if step.before.room else NO_WORDS,
            follows=follows.get(step.before.pk, ()),
            refusal=step.refusal,
            is_ticked=ticks is None or ticks.has(step.before.pk),
            is_published=is_public and step.before.status != "draft",
        )
        for step in steps
    ]


def _when(session: Planned, zone: dt.tzinfo, steps: Sequence[Step]) -> SafeString | str:
    """The hours, with the day where the rows are of several days or change theirs."""
    if session.starts_at is None:
        return "–"
    start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
    hours = hour_range(start, end)
    if len(_days(steps, zone)) < 2:
        return hours
    return format_html("{} {}", date_format(start, "D j M"), hours)


def _days(steps: Iterable[Step], zone: dt.tzinfo) -> set[dt.date]:
    moments = (one.starts_at for step in steps for one in (step.before, step.after))
    return {moment.astimezone(zone).date() for moment in moments if moment}


def stored_of(steps: Iterable[Step]) -> dict[int, Session]:
    """The stored sessions of these steps, for their stamps."""
    return Session.objects.only(
        "event", "starts_at", "ends_at", "room", "section", "track", "status"
    ).in_bulk([step.before.pk for step in steps])


def stored_of_event(event: Event) -> list[Session]:
    """Its sessions with times, locked, as sessions of this very object."""
    rows = list(Session.objects.filter(event=event, starts_at__isnull=False).locked().values())
    for row in rows:
        row.event = event
    return rows


def write_moves(rows: Iterable[Session], steps: Iterable[Step]) -> None:
    """Give the sessions their new times; raises PlanError, and then writes nothing."""
    save_all(moved_rows(rows, steps))


def moved_rows(rows: Iterable[Session], steps: Iterable[Step]) -> list[Session]:
    """The sessions with their new times, not saved yet; raises PlanError."""
    after = {step.before.pk: step.after for step in steps}
    rows = list(rows)
    for row in rows:
        row.starts_at, row.ends_at = after[row.pk].starts_at, after[row.pk].ends_at
        try:
            row.clean_times()
        except ValidationError as error:
            raise PlanError(_refused(row, error)) from error
    return rows


def _refused(row: Session, error: ValidationError) -> str:
    parts = {"title": isolate(best_text(row, "title")[0]), "reason": " ".join(error.messages)}
    return gettext("“%(title)s” cannot be moved: %(reason)s") % parts
