"""The page of an agenda: its days, the sessions shown, and the links to other days and views.

Pure: no query, no request.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from programme.agenda import clock
from programme.agenda.changes import Line, has_original, told_lines
from programme.agenda.days import Day, Placed, arrange
from programme.agenda.filter_query import Query
from programme.agenda.filters import FilteredSessions, filter_sessions
from programme.agenda.sessions import ListedSession, Timed
from programme.agenda.timetable import Timetable, timetables

if TYPE_CHECKING:
    from programme.models import Event

MOST_ON_A_PAGE = 400
"""With more sessions a page shows one day."""
MOST_WITH_DETAILS = 60
"""With more sessions the people in them are named without function and organization."""
MOST_UNFILTERED = 20
"""With more sessions the page offers filters."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    event: "Event"
    filtered: FilteredSessions
    shown: list[ListedSession]
    days: list[Day]
    """The list; beside timetables only the sessions without a time."""
    dates: list[dt.date]
    """All days of the event and of its sessions."""
    day: dt.date | None
    """The day that is shown, where it is only one."""
    shows_details: bool
    offers_filters: bool
    offers_grid: bool
    timetables: list[Timetable]
    """A timetable for each day, where the address asks for them."""
    now: dt.datetime
    """In the event's zone."""
    first_start: dt.datetime | None
    changed_on: dt.date | None
    """The date of the last change that readers were told about."""

    @property
    def moments(self) -> set[dt.datetime]:
        """When the clock changes the page: with its sessions, and at the midnights around now."""
        days = clock.day_moments(self.event, self.now)
        return days | clock.session_moments(self.filtered.sessions)

    @property
    def count(self) -> int:
        return len(self.shown)

    @property
    def has_times(self) -> bool:
        return any(session.starts_at for session in self.shown)

    @property
    def is_too_long(self) -> bool:
        """Whether all days together would be too much for a page."""
        return len(self.filtered.sessions) > MOST_ON_A_PAGE

    @property
    def shown_dates(self) -> list[dt.date]:
        return [day.date for day in self.timetables or self.days if day.date]

    @property
    def is_grid(self) -> bool:
        return bool(self.timetables)

    @property
    def query(self) -> str:
        """The query of the links to other days."""
        return self.filtered.any_day_as_grid if self.is_grid else self.filtered.any_day_as_list

    @property
    def previous(self) -> dt.date | None:
        return max((date for date in self.dates if self.day and date < self.day), default=None)

    @property
    def next(self) -> dt.date | None:
        return min((date for date in self.dates if self.day and date > self.day), default=None)

    @property
    def has_target(self) -> bool:
        """Whether there is something for the link “Now”."""
        slots = (slot for day in self.days for band in day.bands for slot in band.slots)
        today = (table for table in self.timetables if table.date == self.now.date())
        rows = (row for table in today for row in table.rows)
        return any(slot.is_target for slot in slots) or any(row.is_now for row in rows)


def agenda_page(
    event: "Event",
    sessions: Sequence[ListedSession],
    query: Query,
    *,
    now: dt.datetime,
    day: dt.date | None = None,
    names_empty_days: bool = True,
    lines: Collection[Line] = (),
) -> AgendaPage:
    """The agenda of the event as `query` asks for it, all of it or one day."""
    filtered = filter_sessions(sessions, query, local_date=event.local_date)
    now = now.astimezone(event.zone)
    starts = [session.starts_at for session in sessions if session.starts_at]
    dates = _dates(event, starts)
    if len(filtered.sessions) > MOST_ON_A_PAGE and query.get("days") != ["all"]:
        day = day or _first_shown(filtered, event, now)
    shown = _sessions_on(day, filtered.sessions, event, dates)
    has_rooms = any(session.room and session.starts_at for session in sessions)
    is_grid = has_rooms and query.get("view") == ["grid"]
    in_list: Iterable[Placed] = [session for session in shown if not session.starts_at]
    if not is_grid:
        placed = clock.with_placeholders(filtered.sessions, now)
        in_list = _sessions_on(day, placed, event, dates)
    shows_empty_days = names_empty_days and not filtered.is_active and not is_grid
    return AgendaPage(
        event=event,
        filtered=filtered,
        shown=shown,
        days=_days(in_list, event, now, ([day] if day else dates) if shows_empty_days else []),
        dates=dates,
        day=day,
        shows_details=len(sessions) <= MOST_WITH_DETAILS,
        offers_filters=filtered.is_active or len(sessions) > MOST_UNFILTERED,
        offers_grid=has_rooms,
        timetables=timetables(shown, zone=event.zone, now=now) if is_grid else [],
        now=now,
        first_start=min(starts, default=None),
        changed_on=_last_change(sessions, lines, event),
    )


def _days(
    sessions: Iterable[Placed], event: "Event", now: dt.datetime, dates: list[dt.date]
) -> list[Day]:
    """The days of the sessions, and those of the `dates` that have none."""
    days = arrange(sessions, zone=event.zone)
    marked = clock.mark_now_and_next(days, now, dates=(event.first_day, event.last_day))
    return _fill_empty_days(marked, dates)


def _last_change(
    sessions: Iterable[ListedSession], lines: Collection[Line], event: "Event"
) -> dt.date | None:
    by_key = {session.pk: session for session in sessions}
    is_later = has_original(lines, by_key)
    told = told_lines(lines, by_key, event.zone, has_original=is_later)
    return next((event.local_date(line.at) for line in told), None)


def _first_shown(filtered: FilteredSessions, event: "Event", now: dt.datetime) -> dt.date | None:
    """Today where it has sessions, else the first day that has."""
    dates = {event.local_date(s.starts_at) for s in filtered.sessions if s.starts_at}
    return now.date() if now.date() in dates else min(dates, default=None)


def _sessions_on(
    day: dt.date | None, sessions: Iterable[Timed], event: "Event", dates: list[dt.date]
) -> list[Timed]:
    """The sessions of one day, or all; those without a time are on the page of the last day."""
    if day is None:
        return list(sessions)
    last = dates[-1] if dates else day
    return [
        session
        for session in sessions
        if (event.local_date(session.starts_at) if session.starts_at else last) == day
    ]


def _dates(event: "Event", starts: list[dt.datetime]) -> list[dt.date]:
    """The days of the event and of its sessions; empty where no session has a time."""
    if not starts:
        return []
    length = (event.last_day - event.first_day).days
    own = {event.first_day + dt.timedelta(days=number) for number in range(length + 1)}
    return sorted(own | {event.local_date(start) for start in starts})


def _fill_empty_days(days: list[Day], dates: list[dt.date]) -> list[Day]:
    """The days, and an empty one for each of the dates that has none."""
    found = {day.date for day in days}
    empty = [Day(date, ()) for date in dates if date not in found]
    return sorted([*days, *empty], key=lambda day: (day.date is None, day.date))
