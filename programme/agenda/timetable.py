"""The timetable of a day: a column for each room, a row for each moment at which sessions start.

A break goes across all columns and a plenary across all rooms, whatever else is on: each has a row
of its own. A session that runs through such a row is cut in two, and named again below it.

Pure: no query, no request. The rows are the starts of sessions and not minutes, so that a session
of five minutes can be read and one of three hours leaves no blank space.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from programme.agenda.sessions import ListedRoom, ListedSession

ALL_DAY = dt.timedelta(hours=8)
"""Longer sessions are listed above the timetable: they would run through all of it."""
QUARTER = dt.timedelta(minutes=15)
MOST_ROOMS = 7
"""With more the table is broader than a page."""
MOST_QUARTERS = 8
"""Rows of two hours and more have the same height."""


@dataclass(frozen=True, slots=True)
class TimetableCell:
    """The sessions in a room from one row onwards; there may be none."""

    sessions: tuple[ListedSession, ...] = ()
    continued: tuple[ListedSession, ...] = ()
    """Sessions that began above the break or plenary before this row."""
    rows: int = 1
    columns: int = 1
    followed_at: dt.datetime | None = None
    """The start of the row below, when a session of this cell is expected to end."""

    @property
    def every_session(self) -> tuple[ListedSession, ...]:
        return (*self.continued, *self.sessions)

    @property
    def is_of_one(self) -> bool:
        return len(self.every_session) == 1


@dataclass(frozen=True, slots=True)
class TimetableRow:
    starts_at: dt.datetime
    cells: tuple[TimetableCell, ...]
    """The cells that begin in this row, in the order of the rooms."""
    ends_at: dt.datetime
    """The next start of a session, or the end of all sessions where that is earlier."""
    is_break: bool = False
    until: dt.datetime | None = None
    """The end that all sessions of the row have, where a pause follows."""
    is_now: bool = False
    """Whether the latest sessions to have begun are in it, and something is on."""

    @property
    def clock(self) -> str:
        return f"{self.starts_at:%H:%M}"

    @property
    def iso(self) -> str:
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def iso_end(self) -> str:
        return self.ends_at.isoformat(timespec="minutes")

    @property
    def quarters(self) -> int:
        """How many quarters of an hour it lasts, for its height."""
        return min(MOST_QUARTERS, max(1, round((self.ends_at - self.starts_at) / QUARTER)))


@dataclass(frozen=True, slots=True)
class Timetable:
    date: dt.date
    rooms: tuple[ListedRoom | None, ...]
    """The columns; None is the last one, for sessions without a room, where there are any."""
    rows: tuple[TimetableRow, ...]
    all_day: tuple[ListedSession, ...] = ()

    @property
    def is_broad(self) -> bool:
        return len(self.rooms) > MOST_ROOMS

    @property
    def target(self) -> TimetableRow | None:
        """The row for the link “Now”."""
        return next((row for row in self.rows if row.is_now), None)


def timetables(
    sessions: Iterable[ListedSession],
    *,
    zone: dt.tzinfo,
    now: dt.datetime,
    dates: Iterable[dt.date] = (),
) -> list[Timetable]:
    """A timetable for each day of the timed sessions, with the rooms of that day; times in `zone`.

    The days of `dates` have one too, which may be empty. A session that crosses midnight belongs
    to its first day.
    """
    timed = sorted((s for s in sessions if s.starts_at), key=attrgetter("starts_at"))
    days = groupby(timed, key=lambda session: session.starts_at.astimezone(zone).date())
    found = {date: _timetable(date, list(day), zone, now) for date, day in days}
    empty = {date: Timetable(date, (), ()) for date in dates}
    return [table for _date, table in sorted((empty | found).items())]


@dataclass(slots=True)
class _Line:
    """A row as it is made: its own start, what goes across it, and its cells by column."""

    start: dt.datetime
    across: ListedSession | None = None
    cells: dict[int, TimetableCell | None] = field(default_factory=dict)
    """None where a cell from above covers the column; no key where the cell is empty."""

    def is_free(self, room: ListedRoom | None) -> bool:
        """Whether the column of this room, or the one without a room, can have other sessions."""
        if self.across is None:
            return True
        return room is None and self.across.room is not None and not self.across.is_break


def _timetable(
    date: dt.date, sessions: list[ListedSession], zone: dt.tzinfo, now: dt.datetime
) -> Timetable:
    all_day = tuple(s for s in sessions if s.ends_at - s.starts_at > ALL_DAY)
    placed = [s for s in sessions if s.ends_at - s.starts_at <= ALL_DAY]
    across = _across(placed)
    beside = [session for session in placed if id(session) not in across]
    rooms = _columns(beside, [s for s in placed if id(s) in across])
    lines = list(_lines(placed, across))
    for column, room in enumerate(rooms):
        _fill_column(lines, column, room, [s for s in beside if s.room == room])
    ends = _ends([line.start for line in lines], [s for s in placed if not s.is_cancelled])
    below = [*lines[1:], None]
    rows = (
        _row(line, following, ends[line.start], rooms, zone, now)
        for line, following in zip(lines, below, strict=True)
    )
    return Timetable(date, rooms, tuple(rows), all_day)


def _across(sessions: list[ListedSession]) -> set[int]:
    """The `id()` of breaks, plenaries, and what has neither a room nor anything beside it."""
    found = {id(session) for session in sessions if session.is_break or session.is_plenary}
    latest = None
    followers = [*(session.starts_at for session in sessions[1:]), None]
    for session, following in zip(sessions, followers, strict=True):
        is_alone = (latest is None or latest <= session.starts_at) and (
            following is None or following >= session.ends_at
        )
        if is_alone and session.room is None:
            found.add(id(session))
        latest = max(latest or session.ends_at, session.ends_at)
    return found


def _columns(
    beside: Iterable[ListedSession], across: Iterable[ListedSession]
) -> tuple[ListedRoom | None, ...]:
    """The rooms in staff order; where nothing is side by side, those of plenaries."""
    rooms = {session.room for session in beside}
    if not rooms - {None}:
        rooms |= {session.room for session in across if session.room and not session.is_break}
    named = sorted(rooms - {None}, key=attrgetter("position", "pk"))
    return (*named, None) if None in rooms or not named else tuple(named)


def _lines(sessions: list[ListedSession], across: set[int]) -> Iterator[_Line]:
    """A line for each session that goes across, and one for the others where they need it."""
    for start, group in groupby(sessions, key=attrgetter("starts_at")):
        together = list(group)
        own = [_Line(start, session) for session in together if id(session) in across]
        own.sort(key=lambda line: not line.across.is_break)
        yield from own
        beside = (session for session in together if id(session) not in across)
        if any(not any(line.is_free(session.room) for line in own) for session in beside):
            yield _Line(start)


def _ends(starts: list[dt.datetime], held: list[ListedSession]) -> dict[dt.datetime, dt.datetime]:
    """The end of the rows with each start: see `TimetableRow.ends_at`."""
    distinct, found = sorted(set(starts)), {}
    begun, latest = 0, None
    for start, following in zip(distinct, [*distinct[1:], None], strict=True):
        while begun < len(held) and held[begun].starts_at <= start:
            latest = max(latest or held[begun].ends_at, held[begun].ends_at)
            begun += 1
        last = latest or start
        found[start] = max(start, min(last, following) if following else last)
    return found


def _fill_column(
    lines: list[_Line],
    column: int,
    room: ListedRoom | None,
    sessions: list[ListedSession],
) -> None:
    """Put the sessions of a room into its column; sessions that overlap share a cell."""
    free = [number for number, line in enumerate(lines) if line.is_free(room)]
    for run in _runs(free, [lines[number].start for number in free], sessions):
        own = [session for session, is_continued in run.sessions if not is_continued]
        continued = [session for session, is_continued in run.sessions if is_continued]
        below = lines[run.stop].start if run.stop < len(lines) else None
        for number in range(run.start, run.stop):
            lines[number].cells[column] = None
        lines[run.start].cells[column] = TimetableCell(
            tuple(own), tuple(continued), run.stop - run.start, followed_at=below
        )


@dataclass(slots=True)
class _Run:
    """Lines that follow one another, with the sessions of one room in them."""

    start: int
    stop: int
    sessions: list[tuple[ListedSession, bool]]
    """Each with whether it began above another line."""


def _runs(free: list[int], starts: list[dt.datetime], sessions: list[ListedSession]) -> list[_Run]:
    """The runs of a column whose `free` lines have these starts."""
    parts = (part for session in sessions for part in _parts(free, starts, session))
    runs: list[_Run] = []
    for part in sorted(parts, key=attrgetter("start")):
        if runs and part.start < runs[-1].stop:
            runs[-1].sessions += part.sessions
            runs[-1].stop = max(runs[-1].stop, part.stop)
        else:
            runs.append(part)
    return runs


def _parts(free: list[int], starts: list[dt.datetime], session: ListedSession) -> Iterator[_Run]:
    """The lines that a session runs through, cut where others lie between."""
    first = bisect_left(starts, session.starts_at)
    last = max(bisect_left(starts, session.ends_at), first + 1)
    begin = previous = free[first]
    for number in free[first + 1 : last]:
        if number != previous + 1:
            yield _Run(begin, previous + 1, [(session, begin != free[first])])
            begin = number
        previous = number
    yield _Run(begin, previous + 1, [(session, begin != free[first])])


def _row(
    line: _Line,
    below: _Line | None,
    end: dt.datetime,
    rooms: tuple[ListedRoom | None, ...],
    zone: dt.tzinfo,
    now: dt.datetime,
) -> TimetableRow:
    covered = [room for room in rooms if not line.is_free(room)]
    followed_at = below.start if below else None
    cells = (
        [TimetableCell((line.across,), columns=len(covered), followed_at=followed_at)]
        if covered
        else []
    )
    for column in range(len(covered), len(rooms)):
        if cell := line.cells.get(column, TimetableCell()):
            cells.append(cell)
    until = _common_end(cells)
    return TimetableRow(
        line.start.astimezone(zone),
        tuple(cells),
        end.astimezone(zone),
        until=until.astimezone(zone) if until else None,
        is_break=line.across is not None and line.across.is_break,
        is_now=line.start <= now < end,
    )


def _common_end(cells: Iterable[TimetableCell]) -> dt.datetime | None:
    ends = {session.ends_at for cell in cells for session in cell.every_session}
    followed_at = {cell.followed_at for cell in cells if cell.every_session}
    return ends.pop() if len(ends) == 1 and ends != followed_at else None
