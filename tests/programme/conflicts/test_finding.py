"""Which sessions do not fit together, without a database."""

import datetime as dt
import time
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from programme.conflicts import PlannedPart, PlannedPerson, PlannedRoom, free_rooms
from tests.programme.conflicts.planned import (
    ATLAS,
    BUDGETS,
    CASABLANCA,
    DAY,
    HALL,
    KARIM,
    LIBRARY,
    SALMA,
    WATER,
    at,
    conflicts_of,
    found,
    planned,
)

NEXT_DAY = DAY + dt.timedelta(days=1)


def test_a_person_is_in_two_sessions_at_once_whatever_the_role():
    roads = planned("Roads", "10:00-11:00", people=(replace(KARIM, role="moderator"), SALMA))
    schools = planned("Schools", "10:30-11:30", people=(replace(KARIM, role="interpreter"),))

    conflicts = conflicts_of(schools, roads)

    assert [(c.kind, c.sessions, c.person.pk, c.starts_at, c.ends_at) for c in conflicts] == [
        ("person_twice", (roads, schools), KARIM.pk, at("10:30"), at("11:00"))
    ]


def test_a_room_is_taken_twice():
    roads, schools = (
        planned("Roads", "10:00-11:00", room=ATLAS),
        planned("Schools", "10:15-10:30", room=ATLAS),
    )

    conflicts = conflicts_of(roads, schools)

    assert [(c.kind, c.sessions, c.room, c.starts_at, c.ends_at) for c in conflicts] == [
        ("room_twice", (roads, schools), ATLAS, at("10:15"), at("10:30"))
    ]


def test_sessions_that_touch_do_not_clash():
    roads = planned("Roads", "10:00-10:30", room=ATLAS, people=(KARIM,))
    schools = planned("Schools", "10:30-11:00", room=ATLAS, people=(KARIM,))

    assert found(roads, schools) == []


def test_a_break_in_a_room_takes_it():
    talk = planned("Roads", "10:00-11:00", room=ATLAS)
    coffee = planned(
        "Coffee", "10:45-11:15", room=ATLAS, kind="break", has_speakers=False, people=()
    )

    assert found(talk, coffee) == [("room_twice", "Roads", "Coffee")]


def test_each_pair_of_three_at_once_is_found():
    sessions = [
        planned(title, "10:00-11:00", room=ATLAS) for title in ("Roads", "Schools", "Water")
    ]

    assert found(*sessions) == [
        ("room_twice", "Roads", "Schools"),
        ("room_twice", "Roads", "Water"),
        ("room_twice", "Schools", "Water"),
    ]


def test_a_cancelled_session_blocks_nothing_and_lacks_nothing():
    held = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,), track=BUDGETS)
    cancelled = planned(
        "Schools",
        "10:00-11:00",
        room=ATLAS,
        people=(KARIM,),
        track=BUDGETS,
        status="cancelled",
        languages=(),
    )

    assert found(held, cancelled) == []


def test_what_takes_whole_days_blocks_neither_people_nor_rooms():
    exhibition = planned(
        "Exhibition",
        room=ATLAS,
        people=(KARIM,),
        track=BUDGETS,
        starts_at=at("00:00"),
        ends_at=at("00:00", day=NEXT_DAY),
    )
    talk = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,), track=BUDGETS)

    assert found(exhibition, talk) == []


def test_a_recorded_message_needs_nobody_at_the_time():
    recorded = replace(KARIM, role="video_message", presence="recorded")
    message = planned("Message", "10:00-10:10", people=(recorded,))
    talk = planned("Roads", "10:00-11:00", people=(KARIM,))

    assert found(message, talk) == []


def test_a_person_with_two_roles_in_one_session_is_there_once():
    talk = planned("Roads", "10:00-11:00", people=(KARIM, replace(KARIM, role="moderator")))

    assert found(talk) == []


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "is_outside"),
    [
        (at("09:00"), at("10:00"), False),
        (at("23:00"), at("00:00", day=NEXT_DAY), False),
        (at("23:00"), at("00:30", day=NEXT_DAY), True),
        (at("10:00", day=NEXT_DAY), at("11:00", day=NEXT_DAY), True),
        (at("23:00", day=DAY - dt.timedelta(days=1)), at("09:00"), True),
    ],
)
def test_days_of_the_event_are_dates_in_its_zone(starts_at, ends_at, is_outside):
    session = planned("Roads", starts_at=starts_at, ends_at=ends_at)

    assert (("outside_days", "Roads") in found(session)) is is_outside


