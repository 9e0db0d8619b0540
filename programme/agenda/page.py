"""The page of an agenda: which of its days, which of their sessions, and the ways from here.

Pure: no query, no request.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from programme.agenda import clock
from programme.agenda.changes import changes_of
from programme.agenda.days import Day, arrange
from programme.agenda.filters import FilteredSessions, filter_sessions
from programme.agenda.timetable import Timetable, timetables

MOST_ON_A_PAGE = 400
"""With more sessions a page shows one day."""
FEW = 60
"""With so many sessions people stand with their function and organization."""
MOST_UNFILTERED = 20
"""With more sessions there is something to filter."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    event: Any
    sifted: FilteredSessions
    days: list[Day]
    """As a list; beside timetables only what has no time."""
    dates: list[dt.date]
    """All days that have a place in the agenda."""
    day: dt.date | None
    """The one that is shown, where it is one alone."""
    count: int
    """How many sessions are shown."""
    has_times: bool
    """Whether one of them has a time."""
    is_too_long: bool
    """Whether all of it together would be too much for a page."""
    shows_details: bool
    offers_filters: bool
    offers_grid: bool
    timetables: list[Timetable]
    """The days as rooms and times, where the address asks for them."""
    now: dt.datetime
    first_start: dt.datetime | None
    changed_on: dt.date | None
    """The day on which readers were last told of a change."""

    @property
    def shown_dates(self) -> list[dt.date]:
        return [day.date for day in self.timetables or self.days if day.date]

    @property
    def is_grid(self) -> bool:
        return bool(self.timetables)

    @property
    def query(self) -> str:
        """What the ways to other days hand on."""
        return self.sifted.any_day_as_grid if self.is_grid else self.sifted.any_day_as_list

    @property
    def previous(self) -> dt.date | None:
        return max((date for date in self.dates if self.day and date < self.day), default=None)

    @property
    def next(self) -> dt.date | None:
        return min((date for date in self.dates if self.day and date > self.day), default=None)

    @property
    def has_target(self) -> bool:
        slots = (slot for day in self.days for band in day.bands for slot in band.slots)
        today = (table for table in self.timetables if table.date == self.now.date())
        rows = (row for table in today for row in table.rows)
        return any(slot.is_target for slot in slots) or any(row.is_now for row in rows)


def agenda_page(
    event: Any,
    sessions: Sequence[Any],
    query: Mapping[str, Sequence[str]],
    *,
    now: dt.datetime,
    day: dt.date | None = None,
    names_empty_days: bool = True,
) -> AgendaPage:
    """The agenda of the event as `query` asks for it, the whole of it or one day."""
    sifted = filter_sessions(sessions, query, local_date=event.local_date)
    now = now.astimezone(event.zone)
    starts = [session.starts_at for session in sessions if session.starts_at]
    dates = _dates(event, starts)
    is_too_long = len(sifted.sessions) > MOST_ON_A_PAGE
    if is_too_long and query.get("days") != ["all"]:
        day = day or _first_shown(sifted, event, now)
    held = _sessions_on(day, sifted.sessions, event, dates)
    has_rooms = any(session.room and session.starts_at for session in sessions)
    is_grid = has_rooms and query.get("view") == ["grid"]
    shown = _untimed(held) if is_grid else clock.with_placeholders(sifted.sessions, now)
    has_empty = names_empty_days and not sifted.is_active and not is_grid
    own = ([day] if day else dates) if has_empty else []
    return AgendaPage(
        event=event,
        sifted=sifted,
        days=_days(_sessions_on(day, shown, event, dates), event, now, own=own),
        dates=dates,
        day=day,
        count=len(held),
        has_times=any(session.starts_at for session in held),
        is_too_long=is_too_long,
        shows_details=len(sessions) <= FEW,
        offers_filters=sifted.is_active or len(sessions) > MOST_UNFILTERED,
        offers_grid=has_rooms,
        timetables=timetables(held, zone=event.zone, now=now) if is_grid else [],
        now=now,
        first_start=min(starts, default=None),
        changed_on=_last_change(sessions, event),
    )


def _days(
    sessions: Iterable[Any], event: Any, now: dt.datetime, *, own: list[dt.date]
) -> list[Day]:
    """The days of the sessions, and those of its own that have none."""
    days = arrange(sessions, zone=event.zone)
    return _fill_empty_days(
        clock.mark_now_and_next(days, now, dates=(event.first_day, event.last_day)), own
    )


def _untimed(sessions: Iterable[Any]) -> list[Any]:
    return [session for session in sessions if not session.starts_at]


def _last_change(sessions: Iterable[Any], event: Any) -> dt.date | None:
    return next((event.local_date(change.at) for change in changes_of(sessions)), None)


def _first_shown(sifted: FilteredSessions, event: Any, now: dt.datetime) -> dt.date | None:
    """Today where something passes on it, else the first day on which something does."""
    dates = {event.local_date(s.starts_at) for s in sifted.sessions if s.starts_at}
    return now.date() if now.date() in dates else min(dates, default=None)


def _sessions_on(
    day: dt.date | None, sessions: Iterable[Any], event: Any, dates: list[dt.date]
) -> list[Any]:
    """The sessions of one day, or all of them; what has no time stands on the last day's page."""
    if day is None:
        return list(sessions)
    last = dates[-1] if dates else day
    return [
        session
        for session in sessions
        if (event.local_date(session.starts_at) if session.starts_at else last) == day
    ]


def _dates(event: Any, starts: list[dt.datetime]) -> list[dt.date]:
    """The days of the event and of its sessions; none where it has no times at all."""
    if not starts:
        return []
    length = (event.last_day - event.first_day).days
    own = {event.first_day + dt.timedelta(days=number) for number in range(length + 1)}
    return sorted(own | {event.local_date(start) for start in starts})


def _fill_empty_days(days: list[Day], dates: list[dt.date]) -> list[Day]:
    """The days, and those without a session in their place."""
    found = {day.date for day in days}
    empty = [Day(date, ()) for date in dates if date not in found]
    return sorted([*days, *empty], key=lambda day: (day.date is None, day.date))
