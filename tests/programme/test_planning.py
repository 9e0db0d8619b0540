"""What moving many sessions makes of them: by minutes, by days, and into another zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from programme.planning import (
    PlanError,
    Scope,
    Step,
    Until,
    change_zone,
    move_days,
    postpone,
    shift,
    shift_all,
    shift_chosen,
)
from tests.programme.conflicts.planned import CASABLANCA, HALL, LIBRARY, at, planned

MINUTE = dt.timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")
SPRING = dt.date(2027, 3, 28)
"""In Berlin clocks go forward from 02:00 to 03:00."""
AUTUMN = dt.date(2027, 10, 31)
"""In Berlin clocks go back from 03:00 to 02:00."""


def in_berlin(title: str, hours: str, day: dt.date):
    start, end = (at(clock, day=day, zone=BERLIN) for clock in hours.split("-"))
    return planned(title, starts_at=start, ends_at=end)


def told(steps: list[Step], zone: dt.tzinfo = CASABLANCA) -> list[tuple[str, str]]:
    """Each step as its title, and its new hours or the refusal."""
    return [(step.before.title[0], step.refusal or hours(step.after, zone)) for step in steps]


def hours(session, zone: dt.tzinfo) -> str:
    start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
    return f"{start:%H:%M}-{end:%H:%M}"


def late(sessions, start: str, minutes: int = 15, **scope) -> list[tuple[str, str]]:
    found = Scope(start=at(start), **scope)
    return told(shift(sessions, found, minutes * MINUTE, CASABLANCA))


def test_what_begins_at_a_moment_or_later_moves_until_the_end_of_the_day():
    day_after = at("10:00").date() + dt.timedelta(days=1)
    sessions = [
        planned("Before", "09:00-10:00"),
        planned("First", "10:00-10:30"),
        planned("Last", "17:00-18:00"),
        planned("Tomorrow", "10:00-11:00", day=day_after),
        planned("Cancelled", "12:00-13:00", status="cancelled"),
        planned("Without a time"),
    ]

    assert late(sessions, "10:00") == [("First", "10:15-10:45"), ("Last", "17:15-18:15")]


def test_an_exhibition_that_takes_the_whole_day_stays():
    sessions = [planned("Exhibition", "00:00-00:00", ends_at=at("00:00", day=dt.date(2027, 5, 5)))]

    assert late(sessions, "00:00") == []


def test_of_chosen_sessions_those_that_cannot_run_late_say_why():
    sessions = [
        planned("Talk", "10:00-10:30"),
        planned("Without a time"),
        planned("Cancelled", "12:00-13:00", status="cancelled"),
        planned("Exhibition", "00:00-00:00", ends_at=at("00:00", day=dt.date(2027, 5, 5))),
    ]

    steps = shift_chosen(sessions, 15 * MINUTE, CASABLANCA)

    assert told(steps) == [
        ("Talk", "10:15-10:45"),
        ("Without a time", "It has no time."),
        ("Cancelled", "It is cancelled."),
        ("Exhibition", "It takes whole days. Move it in its own form."),
    ]


def test_earlier_is_possible_too():
    assert late([planned("Talk", "10:00-10:30")], "10:00", -5) == [("Talk", "09:55-10:25")]


def test_only_the_chosen_rooms_run_late():
    sessions = [
        planned("Hall", "10:00-11:00", room=HALL),
        planned("Library", "10:00-11:00", room=LIBRARY),
        planned("Nowhere", "10:00-11:00", room=None),
    ]

    assert late(sessions, "10:00", rooms=frozenset({HALL.pk})) == [("Hall", "10:15-11:15")]


def test_the_next_break_gets_shorter_and_what_follows_stays():
    sessions = [
        planned("Talk", "10:00-10:45", room=HALL),
        planned("Coffee", "10:45-11:15", kind="break", room=None),
        planned("Panel", "11:15-12:00", room=HALL),
    ]

    assert late(sessions, "10:00", until=Until.BREAK) == [
        ("Talk", "10:15-11:00"),
        ("Coffee", "11:00-11:15"),
    ]


def test_the_break_of_another_room_is_not_the_next_one():
    sessions = [
        planned("Talk", "10:00-10:45", room=HALL),
        planned("Tea elsewhere", "10:30-10:45", kind="break", room=LIBRARY),
        planned("Lunch", "12:00-13:00", kind="break", is_plenary=True, room=LIBRARY),
    ]
    rooms = frozenset({HALL.pk})

    assert late(sessions, "10:00", until=Until.BREAK, rooms=rooms) == [
        ("Talk", "10:15-11:00"),
        ("Lunch", "12:15-13:00"),
    ]


def test_a_break_does_not_vanish():
    sessions = [planned("Talk", "10:00-10:45"), planned("Coffee", "10:45-11:00", kind="break")]

    with pytest.raises(PlanError, match="Nothing would be left of “\u2068Coffee\u2069”"):
        late(sessions, "10:00", until=Until.BREAK)


def test_without_a_break_the_delay_cannot_end_with_it():
    with pytest.raises(PlanError, match="No break follows on this day"):
        late([planned("Talk", "10:00-10:45")], "10:00", until=Until.BREAK)


def test_nothing_moves_over_midnight():
    sessions = [planned("Dinner", "22:00-23:50"), planned("Film", "22:00-23:45")]

    assert late(sessions, "22:00") == [
        ("Dinner", "The session would run past midnight. Move it in its own form."),
        ("Film", "22:15-00:00"),
    ]


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_nothing_moves_by_minutes_over_a_change_of_the_clocks(day):
    night, morning = (
        in_berlin("Night", "01:30-01:50", day),
        in_berlin("Morning", "08:00-09:00", day),
    )

    steps = shift_all([night, morning], 75 * MINUTE, BERLIN)

    assert told(steps, BERLIN) == [
        ("Night", "The clocks change during this time. Move the session in its own form."),
        ("Morning", "09:15-10:15"),
    ]


def test_days_later_the_hours_on_the_clock_are_the_same():
    session = in_berlin("Talk", "09:00-10:00", SPRING - dt.timedelta(days=1))

    [step] = postpone([session], 7, BERLIN)

    assert told([step], BERLIN) == [("Talk", "09:00-10:00")]
    assert step.after.starts_at - step.before.starts_at == dt.timedelta(days=6, hours=23)


def test_every_session_with_a_time_is_postponed():
    sessions = [
        planned("Talk", "09:00-10:00"),
        planned("Cancelled", "10:00-11:00", status="cancelled"),
        planned("Without a time"),
    ]

    steps = postpone(sessions, -2, CASABLANCA)

    assert [(step.before.title[0], step.after.starts_at.day) for step in steps] == [
        ("Talk", 2),
        ("Cancelled", 2),
    ]


def test_an_hour_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_the_first():
    session = in_berlin("Night", "02:15-02:45", SPRING - dt.timedelta(days=1))

    [skipped] = postpone([session], 1, BERLIN)
    [twice] = postpone([session], (AUTUMN - SPRING).days + 1, BERLIN)

    assert skipped.refusal == (
        "This time does not exist on that day, because the clocks go forward."
    )
    assert twice.after.starts_at.isoformat() == "2027-10-31T00:15:00+00:00"


@pytest.mark.parametrize(
    ("days", "reason"),
    [(0, "at least one day"), (3661, "ten years at most"), (-(10**9), "ten years at most")],
)
def test_an_event_moves_by_a_sensible_number_of_days(days, reason):
    with pytest.raises(PlanError, match=reason):
        move_days(SPRING, AUTUMN, days)


@pytest.mark.parametrize(("first", "days"), [(dt.date.max, 1), (dt.date.min, -1)])
def test_an_event_stays_within_the_calendar(first, days):
    with pytest.raises(PlanError, match="There is no such year"):
        move_days(first, first, days)
    with pytest.raises(PlanError, match="There is no such year"):
        postpone([planned("Talk", "09:00-10:00", day=first)], days, CASABLANCA)


def test_in_another_zone_the_hours_on_the_clock_stay():
    [step] = change_zone([planned("Talk", "09:00-10:00")], CASABLANCA, BERLIN)

    assert (hours(step.before, CASABLANCA), hours(step.after, BERLIN)) == (
        "09:00-10:00",
        "09:00-10:00",
    )
    assert step.after.starts_at != step.before.starts_at
