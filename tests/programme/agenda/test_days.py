"""The arranging of sessions into days, bands and slots, without a database."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from programme.agenda.days import arrange, takes_whole_days

CASABLANCA = ZoneInfo("Africa/Casablanca")


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


def outline(sessions, *, zone=CASABLANCA):
    """The arranged agenda as plain values: {day: [(section, {clock: [titles]})]}."""
    return {
        day.date and day.date.day: [
            (
                band.section,
                {
                    slot.starts_at and slot.clock: [session.title for session in slot.sessions]
                    for slot in band.slots
                },
            )
            for band in day.bands
        ]
        for day in arrange(sessions, zone=zone)
    }


def test_an_event_without_times_reads_section_by_section():
    sessions = [
        Talk("Commitments", section="Morocco"),
        Talk("Orientations", section="World"),
        Talk("Regions", section="Morocco"),
        Talk("Closing"),
    ]

    agenda = outline(sessions)

    assert agenda == {
        None: [
            ("Morocco", {None: ["Commitments", "Regions"]}),
            ("World", {None: ["Orientations"]}),
            (None, {None: ["Closing"]}),
        ]
    }


def test_a_session_without_time_and_section_comes_last_wherever_it_was_listed():
    sessions = [Talk("Closing"), Talk("Regions", section="Morocco"), Talk("Thanks")]

    agenda = outline(sessions)

    assert agenda == {
        None: [("Morocco", {None: ["Regions"]}), (None, {None: ["Closing", "Thanks"]})]
    }


def test_a_placeholder_is_given_last_and_arranged_at_its_time():
    sessions = [Talk("One", "10:00"), Talk("Two", "11:00"), Talk("Moved from here", "10:00")]
    sessions += [Talk("Moved from before", "09:00")]

    agenda = outline(sessions)

    assert list(agenda[4][0][1].items()) == [
        ("09:00", ["Moved from before"]),
        ("10:00", ["One", "Moved from here"]),
        ("11:00", ["Two"]),
    ]


WHOLE_DAY = 24 * 60


def test_sessions_of_whole_days_have_the_first_slot_of_their_first_day():
    sessions = [
        Talk("Night walk", "00:00"),
        Talk("Exhibition", "00:00", minutes=2 * WHOLE_DAY),
        Talk("Late and long", "12:00", minutes=WHOLE_DAY),
    ]

    [day] = arrange(sessions, zone=CASABLANCA)

    slots = [slot for band in day.bands for slot in band.slots]
    assert [(slot.sessions[0].title, slot.is_all_day) for slot in slots] == [
        ("Exhibition", True),
        ("Night walk", False),
        ("Late and long", False),
    ]
    assert slots[0].held_until is None


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

    slots = [slot for band in day.bands for slot in band.slots]
    assert [slot.held_until and f"{slot.held_until:%H:%M}" for slot in slots] == ["10:15", None]
    assert [slot.iso_end for slot in slots] == ["2027-05-04T10:15+00:00", ""]


def test_sessions_are_under_their_day_and_start():
    sessions = [
        Talk("Second", "10:00"),
        Talk("First", "09:00"),
        Talk("Beside it", "09:00"),
        Talk("Tomorrow", "09:00", day=5),
    ]

    agenda = outline(sessions)

    assert agenda == {
        4: [(None, {"09:00": ["First", "Beside it"], "10:00": ["Second"]})],
        5: [(None, {"09:00": ["Tomorrow"]})],
    }


def test_the_day_of_a_session_is_that_of_the_events_own_zone():
    late = [Talk("Half past midnight", "23:30", day=4)]

    agenda = outline(late, zone=ZoneInfo("Europe/Paris"))

    assert agenda == {5: [(None, {"01:30": ["Half past midnight"]})]}


def test_a_run_of_slots_of_one_section_is_one_band():
    sessions = [
        Talk("Opening", "09:00"),
        Talk("One", "10:00", section="Morocco"),
        Talk("Two", "11:00", section="Morocco"),
        Talk("Three", "12:00", section="World"),
    ]

    agenda = outline(sessions)

    assert agenda == {
        4: [
            (None, {"09:00": ["Opening"]}),
            ("Morocco", {"10:00": ["One"], "11:00": ["Two"]}),
            ("World", {"12:00": ["Three"]}),
        ]
    }


def test_a_slot_that_sections_share_belongs_to_none():
    sessions = [
        Talk("Here", "09:00", section="Morocco"),
        Talk("There", "09:00", section="World"),
        Talk("Then", "10:00", section="World"),
    ]

    agenda = outline(sessions)

    assert agenda == {
        4: [(None, {"09:00": ["Here", "There"]}), ("World", {"10:00": ["Then"]})],
    }


def test_a_break_does_not_part_a_section():
    sessions = [
        Talk("One", "09:00", section="Morocco"),
        Talk("Coffee", "10:00", is_break=True),
        Talk("Two", "10:30", section="Morocco"),
        Talk("Lunch", "12:00", is_break=True),
        Talk("Three", "13:00", section="World"),
    ]

    agenda = outline(sessions)

    assert agenda == {
        4: [
            ("Morocco", {"09:00": ["One"], "10:00": ["Coffee"], "10:30": ["Two"]}),
            (None, {"12:00": ["Lunch"]}),
            ("World", {"13:00": ["Three"]}),
        ]
    }


def test_breaks_come_first_in_their_slot():
    sessions = [Talk("Demo", "12:00"), Talk("Lunch", "12:00", is_break=True)]

    agenda = outline(sessions)

    assert agenda == {4: [(None, {"12:00": ["Lunch", "Demo"]})]}


def test_untimed_sessions_follow_the_last_timed_ones_of_their_section():
    sessions = [
        Talk("Morning", "09:00", section="Morocco"),
        Talk("Next day", "09:00", section="Morocco", day=5),
        Talk("Some time", section="Morocco"),
        Talk("Elsewhere", section="World"),
    ]

    agenda = outline(sessions)

    assert agenda == {
        4: [("Morocco", {"09:00": ["Morning"]})],
        5: [("Morocco", {"09:00": ["Next day"], None: ["Some time"]})],
        None: [("World", {None: ["Elsewhere"]})],
    }


def test_only_the_first_band_of_a_section_explains_it():
    sessions = [
        Talk("One", "09:00", section="Morocco"),
        Talk("Two", "10:00", section="World"),
        Talk("Three", "11:00", section="Morocco"),
        Talk("Four", "09:00", section="Morocco", day=5),
    ]

    days = arrange(sessions, zone=CASABLANCA)

    marks = [(band.section, band.is_first) for day in days for band in day.bands]
    assert marks == [("Morocco", True), ("World", True), ("Morocco", False), ("Morocco", False)]


def introductions(sessions):
    """Where each section is introduced: {day: (at its head, by its bands)}."""
    return {
        day.date and day.date.day: (
            day.introduced,
            tuple(band.section for band in day.bands if band.is_first),
        )
        for day in arrange(sessions, zone=CASABLANCA)
    }


def test_sections_that_only_run_side_by_side_are_introduced_at_the_head_of_their_first_day():
    sessions = [
        Talk("Here", "09:00", section="Morocco"),
        Talk("There", "09:00", section="World"),
        Talk("Alone", "10:00", section="Region"),
        Talk("Here again", "09:00", section="Morocco", day=5),
        Talk("There again", "09:00", section="World", day=5),
    ]

    assert introductions(sessions) == {4: (("Morocco", "World"), ("Region",)), 5: ((), ())}


def test_a_section_with_a_band_on_a_later_day_is_introduced_there():
    sessions = [
        Talk("Here", "09:00", section="Morocco"),
        Talk("There", "09:00", section="World"),
        Talk("Alone", "09:00", section="World", day=5),
        Talk("Some time", section="Morocco"),
    ]

    assert introductions(sessions) == {4: ((), ()), 5: ((), ("World",)), None: ((), ("Morocco",))}


def test_a_break_beside_the_sessions_of_a_section_takes_them_out_of_nothing():
    sessions = [
        Talk("Poster walk", "12:00", section="Morocco"),
        Talk("Lunch", "12:00", is_break=True),
    ]

    assert outline(sessions) == {4: [("Morocco", {"12:00": ["Lunch", "Poster walk"]})]}


def test_no_sessions_make_no_days():
    assert arrange([], zone=CASABLANCA) == []
