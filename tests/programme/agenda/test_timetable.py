"""The timetable of a day as rooms and lines, without a database."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from programme.agenda.timetable import QUARTER, Timetable, TimetableCell, TimetableRow, timetables

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
    is_break: bool = False
    is_plenary: bool = False


HALL, LIBRARY = Room(1, 1), Room(2, 2)
Cell = TimetableCell


def at(clock: str, *, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), CASABLANCA)


def held(
    begin: str, end: str, room: Room | None = None, name: str = "", *, day: dt.date = DAY, **facts
) -> Held:
    return Held(at(begin, day=day), at(end, day=day), room, name, **facts)


def row(
    begin: str, end: str, *cells: TimetableCell, then: str = "", until: str = "", **facts
) -> TimetableRow:
    """Cells that do not say what follows them have the row of `then` below."""
    below = at(then) if then else None
    placed = (
        cell if cell == Cell() or cell.followed_at else replace(cell, followed_at=below)
        for cell in cells
    )
    told = at(until) if until else None
    return TimetableRow(at(begin), tuple(placed), at(end), until=told, **facts)


def only(sessions: list[Held]) -> Timetable:
    (timetable,) = timetables(sessions, zone=CASABLANCA, now=NOW)
    return timetable


def test_rooms_are_side_by_side_in_the_order_of_staff():
    library, hall = held("09:00", "10:00", LIBRARY), held("09:00", "10:00", HALL)

    timetable = only([library, hall])

    assert timetable == Timetable(
        DAY,
        (HALL, LIBRARY),
        (row("09:00", "10:00", Cell((hall,)), Cell((library,)), until="10:00"),),
    )


def test_a_row_is_a_start_and_a_long_session_runs_through_those_within_it():
    long = held("09:00", "12:00", HALL)
    early, late = held("09:00", "09:05", LIBRARY), held("11:00", "12:00", LIBRARY)

    timetable = only([long, early, late])

    assert timetable.rows == (
        row("09:00", "11:00", Cell((long,), rows=2), Cell((early,), followed_at=at("11:00"))),
        row("11:00", "12:00", Cell((late,)), until="12:00"),
    )


def test_where_nothing_is_on_the_cell_is_empty():
    first, second = held("09:00", "10:00", HALL), held("10:00", "11:00", LIBRARY)

    timetable = only([first, second])

    assert timetable.rows == (
        row("09:00", "10:00", Cell((first,)), Cell(), then="10:00"),
        row("10:00", "11:00", Cell(), Cell((second,)), until="11:00"),
    )


def test_a_break_goes_across_all_columns_whatever_else_is_on():
    talk, online = held("11:30", "12:30", HALL), held("11:30", "12:30")
    lunch = held("12:30", "14:00", LIBRARY, is_break=True)
    panel = held("12:30", "13:15", HALL)

    timetable = only([talk, online, panel, lunch])

    assert timetable.rooms == (HALL, None)
    assert timetable.rows == (
        row("11:30", "12:30", Cell((talk,)), Cell((online,)), then="12:30"),
        row(
            "12:30",
            "14:00",
            Cell((lunch,), columns=2),
            then="12:30",
            until="14:00",
            is_break=True,
        ),
        row("12:30", "14:00", Cell((panel,)), Cell(), until="13:15"),
    )


def test_a_plenary_goes_across_all_rooms_but_not_over_what_has_no_room():
    plenary = held("09:00", "10:00", HALL, is_plenary=True)
    online, talk = held("09:00", "11:00"), held("10:00", "11:00", LIBRARY)
    other = held("10:00", "11:00", HALL)

    timetable = only([plenary, online, talk, other])

    assert timetable.rooms == (HALL, LIBRARY, None)
    assert timetable.rows == (
        row(
            "09:00",
            "10:00",
            Cell((plenary,), columns=2, followed_at=at("10:00")),
            Cell((online,), rows=2),
        ),
        row("10:00", "11:00", Cell((other,)), Cell((talk,)), until="11:00"),
    )


def test_a_session_that_runs_through_a_break_is_named_again_below_it():
    workshop, talk = held("11:00", "14:00", HALL), held("11:00", "12:00", LIBRARY)
    lunch, late = held("12:00", "13:00", is_break=True), held("13:00", "14:00", LIBRARY)

    timetable = only([workshop, talk, lunch, late])

    assert timetable.rows == (
        row("11:00", "12:00", Cell((workshop,)), Cell((talk,)), then="12:00"),
        row("12:00", "13:00", Cell((lunch,), columns=2), then="13:00", is_break=True),
        row("13:00", "14:00", Cell((), (workshop,)), Cell((late,)), until="14:00"),
    )


def test_a_session_without_a_room_goes_across_all_rooms_where_nothing_is_parallel():
    talk, other = held("09:00", "10:00", HALL), held("09:00", "10:00", LIBRARY)
    walk = held("12:00", "13:00")

    timetable = only([talk, other, walk])

    assert timetable.rooms == (HALL, LIBRARY)
    assert timetable.rows[1] == row("12:00", "13:00", Cell((walk,), columns=2), until="13:00")


def test_a_session_without_a_room_gets_a_column_beside_parallel_ones():
    talk, online = held("09:00", "10:00", HALL), held("09:30", "10:30")

    timetable = only([talk, online])

    assert timetable.rooms == (HALL, None)
    assert timetable.rows == (
        row("09:00", "09:30", Cell((talk,), rows=2), Cell(), until="10:00"),
        row("09:30", "10:30", Cell((online,)), until="10:30"),
    )


def test_sessions_that_overlap_in_one_room_share_a_cell():
    first, second = held("09:00", "10:00", HALL, "first"), held("09:30", "11:00", HALL, "second")
    third = held("10:30", "11:00", LIBRARY)

    timetable = only([first, second, third])

    assert timetable.rows == (
        row("09:00", "09:30", Cell((first, second), rows=3), Cell()),
        row("09:30", "10:30", Cell()),
        row("10:30", "11:00", Cell((third,)), until="11:00"),
    )


def test_a_row_tells_the_end_of_its_sessions_where_a_pause_follows():
    early = [held("09:00", "09:45", HALL), held("09:00", "09:45", LIBRARY)]
    mixed = [held("10:00", "10:30", HALL), held("10:00", "10:45", LIBRARY)]
    late = [held("11:00", "12:00", HALL)]

    rows = only([*early, *mixed, *late]).rows

    assert [row.until for row in rows] == [at("09:45"), None, at("12:00")]


def test_a_day_of_plenaries_has_the_columns_of_their_rooms():
    opening = held("09:00", "10:00", HALL, is_plenary=True)

    timetable = only([opening])

    assert timetable == Timetable(
        DAY, (HALL,), (row("09:00", "10:00", Cell((opening,)), until="10:00"),)
    )


def test_the_height_of_a_row_is_told_in_quarters_of_an_hour():
    starts = ["08:00", "08:05", "08:20", "09:05", "12:05"]
    talks = [held(start, "18:00", HALL) for start in starts[-1:]]
    talks += [held(start, "12:05", LIBRARY) for start in starts[:-1]]

    rows = only(talks).rows

    assert [(row.clock, row.quarters) for row in rows] == [
        ("08:00", 1),
        ("08:05", 1),
        ("08:20", 3),
        ("09:05", 8),
        ("12:05", 8),
    ]


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
        DAY, (HALL,), (row("09:00", "10:00", Cell((talk,)), until="10:00"),), (exhibition,)
    )


def test_a_day_of_breaks_alone_has_one_column_without_a_room():
    lunch = held("12:00", "13:00", is_break=True)

    timetable = only([lunch])

    assert timetable == Timetable(
        DAY, (None,), (row("12:00", "13:00", Cell((lunch,)), until="13:00", is_break=True),)
    )


def test_each_day_has_its_own_rooms_and_what_has_no_time_is_in_none():
    next_day = dt.date(2027, 5, 5)
    first, second = held("23:30", "23:45", HALL), held("09:00", "10:00", LIBRARY, day=next_day)
    untimed = Held(None, None, HALL)

    days = timetables([second, untimed, first], zone=CASABLANCA, now=NOW)

    assert [(day.date, day.rooms) for day in days] == [(DAY, (HALL,)), (next_day, (LIBRARY,))]


def test_a_day_of_the_event_without_sessions_has_an_empty_timetable():
    empty, talk = DAY - dt.timedelta(days=1), held("09:00", "10:00", HALL)

    days = timetables([talk], zone=CASABLANCA, now=NOW, dates=[empty, DAY])

    assert [(day.date, len(day.rows)) for day in days] == [(empty, 0), (DAY, 1)]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(1, 20),
            st.sampled_from([HALL, LIBRARY, None]),
            st.sampled_from(["talk", "break", "plenary"]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_session_is_there_once_and_every_row_is_as_wide_as_the_table(plans):
    sessions = [
        Held(
            at("08:00") + QUARTER * start,
            at("08:00") + QUARTER * (start + length),
            room,
            str(number),
            is_break=kind == "break",
            is_plenary=kind == "plenary",
        )
        for number, (start, length, room, kind) in enumerate(plans)
    ]

    for timetable in timetables(sessions, zone=CASABLANCA, now=NOW):
        cells = [cell for row in timetable.rows for cell in row.cells]
        shown = [s for cell in cells for s in cell.sessions]
        area = sum(cell.rows * cell.columns for cell in cells)
        assert sorted(shown, key=lambda s: s.name) == sorted(sessions, key=lambda s: s.name)
        assert area == len(timetable.rows) * len(timetable.rooms)
