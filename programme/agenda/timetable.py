"""The timetable of a day: rooms side by side, a line for each moment at which something starts.

Pure: no query, no request. The lines are the starts of sessions and not minutes, so that a session
of five minutes can be read and one of three hours leaves no empty paper.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import Any

ALL_DAY = dt.timedelta(hours=8)
"""What lasts longer stands above the timetable, or it would run through all of it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is on in a room from one line on; empty where nothing is."""

    sessions: tuple[Any, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    starts_at: dt.datetime
    cells: tuple[Cell, ...]
    """Those that begin in this line, in the order of the rooms."""
    ends_at: dt.datetime
    """When the next line begins, or before that all that is held has ended."""
    is_now: bool = False
    """Whether it is the latest line to have begun, and something is on."""

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
    rooms: tuple[Any | None, ...]
    """The columns; None is the last one, for what has no room, where there is such a thing."""
    rows: tuple[Row, ...]
    all_day: tuple[Any, ...] = ()


def timetables(sessions: Iterable[Any], *, zone: dt.tzinfo, now: dt.datetime) -> list[Timetable]:
    """The days of the timed sessions, each with its own rooms; times stand in `zone`.

    A session needs `starts_at` and `ends_at` (aware, or None), `is_cancelled`, and `room` (None, or
    hashable with `position` and `pk`). One that crosses midnight belongs to its first day.
    """
    timed = sorted((s for s in sessions if s.starts_at), key=attrgetter("starts_at"))
    days = groupby(timed, key=lambda session: session.starts_at.astimezone(zone).date())
    return [_timetable(date, list(day), zone, now) for date, day in days]


def _timetable(date: dt.date, sessions: list[Any], zone: dt.tzinfo, now: dt.datetime) -> Timetable:
    all_day = tuple(s for s in sessions if s.ends_at - s.starts_at > ALL_DAY)
    placed = [session for session in sessions if session not in all_day]
    starts = sorted({session.starts_at for session in placed})
    lines = {id(session): _lines(session, starts) for session in placed}
    alone = {id(session) for session in placed if _stands_alone(session, placed, lines)}
    columns = _columns(session for session in placed if id(session) not in alone)
    grid: list[list[Cell | None]] = [[Cell()] * len(columns) for _start in starts]
    for session in placed:
        if id(session) in alone:
            _across(grid, session, lines[id(session)], len(columns))
    for number, room in enumerate(columns):
        own = [s for s in placed if s.room == room and id(s) not in alone]
        _fill(grid, number, own, lines)
    ends = _ends(starts, [session for session in placed if not session.is_cancelled])
    rows = (
        Row(
            start.astimezone(zone),
            tuple(cell for cell in row if cell),
            end.astimezone(zone),
            is_now=start <= now < end,
        )
        for start, end, row in zip(starts, ends, grid, strict=True)
    )
    return Timetable(date, columns, tuple(rows), all_day)


def _ends(starts: list[dt.datetime], held: list[Any]) -> Iterator[dt.datetime]:
    """When each line gives way: to the next one, or to nothing."""
    for start, following in zip_longest(starts, starts[1:]):
        last = max((s.ends_at for s in held if s.starts_at <= start), default=start)
        end = min(last, following) if following else last
        yield max(end, start)


def _lines(session: Any, starts: list[dt.datetime]) -> range:
    """The lines a session runs through: from its own up to the first that starts at its end."""
    first = bisect_left(starts, session.starts_at)
    return range(first, max(bisect_left(starts, session.ends_at), first + 1))


def _stands_alone(session: Any, sessions: list[Any], lines: dict[int, range]) -> bool:
    """Whether it goes across all rooms: it has none, and nothing else is on beside it."""
    own = lines[id(session)]
    others = (lines[id(other)] for other in sessions if other is not session)
    beside = any(other.start < own.stop and own.start < other.stop for other in others)
    return session.room is None and not beside


def _columns(sessions: Iterable[Any]) -> tuple[Any | None, ...]:
    """The rooms in the order of staff; one column without a room where nothing has one."""
    rooms = {session.room for session in sessions}
    known = sorted(rooms - {None}, key=attrgetter("position", "pk"))
    return (*known, None) if None in rooms or not known else tuple(known)


def _across(grid: list[list[Cell | None]], session: Any, lines: range, columns: int) -> None:
    for line in lines:
        grid[line] = [None] * columns
    grid[lines.start][0] = Cell((session,), len(lines), columns)


def _fill(
    grid: list[list[Cell | None]], column: int, sessions: list[Any], lines: dict[int, range]
) -> None:
    """Put the sessions of a room into its column; those that overlap share a cell."""
    shared: list[tuple[list[Any], int, int]] = []
    for session in sessions:
        own = lines[id(session)]
        if shared and own.start < shared[-1][2]:
            together, first, end = shared.pop()
            shared.append(([*together, session], first, max(end, own.stop)))
        else:
            shared.append(([session], own.start, own.stop))
    for together, first, end in shared:
        for line in range(first, end):
            grid[line][column] = None
        grid[first][column] = Cell(tuple(together), end - first)
