"""Rows of a table for sessions that move, and writing them."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.bidi import isolate
from content.dates import date_format
from content.saving import save_all
from content.translations import best_text
from programme.admin.plans.stamps import Ticks, row_value
from programme.admin.plans.table import Consequence, PlanRow
from programme.agenda.hours import hour_range
from programme.agenda.sessions import NO_WORDS
from programme.conflicts import Planned
from programme.models import Event, Session
from programme.planning import PlanError, Step
from programme.zones import offset_in_words


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
    names_day = len(_days(steps, zones)) > 1
    then_words, now_words = (_words_in(zone, zones, names_day) for zone in reversed(zones))
    return [
        PlanRow(
            key=step.before.pk,
            value=row_value(stored[step.before.pk]),
            title=step.before.title,
            now=now_words(step.before),
            then="" if step.refusal else then_words(step.after),
            beside=step.before.room.name if step.before.room else NO_WORDS,
            follows=follows.get(step.before.pk, ()),
            refusal=step.refusal,
            is_ticked=ticks is None or ticks.has(step.before.pk),
            is_published=is_public and step.before.status != "draft",
        )
        for step in steps
    ]


def _words_in(
    zone: dt.tzinfo, zones: tuple[dt.tzinfo, dt.tzinfo], names_day: bool
) -> Callable[[Planned], SafeString | str]:
    """The hours; with the day where rows are of several, and with the offset of a new zone."""

    def words(session: Planned) -> SafeString | str:
        if session.starts_at is None:
            return "–"
        start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
        day = date_format(start, "D j N") if names_day else ""
        offset = offset_in_words(start) if zones[0] != zones[1] else ""
        parts = [day, hour_range(start, end), isolate(offset) if offset else ""]
        return format_html_join(" ", "{}", ((part,) for part in parts if part))

    return words


def _days(steps: Iterable[Step], zones: tuple[dt.tzinfo, dt.tzinfo]) -> set[dt.date]:
    """The days of the moments before and after, in the zones of before and after."""
    moments = [
        (moment, zone)
        for step in steps
        for moment, zone in zip((step.before.starts_at, step.after.starts_at), zones, strict=True)
    ]
    return {moment.astimezone(zone).date() for moment, zone in moments if moment}


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