def test_a_plenary_belongs_in_the_largest_room():
    small = planned("Opening", "09:00-09:30", room=ATLAS, is_plenary=True)
    large = planned("Closing", "17:00-17:30", room=HALL, is_plenary=True)
    unknown = planned("Words", "12:00-12:30", room=PlannedRoom(9, largest=500), is_plenary=True)
    online = planned("Call", "15:00-15:30", room=ATLAS, is_plenary=True, attendance_mode="online")
    lunch = planned("Lunch", "13:00-14:00", room=LIBRARY, is_plenary=True, kind="social")

    assert found(small, large, unknown, online, lunch) == [("room_too_small", "Opening")]


def test_a_room_has_a_seat_for_everybody_on_stage():
    people = tuple(PlannedPerson(number) for number in range(50, 55))
    far = (*people[:4], replace(people[4], presence="online"))
    panel = planned("Panel", "10:00-11:00", room=LIBRARY, people=people)
    other = planned("Other panel", "14:00-15:00", room=LIBRARY, people=far)

    assert found(panel, other) == [("room_too_small", "Panel")]


def test_four_hours_without_a_break_are_found():
    morning = [planned(f"{hour}", f"{hour:02}:00-{hour:02}:50") for hour in (9, 10, 11)]
    noon = planned("12", "11:45-13:00")

    conflicts = conflicts_of(*morning, noon)

    assert [
        (c.kind, [s.title[0] for s in c.sessions], c.starts_at, c.ends_at) for c in conflicts
    ] == [("no_break", ["9", "12"], at("09:00"), at("13:00"))]


@pytest.mark.parametrize(
    "between",
    [
        [planned("Talk", "11:00-12:45")],
        [planned("Talk", "11:15-13:00")],
        [
            planned("Talk", "11:00-13:00"),
            planned("Coffee", "11:00-11:10", kind="break", people=(), has_speakers=False),
        ],
    ],
    ids=["under four hours", "a gap", "a break beside it"],
)
def test_a_break_or_a_gap_ends_the_stretch(between):
    assert found(planned("Morning", "09:00-11:00"), *between) == []


def test_a_long_workshop_has_no_break_by_itself():
    assert found(planned("Workshop", "09:00-14:00")) == [("no_break", "Workshop")]


@pytest.mark.parametrize(
    ("hours", "is_short"), [("11:00-12:00", True), ("11:09-12:00", True), ("11:10-12:00", False)]
)
def test_a_person_has_ten_minutes_to_get_to_another_room(hours, is_short):
    one = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,))
    other = planned("Schools", hours, room=HALL, people=(KARIM,))
    expected = [("turnover", "Roads", "Schools")] if is_short else []

    assert found(one, other) == expected


def test_a_person_who_joins_online_walks_nowhere():
    one = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,))
    other = planned(
        "Schools", "11:00-12:00", room=HALL, people=(replace(KARIM, presence="online"),)
    )
    call = planned("Call", "12:00-12:30", room=LIBRARY, people=(KARIM,), attendance_mode="online")

    assert found(one, other, call) == []


@pytest.mark.parametrize(
    ("fields", "is_short"),
    [
        ({"section": BUDGETS}, False),
        ({"section": None}, False),
        ({"section": BUDGETS, "kind": "panel"}, False),
        ({"section": WATER}, True),
        ({"section": BUDGETS, "kind": "workshop"}, True),
        ({"section": WATER, "kind": "break", "has_speakers": False}, False),
    ],
)
def test_a_room_is_made_ready_for_another_section_or_a_workshop(fields, is_short):
    one = planned("Roads", "10:00-11:00", room=ATLAS, section=BUDGETS)
    other = planned("Schools", "11:05-12:00", room=ATLAS, **fields)
    expected = [("turnover", "Roads", "Schools")] if is_short else []

    assert found(one, other) == expected


def test_what_a_session_lacks_is_found_without_a_time_too():
    bare = planned("Roads", people=(), room=None, languages=())

    assert found(bare) == [
        ("no_people", "Roads"),
        ("no_room", "Roads"),
        ("no_language", "Roads"),
    ]


