"""The arranging of sessions into days and slots, without a database."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from programme.agenda.days import arrange, by_section, dates_of, takes_whole_days

CASABLANCA = ZoneInfo("Africa/Casablanca")
MAY_5 = dt.date(2027, 5, 5)


@dataclass
class Talk:
    title: str
    clock: str = ""
    section: str | None = None
    is_break: bool = False
    is_cancelled: bool = False
    day: int = 4
    minutes: int = 45

    @property
    def starts_at(self) -> dt.datetime | None:
        if not self.clock:
            return None
        return dt.datetime.fromisoformat(f"2027-05-{self.day:02}T{self.clock}+00:00")

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at and self.starts_at + dt.timedelta(minutes=self.minutes)


def outline(sessions, *, zone=CASABLANCA, dates=()):
    """The arranged agenda as plain values: {day: {clock: [titles]}}."""
    return {
        day.date.day: {
            "all day" if slot.is_all_day else slot.clock: [one.title for one in slot.sessions]
            for slot in day.every_slot
        }
        for day in arrange(sessions, zone=zone, dates=dates)
    }


def test_sessions_without_a_time_are_grouped_by_section_and_those_of_none_come_last():
    sessions = [
        Talk("Closing"),
        Talk("Commitments", section="Morocco"),
        Talk("Orientations", section="World"),
        Talk("Regions", section="Morocco"),
        Talk("Thanks"),
    ]

    groups = by_section(sessions)

    assert [(group.section, [one.title for one in group.sessions]) for group in groups] == [
        ("Morocco", ["Commitments", "Regions"]),
        ("World", ["Orientations"]),
        (None, ["Closing", "Thanks"]),
    ]


def test_sessions_without_a_time_are_on_no_day():
    assert outline([Talk("Morning", "09:00"), Talk("Some time")]) == {4: {"09:00": ["Morning"]}}


def test_a_placeholder_is_given_last_and_arranged_at_its_time():
    sessions = [Talk("One", "10:00"), Talk("Two", "11:00"), Talk("Moved from here", "10:00")]
    sessions += [Talk("Moved from before", "09:00")]

    agenda = outline(sessions)

    assert list(agenda[4].items()) == [
        ("09:00", ["Moved from before"]),
        ("10:00", ["One", "Moved from here"]),
        ("11:00", ["Two"]),
    ]


WHOLE_DAY = 24 * 60


def test_sessions_of_whole_days_have_a_slot_of_their_own_on_each_of_their_days():
    sessions = [
        Talk("Night walk", "00:00"),
        Talk("Exhibition", "00:00", minutes=2 * WHOLE_DAY),
        Talk("Late and long", "12:00", minutes=WHOLE_DAY),
    ]

    first, second = arrange(sessions, zone=CASABLANCA, dates=[MAY_5])

    assert outline(sessions, dates=[MAY_5]) == {
        4: {"all day": ["Exhibition"], "00:00": ["Night walk"], "12:00": ["Late and long"]},
        5: {"all day": ["Exhibition", "Late and long"]},
    }
    assert first.all_day.held_until is None
    assert f"{second.all_day.held_until:%d %H:%M}" == "05 12:00"


def test_what_goes_on_past_midnight_is_named_on_the_next_day_if_it_is_one_of_the_event():
    sessions = [
        Talk("Night of data", "23:30", minutes=60),
        Talk("Until midnight", "23:00", minutes=60),
    ]

    assert outline(sessions, dates=[MAY_5]) == {
        4: {"23:00": ["Until midnight"], "23:30": ["Night of data"]},
        5: {"all day": ["Night of data"]},
    }
    assert outline(sessions).keys() == {4}


def test_the_dates_of_a_session_are_those_on_which_a_part_of_it_is():
    night, day = Talk("Night", "23:30", minutes=60), Talk("Day", "00:00", minutes=WHOLE_DAY)
    dates = [MAY_5 + dt.timedelta(days=number) for number in (-1, 0, 1)]

    assert [dates_of(one, dates, CASABLANCA) for one in (night, day, Talk("Some time"))] == [
        dates[:2],
        dates[:1],
        [],
    ]


def test_a_whole_day_is_one_of_the_zone_also_when_clocks_are_put_forward():
    paris = ZoneInfo("Europe/Paris")
    midnight = dt.datetime(2027, 3, 28, tzinfo=paris)
    day = dt.timedelta(hours=23)

    @dataclass
    class Long:
        starts_at: dt.datetime
        ends_at: dt.datetime

    short_day = Long(midnight, (midnight.astimezone(dt.UTC) + day).astimezone(paris))
    elsewhere = Long(midnight, midnight.astimezone(dt.UTC) + day)

    assert takes_whole_days(short_day, paris)
    assert takes_whole_days(elsewhere, paris)
    assert not takes_whole_days(short_day, CASABLANCA)


def test_a_day_that_begins_at_one_is_a_whole_day_too():
    cairo = ZoneInfo("Africa/Cairo")

    @dataclass
    class Long:
        starts_at: dt.datetime = dt.datetime(2027, 4, 29, 22, tzinfo=dt.UTC)
        ends_at: dt.datetime = dt.datetime(2027, 4, 30, 21, tzinfo=dt.UTC)

    assert f"{Long.starts_at.astimezone(cairo):%d %H:%M}" == "30 01:00"
    assert takes_whole_days(Long(), cairo)


def test_a_slot_is_held_until_the_last_that_is_not_cancelled_ends():
    sessions = [
        Talk("Short", "10:00", minutes=15),
        Talk("Gone", "10:00", minutes=120, is_cancelled=True),
        Talk("All gone", "14:00", is_cancelled=True),
    ]

    [day] = arrange(sessions, zone=CASABLANCA)

    slots = day.slots
    assert [slot.held_until and f"{slot.held_until:%H:%M}" for slot in slots] == ["10:15", None]
    assert [slot.iso_end for slot in slots] == ["2027-05-04T10:15+00:00", ""]


def test_a_slot_has_an_end_where_all_of_it_ends_together():
    sessions = [
        Talk("One", "09:00"),
        Talk("Two", "09:00"),
        Talk("Short", "10:00", minutes=15),
        Talk("Long", "10:00"),
    ]

    [day] = arrange(sessions, zone=CASABLANCA)

    ends = [slot.end_of_all and f"{slot.end_of_all:%H:%M}" for slot in day.slots]
    assert ends == ["09:45", None]


def test_sessions_are_under_their_day_and_start():
    sessions = [
        Talk("Second", "10:00"),
        Talk("First", "09:00"),
        Talk("Beside it", "09:00"),
        Talk("Tomorrow", "09:00", day=5),
    ]

    assert outline(sessions) == {
        4: {"09:00": ["First", "Beside it"], "10:00": ["Second"]},
        5: {"09:00": ["Tomorrow"]},
    }


def test_the_day_of_a_session_is_that_of_the_events_own_zone():
    late = [Talk("Half past midnight", "23:30", day=4)]

    assert outline(late, zone=ZoneInfo("Europe/Paris")) == {5: {"01:30": ["Half past midnight"]}}


def sections(sessions):
    """Which section begins in each slot, or that its sessions name theirs."""
    [day] = arrange(sessions, zone=CASABLANCA)
    return {slot.clock: "each" if slot.names_sections else slot.section for slot in day.slots}


def test_a_section_is_named_where_it_begins():
    named = sections(
        [
            Talk("Opening", "09:00"),
            Talk("One", "10:00", section="Morocco"),
            Talk("Two", "11:00", section="Morocco"),
            Talk("Three", "12:00", section="World"),
        ]
    )

    assert named == {"09:00": None, "10:00": "Morocco", "11:00": None, "12:00": "World"}


def test_where_sections_are_side_by_side_each_session_names_its_own():
    named = sections(
        [
            Talk("Here", "09:00", section="Morocco"),
            Talk("There", "09:00", section="World"),
            Talk("Then", "10:00", section="World"),
        ]
    )

    assert named == {"09:00": "each", "10:00": "World"}


def test_a_break_does_not_part_a_section():
    sessions = [
        Talk("One", "09:00", section="Morocco"),
        Talk("Coffee", "10:00", is_break=True),
        Talk("Two", "10:30", section="Morocco"),
    ]

    assert sections(sessions) == {"09:00": "Morocco", "10:00": None, "10:30": None}


def test_a_break_has_a_slot_of_its_own_before_the_sessions_beside_it():
    sessions = [Talk("Demo", "12:00"), Talk("Lunch", "12:00", is_break=True)]

    [day] = arrange(sessions, zone=CASABLANCA)

    assert [([one.title for one in slot.sessions], slot.is_break) for slot in day.slots] == [
        (["Lunch"], True),
        (["Demo"], False),
    ]


def test_a_day_of_the_event_without_sessions_is_empty():
    assert [day.is_empty for day in arrange([], zone=CASABLANCA, dates=[MAY_5])] == [True]
