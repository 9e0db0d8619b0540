"""The grid of the timetable: where each session is drawn, whatever its length."""

import datetime as dt
import zoneinfo

import pytest

from programme.admin.timetable.free_times import Day
from programme.admin.timetable.grid import FIRST_HOUR, LAST_HOUR, grid_of
from programme.conflicts import Planned, PlannedPerson, PlannedRoom

DAY = dt.date(2027, 5, 4)
ZONE = zoneinfo.ZoneInfo("Africa/Casablanca")
ATLAS, RIF = PlannedRoom(1, ("Atlas", "en")), PlannedRoom(2, ("Rif", "en"))
AMINA = PlannedPerson(7, ("Amina", "en"))
MINUTE = dt.timedelta(minutes=1)


def at(clock: str) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time.fromisoformat(clock), ZONE)


def held(title: str, hours: str = "", room: PlannedRoom | None = None, **fields) -> Planned:
    if hours:
        fields["starts_at"], fields["ends_at"] = map(at, hours.split("-"))
    return Planned(pk=sum(map(ord, title)), title=(title, "en"), room=room, **fields)


def drawn(*sessions: Planned, rooms=(ATLAS, RIF)) -> dict[str, list[str]]:
    """By the start of each row its cells: titles, and how many rows and columns they cover."""
    grid = grid_of(sessions, rooms, DAY, ZONE)
    return {
        f"{row.starts_at:%H:%M}": [
            f"{'+'.join(one.title[0] for one in cell.sessions)} {cell.rows}×{cell.columns}".strip()
            for cell in row.cells
        ]
        for row in grid.rows
        if any(cell.sessions for cell in row.cells)
    }


def test_sessions_of_unequal_length_cover_the_rows_that_they_last():
    found = drawn(
        held("Long", "09:00-10:30", ATLAS),
        held("Short", "09:00-09:20", RIF),
        held("Next", "09:20-10:30", RIF),
    )

    assert found == {"09:00": ["Long 2×1", "Short 1×1"], "09:20": ["Next 1×1"]}


def test_sessions_that_overlap_in_a_room_share_a_cell():
    found = drawn(
        held("One", "09:00-10:00", ATLAS),
        held("Two", "09:30-10:30", ATLAS),
        held("Three", "10:30-11:00", ATLAS),
    )

    assert found == {"09:00": ["One+Two 3×1", "1×1"], "10:30": ["Three 1×1", "1×1"]}


def test_a_break_goes_across_all_rooms_unless_something_else_is_held():
    alone = drawn(held("Coffee", "10:00-10:30", kind="break"))
    plenary = drawn(held("Opening", "10:00-10:30", ATLAS, is_plenary=True))
    beside = drawn(held("Coffee", "10:00-10:30", kind="break"), held("Talk", "10:00-11:00", RIF))

    assert (alone, plenary) == ({"10:00": ["Coffee 1×2"]}, {"10:00": ["Opening 1×2"]})
    assert beside == {"10:00": ["1×1", "Talk 2×1", "Coffee 1×1"]}


def test_an_empty_day_has_a_row_for_each_usual_hour():
    rows = grid_of([], (ATLAS,), DAY, ZONE).rows

    assert [row.starts_at.hour for row in rows] == [*range(FIRST_HOUR, LAST_HOUR)]
    assert {(len(row.cells), row.quarters) for row in rows} == {(1, 4)}
    assert rows[0].minutes == (540, 600)


def test_hours_without_a_session_can_be_laid_too():
    rows = grid_of([held("Talk", "10:30-11:30", ATLAS)], (ATLAS,), DAY, ZONE).rows

    starts = [f"{row.starts_at:%H:%M}" for row in rows]
    assert starts[:5] == ["09:00", "10:00", "10:30", "11:30", "12:00"]


def test_what_takes_all_day_is_beside_the_grid():
    exhibition = held("Exhibition", "08:00-20:00", ATLAS)

    grid = grid_of([exhibition], (ATLAS,), DAY, ZONE)

    assert grid.long == (exhibition,)
    assert f"{grid.rows[0].starts_at:%H:%M}" == "09:00"


def test_without_rooms_there_is_one_column():
    assert drawn(held("One", "09:00-10:00"), held("Two", "09:30-10:00"), rooms=()) == {
        "09:00": ["One+Two 2×1"]
    }


def test_a_session_past_midnight_stays_on_its_day():
    party = Planned(
        pk=1, title=("Party", "en"), starts_at=at("22:00"), ends_at=at("22:00") + 240 * MINUTE
    )

    rows = grid_of([party], (ATLAS,), DAY, ZONE).rows

    assert rows[-1].minutes == (22 * 60, 26 * 60)


def day(*sessions: Planned, closes: str = "12:00") -> Day:
    return Day(at("09:00"), at(closes), (ATLAS, RIF), sessions)


@pytest.mark.parametrize(
    ("sessions", "last", "proposed"),
    [
        ([], None, "Atlas 09:00"),
        ([held("One", "09:00-09:20", ATLAS)], None, "Atlas 09:20"),
        ([held("One", "09:10-09:20", ATLAS)], None, "Atlas 09:20"),
        ([held("One", "09:15-09:22", ATLAS)], None, "Atlas 09:00"),
        ([held("One", "09:00-09:22", ATLAS)], None, "Atlas 09:25"),
        ([held("One", "09:00-12:00", ATLAS)], None, "Rif 09:00"),
        ([held("One", "09:00-09:20", ATLAS, status="cancelled")], None, "Atlas 09:00"),
        ([held("Tea", "09:00-09:30", kind="break")], None, "Atlas 09:30"),
        ([held("All", "09:00-09:30", RIF, is_plenary=True)], None, "Atlas 09:30"),
        ([held("Hers", "09:00-09:30", RIF, people=(AMINA,))], None, "Atlas 09:30"),
        ([held("Laid", "10:00-10:15", RIF)], "Laid", "Rif 10:15"),
        ([held("Laid", "11:45-12:00", RIF)], "Laid", "Rif 09:00"),
        (
            [held("A", "09:00-12:00", ATLAS), held("Laid", "09:00-12:00", RIF)],
            "Laid",
            "Rif 12:00",
        ),
    ],
)
def test_the_first_free_time_after_the_last_laid_is_proposed(sessions, last, proposed):
    talk = held("Talk", people=(AMINA,))
    laid = next((one for one in sessions if one.title[0] == last), None)

    room, start = day(*sessions).propose(talk, 15 * MINUTE, laid)

    assert f"{room.name[0]} {start.astimezone(ZONE):%H:%M}" == proposed


def test_a_session_with_a_room_is_proposed_in_it():
    sessions = held("One", "09:00-09:30", RIF), held("Laid", "10:00-10:30", ATLAS)

    room, start = day(*sessions).propose(held("Talk", room=RIF), 15 * MINUTE, sessions[1])

    assert (room, start) == (RIF, at("09:30"))
