"""The page of an agenda: its days, the sessions shown, and the links to other days and views.

Pure: no query, no request.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from programme.agenda import clock
from programme.agenda.changes import Line, has_original, told_lines
from programme.agenda.days import (
    Day,
    SectionGroup,
    agenda_dates,
    by_section,
    first_and_last_date,
    is_on,
)
from programme.agenda.filter_query import Query
from programme.agenda.filters import FilteredSessions, filter_sessions
from programme.agenda.sessions import ListedSession
from programme.agenda.timetable import Timetable, timetables

if TYPE_CHECKING:
    from programme.models import Event

MOST_ON_A_PAGE = 60
"""With more sessions a page shows one day."""
MOST_UNFILTERED = 20
"""With more sessions the page offers filters."""
UNTIMED = "untimed"
"""The value of `?days=` that asks for the sessions without a time."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    event: "Event"
    filtered: FilteredSessions
    shown: list[ListedSession]
    days: list[Day]
    """The list; empty beside timetables."""
    untimed: tuple[SectionGroup, ...]
    """The sessions shown that have no time, by section."""
    dates: list[dt.date]
    """All days of the event and of its sessions; empty where no session has a time."""
    day: dt.date | None
    """The day that is shown, where it is only one."""
    is_untimed: bool
    """Whether it shows only the sessions without a time, of an event that has others."""
    offers_untimed: bool
    """Whether they have a tab of their own."""
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
    def is_empty(self) -> bool:
        """Whether there is neither a session nor a day to show."""
        return not (self.days or self.timetables or self.untimed)

    @property
    def has_times(self) -> bool:
        return any(session.starts_at for session in self.shown)

    @property
    def is_whole(self) -> bool:
        return not (self.day or self.is_untimed)

    @property
    def is_too_long(self) -> bool:
        """Whether all days together would be too much for a page."""
        return len(self.filtered.sessions) > MOST_ON_A_PAGE

    @property
    def shown_dates(self) -> list[dt.date]:
        return [day.date for day in self.timetables or self.days]

    @property
    def is_grid(self) -> bool:
        return bool(self.timetables)

    @property
    def query(self) -> str:
        """The query of the links to other days."""
        return self.filtered.any_day_as_grid if self.is_grid else self.filtered.any_day_as_list

    @property
    def whole_query(self) -> str:
        """The query of the link to all days."""
        return self.filtered.as_whole if self.is_too_long else self.query

    @property
    def previous(self) -> dt.date | None:
        return max((date for date in self.dates if self.day and date < self.day), default=None)

    @property
    def next(self) -> dt.date | None:
        return min((date for date in self.dates if self.day and date > self.day), default=None)

    @property
    def has_target(self) -> bool:
        """Whether there is something for the link “Now”."""
        today = (table for table in self.timetables if table.date == self.now.date())
        rows = (row for table in today for row in table.rows)
        slots = (slot for day in self.days for slot in day.every_slot)
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
    """The agenda of the event as `query` asks for it: all of it, one day, or what has no time."""
    now = now.astimezone(event.zone)
    starts = [session.starts_at for session in sessions if session.starts_at]
    dates = agenda_dates(event, sessions)
    filtered = filter_sessions(sessions, query, zone=event.zone, dates=dates)
    is_untimed = bool(starts) and not day and query.get("days") == [UNTIMED]
    if not (day or is_untimed or query.get("days") == ["all"]):
        day = _day_of_many(filtered, event, now)
    timed = [] if is_untimed else _on(day, filtered.sessions, event)
    untimed = () if day else by_section(s for s in filtered.sessions if not s.starts_at)
    is_grid = query.get("view") == ["grid"] and any(session.room for session in timed)
    days = [] if is_untimed or is_grid else _days(filtered, event, now, day, dates)
    names_empty_days = names_empty_days and not filtered.is_active
    return AgendaPage(
        event=event,
        filtered=filtered,
        shown=[*timed, *(session for group in untimed for session in group.sessions)],
        days=[one for one in days if names_empty_days or not one.is_empty],
        untimed=untimed,
        dates=dates,
        day=day,
        is_untimed=is_untimed,
        offers_untimed=len(starts) < len(sessions) and bool(starts),
        offers_filters=filtered.is_active or len(sessions) > MOST_UNFILTERED,
        offers_grid=any(session.room and session.starts_at for session in sessions),
        timetables=_timetables(timed, event, now, day, dates) if is_grid else [],
        now=now,
        first_start=min(starts, default=None),
        changed_on=_last_change(sessions, lines, event),
    )


def _days(
    filtered: FilteredSessions,
    event: "Event",
    now: dt.datetime,
    day: dt.date | None,
    dates: list[dt.date],
) -> list[Day]:
    """The list: of the day, else of the days that the filters ask for, else of all days."""
    days = clock.days_at(event, filtered.sessions, now, dates=dates)
    wanted = {day} if day else filtered.dates or {one.date for one in days}
    return [one for one in days if one.date in wanted]


def _timetables(
    timed: list[ListedSession],
    event: "Event",
    now: dt.datetime,
    day: dt.date | None,
    dates: list[dt.date],
) -> list[Timetable]:
    """Those of the day or of all dates; what began the day before is above its table."""
    dates = [day] if day else dates
    found = timetables(timed, zone=event.zone, now=now, dates=dates)
    return [_with_continued(one, timed, event) for one in found if one.date in dates]


def _with_continued(table: Timetable, timed: list[ListedSession], event: "Event") -> Timetable:
    continued = (
        session
        for session in timed
        if event.local_date(session.starts_at) < table.date
        and is_on(session, table.date, event.zone)
    )
    return replace(table, all_day=(*continued, *table.all_day))


def _last_change(
    sessions: Iterable[ListedSession], lines: Collection[Line], event: "Event"
) -> dt.date | None:
    by_key = {session.pk: session for session in sessions}
    is_later = has_original(lines, by_key)
    told = told_lines(lines, by_key, event.zone, has_original=is_later)
    return next((event.local_date(line.at) for line in told), None)


def _day_of_many(filtered: FilteredSessions, event: "Event", now: dt.datetime) -> dt.date | None:
    """Of more than `MOST_ON_A_PAGE`: today where it has sessions, else the first day that has."""
    if len(filtered.sessions) <= MOST_ON_A_PAGE:
        return None
    today = now.date()
    asked = filtered.dates
    if today in (asked or {today}) and _on(today, filtered.sessions, event):
        return today
    timed = (session for session in filtered.sessions if session.starts_at)
    starts = (first_and_last_date(session, event.zone)[0] for session in timed)
    return min(asked or starts, default=None)


def _on(
    day: dt.date | None, sessions: Iterable[ListedSession], event: "Event"
) -> list[ListedSession]:
    """The timed sessions of one day, or of all."""
    zone = event.zone
    timed = (session for session in sessions if session.starts_at)
    return [session for session in timed if day is None or is_on(session, day, zone)]
