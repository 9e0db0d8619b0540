"""The timetable of a day as rooms and lines, without a database."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from programme.agenda.timetable import Timetable, TimetableCell, TimetableRow, timetables

CASABLANCA = ZoneInfo("Africa/Casablanca")
DAY = dt.date(2027, 5, 4)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Room:
    pk: int
    position: int = 0


@dataclass(frozen=True)
class Held:
    """A session as the grid knows one."""

    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    room: Room | None = None
    name: str = ""
    is_cancelled: bool = False


HALL, LIBRARY = Room(1, 1), Room(2, 2)


def at(clock: str, *, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), CASABLANCA)


def held(begin: str, end: str, room: Room | None = None, name: str = "", **moment) -> Held:
    return Held(at(begin, **moment), at(end, **moment), room, name)


def row(begin: str, end: str, cells: tuple[TimetableCell, ...]) -> TimetableRow:
    return TimetableRow(at(begin), cells, at(end))


def only(sessions: list[Held]) -> Timetable:
    (timetable,) = timetables(sessions, zone=CASABLANCA, now=NOW)
    return timetable


def test_rooms_are_side_by_side_in_the_order_of_staff():
    library, hall = held("09:00", "10:00", LIBRARY), held("09:00", "10:00", HALL)

    timetable = only([library, hall])

    assert timetable == Timetable(
        DAY,
        (HALL, LIBRARY),
        (row("09:00", "10:00", (TimetableCell((hall,)), TimetableCell((library,)))),),
    )


def test_a_row_is_a_start_and_a_long_session_runs_through_those_within_it():
    long = held("09:00", "12:00", HALL)
    early, late = held("09:00", "09:05", LIBRARY), held("11:00", "12:00", LIBRARY)

    timetable = only([long, early, late])

    assert timetable.rows == (
        row("09:00", "11:00", (TimetableCell((long,), rows=2), TimetableCell((early,)))),
        row("11:00", "12:00", (TimetableCell((late,)),)),
    )


def test_where_nothing_is_on_the_cell_is_empty():
    first, second = held("09:00", "10:00", HALL), held("10:00", "11:00", LIBRARY)

    timetable = only([first, second])

    assert timetable.rows == (
        row("09:00", "10:00", (TimetableCell((first,)), TimetableCell())),
        row("10:00", "11:00", (TimetableCell(), TimetableCell((second,)))),
    )


def test_a_session_without_a_room_goes_across_all_rooms_where_nothing_is_parallel():
    talk, other = held("09:00", "10:00", HALL), held("09:00", "10:00", LIBRARY)
    lunch = held("12:00", "13:00")

    timetable = only([talk, other, lunch])

    assert timetable.rooms == (HALL, LIBRARY)
    assert timetable.rows[1] == row("12:00", "13:00", (TimetableCell((lunch,), columns=2),))


def test_a_session_without_a_room_gets_a_column_beside_parallel_ones():
    talk, online = held("09:00", "10:00", HALL), held("09:30", "10:30")

    timetable = only([talk, online])

    assert timetable.rooms == (HALL, None)
    assert timetable.rows == (
        row("09:00", "09:30", (TimetableCell((talk,), rows=2), TimetableCell())),
        row("09:30", "10:30", (TimetableCell((online,)),)),
    )


def test_sessions_that_overlap_in_one_room_share_a_cell():
    first, second = held("09:00", "10:00", HALL, "first"), held("09:30", "11:00", HALL, "second")
    third = held("10:30", "11:00", LIBRARY)

    timetable = only([first, second, third])

    assert timetable.rows == (
        row("09:00", "09:30", (TimetableCell((first, second), rows=3), TimetableCell())),
        row("09:30", "10:30", (TimetableCell(),)),
        row("10:30", "11:00", (TimetableCell((third,)),)),
    )


def test_the_row_that_began_last_is_now_while_something_is_on():
    talks = [held("09:00", "10:00", HALL), held("09:30", "10:00", LIBRARY)]

    def now_at(clock: str) -> list[str]:
        (timetable,) = timetables(talks, zone=CASABLANCA, now=at(clock))
        return [row.clock for row in timetable.rows if row.is_now]

    assert [now_at(clock) for clock in ("08:59", "09:00", "09:45", "10:00")] == [
        [],
        ["09:00"],
        ["09:30"],
        [],
    ]


def test_a_row_lasts_until_the_next_one_or_the_end_of_all_sessions():
    talks = [
        held("09:00", "09:30", HALL),
        held("10:00", "12:00", HALL),
        held("11:00", "11:30", LIBRARY),
        replace(held("13:00", "14:00", HALL), is_cancelled=True),
    ]

    rows = only(talks).rows

    assert [f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}" for row in rows] == [
        "09:00–09:30",
        "10:00–11:00",
        "11:00–12:00",
        "13:00–13:00",
    ]


def test_long_sessions_are_listed_above_the_timetable():
    exhibition, talk = held("08:00", "18:00"), held("09:00", "10:00", HALL)

    timetable = only([exhibition, talk])

    assert timetable == Timetable(
        DAY, (HALL,), (row("09:00", "10:00", (TimetableCell((talk,)),)),), (exhibition,)
    )


def test_a_day_of_breaks_alone_has_one_column_without_a_room():
    lunch = held("12:00", "13:00")

    timetable = only([lunch])

    assert timetable == Timetable(
        DAY, (None,), (row("12:00", "13:00", (TimetableCell((lunch,)),)),)
    )


def test_each_day_has_its_own_rooms_and_what_has_no_time_is_in_none():
    next_day = dt.date(2027, 5, 5)
    first, second = held("23:30", "23:45", HALL), held("09:00", "10:00", LIBRARY, day=next_day)
    untimed = Held(None, None, HALL)

    days = timetables([second, untimed, first], zone=CASABLANCA, now=NOW)

    assert [(day.date, day.rooms) for day in days] == [(DAY, (HALL,)), (next_day, (LIBRARY,))]


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from([HALL, LIBRARY, None])),
        min_size=1,
        max_size=25,
    )
)
def test_every_session_is_there_once_and_every_row_is_as_wide_as_the_table(plans):
    quarter = dt.timedelta(minutes=15)
    sessions = [
        Held(at("08:00") + quarter * start, at("08:00") + quarter * (start + length), room, str(n))
        for n, (start, length, room) in enumerate(plans)
    ]

    for timetable in timetables(sessions, zone=CASABLANCA, now=NOW):
        cells = [cell for row in timetable.rows for cell in row.cells]
        shown = [s for cell in cells for s in cell.sessions]
        area = sum(cell.rows * cell.columns for cell in cells)
        assert sorted(shown, key=lambda s: s.name) == sorted(sessions, key=lambda s: s.name)
        assert area == len(timetable.rows) * len(timetable.rooms)