def test_nothing_is_lacking_where_it_is_not_needed():
    nothing = {"people": (), "room": None, "languages": (), "has_speakers": False}
    coffee = planned("Coffee", "10:00-10:30", kind="break", **nothing)
    dinner = planned("Dinner", "20:00-22:00", kind="social", **(nothing | {"room": ATLAS}))
    call = planned("Call", "15:00-15:30", room=None, attendance_mode="online")

    assert found(coffee, dinner, call) == []


def test_two_sessions_of_one_theme_at_once_are_a_hint():
    roads = planned("Roads", "10:00-11:00", track=BUDGETS)
    schools = planned("Schools", "10:30-11:30", track=BUDGETS)
    water = planned("Water", "10:30-11:30", track=WATER)

    assert found(roads, schools, water) == [("same_theme", "Roads", "Schools")]


def test_hours_are_compared_in_utc_while_the_clocks_go_back():
    berlin, night = ZoneInfo("Europe/Berlin"), dt.date(2027, 10, 31)
    first = at("02:30", day=night, zone=berlin)
    second = first.replace(fold=1)
    one = planned("One", starts_at=first, ends_at=second, room=ATLAS)
    other = planned(
        "Other", starts_at=second, ends_at=at("03:00", day=night, zone=berlin), room=ATLAS
    )
    third = planned(
        "Third", starts_at=at("02:45", day=night, zone=berlin), ends_at=second, room=HALL
    )

    conflicts = found(one, other, third, zone=berlin, last_day=night)

    assert conflicts == []


def test_rooms_in_which_nothing_is_held_at_the_time_are_free():
    roads = planned("Roads", "10:00-11:00", room=ATLAS)
    before = planned("Before", "09:00-10:00", room=HALL)
    during = planned("During", "10:45-11:30", room=LIBRARY)
    cancelled = planned("Cancelled", "10:00-11:00", room=HALL, status="cancelled")
    twin = planned("Twin", "10:00-11:00", room=ATLAS)
    untimed = replace(roads, starts_at=None, ends_at=None)
    sessions = [roads, before, during, cancelled, twin]

    free = [free_rooms(sessions, one, zone=CASABLANCA) for one in (roads, during, untimed)]

    assert free == [[HALL], [HALL], []]


def test_the_most_severe_come_first_then_the_earlier():
    late = planned("Late", "15:00-16:00", room=ATLAS)
    later = planned("Later", "15:00-16:00", room=ATLAS)
    early = planned("Early", "09:00-10:00", people=(KARIM,), track=BUDGETS)
    twin = planned("Twin", "09:00-10:00", people=(KARIM,), track=BUDGETS, languages=())

    assert found(late, later, early, twin) == [
        ("person_twice", "Early", "Twin"),
        ("room_twice", "Late", "Later"),
        ("no_language", "Twin"),
        ("same_theme", "Early", "Twin"),
    ]


def test_a_thousand_sessions_take_less_than_a_fifth_of_a_second():
    rooms = [PlannedRoom(n, ("Room", "en"), 80, 500) for n in range(10)]
    people = [PlannedPerson(n, ("Person", "en")) for n in range(400)]
    tracks = [PlannedPart(n, ("Theme", "en")) for n in range(10)]
    sessions = [
        planned(
            f"Session {n}",
            f"{9 + n % 9:02}:{n * 7 % 30:02}-{9 + n % 9:02}:50",
            day=DAY + dt.timedelta(days=n % 4),
            room=rooms[n * 3 % 10],
            people=tuple(people[n * step % 400] for step in (3, 5, 7)),
            track=tracks[n * 3 % 10],
        )
        for n in range(1000)
    ]

    start = time.process_time()
    conflicts = conflicts_of(*sessions, last_day=DAY + dt.timedelta(days=3))
    taken = time.process_time() - start

    assert {conflict.kind for conflict in conflicts} >= {"person_twice", "room_twice", "same_theme"}
    assert taken < 0.2


def test_a_thousand_sessions_in_one_room_at_once_take_no_longer():
    sessions = [planned(f"{number}", "10:00-11:00", room=ATLAS) for number in range(1000)]

    start = time.process_time()
    conflicts = conflicts_of(*sessions)
    taken = time.process_time() - start

    assert {key for conflict in conflicts for key in conflict.keys} == {s.pk for s in sessions}
    assert taken < 0.2
