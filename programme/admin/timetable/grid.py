"""The timetable as a grid: a column for each room, a row from each start or end to the next. Pure.

Unlike the timetable of readers it cuts nothing: a session covers the rows that it lasts. A break, a
plenary and what has no room go across all columns where nothing else is held at the same time.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from programme.agenda.timetable import ALL_DAY, MOST_QUARTERS, QUARTER
from programme.conflicts import Planned, PlannedRoom

FIRST_HOUR, LAST_HOUR = 9, 18
"""An empty day can be laid between these hours at least."""
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is held in a room, or in all of them; sessions that overlap share a cell."""

    sessions: tuple[Planned, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class GridRow:
    starts_at: dt.datetime
    ends_at: dt.datetime
    """Both in the zone of the event."""
    minutes: tuple[int, int]
    """The same on the clock, from the midnight of the day."""
    cells: tuple[Cell, ...]
    """Those that begin in this row, in the order of the columns."""

    @property
    def quarters(self) -> int:
        """How many quarters of an hour it lasts, for its height."""
        return min(MOST_QUARTERS, max(1, round((self.ends_at - self.starts_at) / QUARTER)))


@dataclass(frozen=True, slots=True)
class Grid:
    rooms: tuple[PlannedRoom | None, ...]
    """The columns; None is for sessions without a room, where there are any."""
    rows: tuple[GridRow, ...]
    long: tuple[Planned, ...]
    """Sessions of more than eight hours: they would run through all of it."""


def grid_of(
    sessions: Iterable[Planned], rooms: Sequence[PlannedRoom], day: dt.date, zone: dt.tzinfo
) -> Grid:
    """The grid of a day; `sessions` begin on it."""
    ordered = sorted(map(_span, sessions), key=lambda span: (span.start, span.end, span.key))
    spans = [span for span in ordered if span.end - span.start <= ALL_DAY]
    long = tuple(span.session for span in ordered if span.end - span.start > ALL_DAY)
    moments = _moments(spans, day, zone)
    across = _across(spans)
    beside = [span for span in spans if span.start not in across]
    columns = _columns(beside, rooms)
    cells: dict[tuple[int, int], Cell | None] = {}
    for number, room in enumerate(columns):
        own = [span for span in beside if _room(span) == (room and room.pk)]
        cells |= _column(number, own, moments)
    rows = (
        _row(
            start.astimezone(zone),
            end.astimezone(zone),
            day,
            _cells(start, number, across, len(columns), cells),
        )
        for number, (start, end) in enumerate(pairwise(moments))
    )
    return Grid(columns, tuple(rows), long)


@dataclass(frozen=True, slots=True)
class _Span:
    """A session with its hours in UTC."""

    start: dt.datetime
    end: dt.datetime
    session: Planned

    @property
    def key(self) -> int:
        return self.session.pk or 0

    @property
    def may_go_across(self) -> bool:
        one = self.session
        return one.kind == "break" or one.is_plenary or one.room is None


def _span(session: Planned) -> _Span:
    start, end = (at.astimezone(dt.UTC) for at in (session.starts_at, session.ends_at))
    return _Span(start, end, session)


def _room(span: _Span) -> int | None:
    return span.session.room and span.session.room.pk


def _moments(spans: Sequence[_Span], day: dt.date, zone: dt.tzinfo) -> list[dt.datetime]:
    """Each start and end, the usual hours of a day, and full hours in which nothing is on."""
    usual = [
        dt.datetime.combine(day, dt.time(hour), zone).astimezone(dt.UTC)
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    first = min([usual[0], *(span.start for span in spans)])
    last = max([usual[-1], *(span.end for span in spans)])
    found = {first, last, *(at for span in spans for at in (span.start, span.end))}
    hour = first.replace(minute=0, second=0)
    while hour < last:
        if hour > first and not any(span.start < hour < span.end for span in spans):
            found.add(hour)
        hour += HOUR
    return sorted(found)


def _across(spans: Sequence[_Span]) -> dict[dt.datetime, _Span]:
    """Those that go across all columns, by start: nothing else is held during them."""
    return {
        span.start: span
        for number, span in enumerate(spans)
        if span.may_go_across and _is_alone(number, spans)
    }


def _is_alone(number: int, spans: Sequence[_Span]) -> bool:
    own = spans[number]
    others = (one for place, one in enumerate(spans) if place != number)
    return all(one.end <= own.start or one.start >= own.end for one in others)


def _columns(
    beside: Iterable[_Span], rooms: Sequence[PlannedRoom]
) -> tuple[PlannedRoom | None, ...]:
    needs_none = any(span.session.room is None for span in beside)
    return (*rooms, None) if needs_none or not rooms else tuple(rooms)


def _column(
    number: int, spans: Iterable[_Span], moments: Sequence[dt.datetime]
) -> dict[tuple[int, int], Cell | None]:
    """The cells of a column by row and column; None where a cell from above covers the place."""
    cells: dict[tuple[int, int], Cell | None] = {}
    for run in _runs(spans):
        first = bisect_left(moments, run[0].start)
        stop = bisect_left(moments, max(span.end for span in run))
        for row in range(first, stop):
            cells[row, number] = None
        cells[first, number] = Cell(tuple(span.session for span in run), stop - first)
    return cells


def _runs(spans: Iterable[_Span]) -> list[list[_Span]]:
    """Sessions of one room that overlap, each with the others."""
    runs: list[list[_Span]] = []
    latest = None
    for span in spans:
        if latest is not None and span.start < latest:
            runs[-1].append(span)
            latest = max(latest, span.end)
        else:
            runs.append([span])
            latest = span.end
    return runs


def _cells(
    start: dt.datetime,
    number: int,
    across: dict[dt.datetime, _Span],
    width: int,
    cells: dict[tuple[int, int], Cell | None],
) -> tuple[Cell, ...]:
    if start in across:
        return (Cell((across[start].session,), columns=width),)
    places = (cells.get((number, column), Cell()) for column in range(width))
    return tuple(cell for cell in places if cell is not None)


def _row(start: dt.datetime, end: dt.datetime, day: dt.date, cells: tuple[Cell, ...]) -> GridRow:
    midnight = dt.datetime.combine(day, dt.time(0))
    first, last = ((at.replace(tzinfo=None) - midnight) // MINUTE for at in (start, end))
    return GridRow(start, end, (first, last), cells)
