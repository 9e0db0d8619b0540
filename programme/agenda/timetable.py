"""The timetable of a day: a column for each room, a row for each moment at which sessions start.

Pure: no query, no request. The rows are the starts of sessions and not minutes, so that a session
of five minutes can be read and one of three hours leaves no blank space.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter

from programme.agenda.sessions import ListedRoom, ListedSession

ALL_DAY = dt.timedelta(hours=8)
"""Longer sessions are listed above the timetable: they would run through all of it."""


@dataclass(frozen=True, slots=True)
class TimetableCell:
    """The sessions in a room from one row onwards; there may be none."""

    sessions: tuple[ListedSession, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TimetableRow:
    starts_at: dt.datetime
    cells: tuple[TimetableCell, ...]
    """The cells that begin in this row, in the order of the rooms."""
    ends_at: dt.datetime
    """The start of the next row, or the end of all sessions where that is earlier."""
    is_now: bool = False
    """Whether it is the latest row to have begun, and something is on."""

    @property
    def clock(self) -> str:
        return f"{self.starts_at:%H:%M}"

    @property
    def iso(self) -> str:
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def iso_end(self) -> str:
        return self.ends_at.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Timetable:
    date: dt.date
    rooms: tuple[ListedRoom | None, ...]
    """The columns; None is the last one, for sessions without a room, where there are any."""
    rows: tuple[TimetableRow, ...]
    all_day: tuple[ListedSession, ...] = ()


def timetables(
    sessions: Iterable[ListedSession], *, zone: dt.tzinfo, now: dt.datetime
) -> list[Timetable]:
    """A timetable for each day of the timed sessions, with the rooms of that day; times in `zone`.

    A session that crosses midnight belongs to its first day.
    """
    timed = sorted((s for s in sessions if s.starts_at), key=attrgetter("starts_at"))
    days = groupby(timed, key=lambda session: session.starts_at.astimezone(zone).date())
    return [_timetable(date, list(day), zone, now) for date, day in days]


Grid = list[list[TimetableCell | None]]
"""The cells of each row by column; None where a cell from above or from the side covers it."""
Spans = dict[int, range]
"""The rows that each session runs through, by the `id()` of the session."""


def _timetable(
    date: dt.date, sessions: list[ListedSession], zone: dt.tzinfo, now: dt.datetime
) -> Timetable:
    all_day = tuple(s for s in sessions if s.ends_at - s.starts_at > ALL_DAY)
    placed = [session for session in sessions if session not in all_day]
    starts = sorted({session.starts_at for session in placed})
    ends = _ends(starts, [session for session in placed if not session.is_cancelled])
    rooms, grid = _grid(placed, starts)
    rows = (
        TimetableRow(
            start.astimezone(zone),
            tuple(cell for cell in row if cell),
            end.astimezone(zone),
            is_now=start <= now < end,
        )
        for start, end, row in zip(starts, ends, grid, strict=True)
    )
    return Timetable(date, rooms, tuple(rows), all_day)


def _grid(
    sessions: list[ListedSession], starts: list[dt.datetime]
) -> tuple[tuple[ListedRoom | None, ...], Grid]:
    """The columns, and the cells of each row."""
    spans = {id(session): _span(session, starts) for session in sessions}
    alone = [session for session in sessions if _is_alone(session, sessions, spans)]
    others = [session for session in sessions if session not in alone]
    rooms = _columns(others)
    grid: Grid = [[TimetableCell()] * len(rooms) for _start in starts]
    for session in alone:
        _fill_rows(grid, session, spans[id(session)], len(rooms))
    for column, room in enumerate(rooms):
        _fill_column(grid, column, [s for s in others if s.room == room], spans)
    return rooms, grid


def _ends(starts: list[dt.datetime], held: list[ListedSession]) -> Iterator[dt.datetime]:
    """The end of each row: see `TimetableRow.ends_at`."""
    for start, following in zip_longest(starts, starts[1:]):
        last = max((s.ends_at for s in held if s.starts_at <= start), default=start)
        end = min(last, following) if following else last
        yield max(end, start)


def _span(session: ListedSession, starts: list[dt.datetime]) -> range:
    """The rows a session runs through: from its own to the last one before its end."""
    first = bisect_left(starts, session.starts_at)
    return range(first, max(bisect_left(starts, session.ends_at), first + 1))


def _is_alone(session: ListedSession, sessions: list[ListedSession], spans: Spans) -> bool:
    """Whether it goes across all rooms: it has no room, and nothing else is on beside it."""
    if session.room:
        return False
    own = spans[id(session)]
    others = (spans[id(other)] for other in sessions if other is not session)
    return not any(other.start < own.stop and own.start < other.stop for other in others)


def _columns(sessions: Iterable[ListedSession]) -> tuple[ListedRoom | None, ...]:
    """The rooms in staff order; one column without a room where no session has one."""
    rooms = {session.room for session in sessions}
    named = sorted(rooms - {None}, key=attrgetter("position", "pk"))
    return (*named, None) if None in rooms or not named else tuple(named)


def _fill_rows(grid: Grid, session: ListedSession, span: range, columns: int) -> None:
    for row in span:
        grid[row] = [None] * columns
    grid[span.start][0] = TimetableCell((session,), len(span), columns)


def _fill_column(grid: Grid, column: int, sessions: list[ListedSession], spans: Spans) -> None:
    """Put the sessions of a room into its column; sessions that overlap share a cell."""
    shared: list[tuple[list[ListedSession], int, int]] = []
    for session in sessions:
        own = spans[id(session)]
        if shared and own.start < shared[-1][2]:
            together, first, end = shared.pop()
            shared.append(([*together, session], first, max(end, own.stop)))
        else:
            shared.append(([session], own.start, own.stop))
    for together, first, end in shared:
        for row in range(first, end):
            grid[row][column] = None
        grid[first][column] = TimetableCell(tuple(together), end - first)
