"""What the clock changes in an agenda, without a database."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from programme.agenda.clock import mark_now_and_next, with_placeholders
from programme.agenda.days import arrange
from programme.agenda.sessions import NOTHING, Former

CASABLANCA = ZoneInfo("Africa/Casablanca")
FIRST, LAST = dt.date(2027, 5, 4), dt.date(2027, 5, 5)


def moment(clock: str, day: int = 4) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2027-05-{day:02}T{clock}+00:00").astimezone(CASABLANCA)


@dataclass
class Talk:
    title: str
    hours: str
    day: int = 4
    section: str | None = None
    is_break: bool = False
    is_cancelled: bool = False
    former: Former = NOTHING

    @property
    def starts_at(self) -> dt.datetime | None:
        return moment(self.hours.split("-")[0], self.day) if self.hours else None

    @property
    def ends_at(self) -> dt.datetime | None:
        return moment(self.hours.split("-")[1], self.day) if self.hours else None


@dataclass
class Night:
    """A session by its moments."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    section: None = None
    is_break: bool = False
    is_cancelled: bool = False
    former: Former = NOTHING


TALKS = [
    Talk("Opening", "09:00-10:00", section="Morocco"),
    Talk("Regions", "10:00-12:00", section="Morocco"),
    Talk("Budgets", "11:00-12:00", section="World"),
    Talk("Tomorrow", "09:00-10:00", day=5, section="World"),
    Talk("Some time", "", section="Morocco"),
]


def outline(now: dt.datetime, sessions=TALKS, dates=()) -> list[tuple]:
    """The part of the page, first title and state of each marked slot."""
    days = arrange(sessions, zone=CASABLANCA, dates=dates)
    days = mark_now_and_next(days, now, dates=(FIRST, LAST))
    parts = [("earlier", day.earlier) for day in days]
    parts += [("all day", [day.all_day]) for day in days if day.all_day]
    parts += [("", day.slots) for day in days]
    return [
        (part, slot.sessions[0].title, slot.state + ("!" if slot.is_target else ""))
        for part, slots in parts
        for slot in slots
        if part or slot.state
    ]


def test_a_slot_lasts_as_long_as_the_longest_of_its_sessions():
    sessions = [Talk("Short", "09:00-09:30"), Talk("Long", "09:00-11:00")]
    [slot] = arrange(sessions, zone=CASABLANCA)[0].slots

    assert (slot.iso, slot.iso_end) == ("2027-05-04T09:00+00:00", "2027-05-04T11:00+00:00")
    assert outline(moment("10:30"), sessions) == [("", "Short", "now!")]


def test_what_goes_on_past_midnight_is_on_now_on_both_days_and_then_folded():
    night = Night("Night", moment("23:00"), moment("01:00", day=5))

    assert outline(moment("00:30", day=5), [night], [LAST]) == [
        ("all day", "Night", "now"),
        ("", "Night", "now!"),
    ]
    assert outline(moment("09:00", day=5), [night], [LAST]) == [("earlier", "Night", "")]


def test_at_the_minute_at_which_one_ends_the_other_runs():
    sessions = [Talk("One", "09:00-10:00"), Talk("Two", "10:00-11:00")]

    assert outline(moment("10:00"), sessions) == [("earlier", "One", ""), ("", "Two", "now!")]


def test_running_slots_are_now_and_the_first_ahead_is_next():
    assert outline(moment("09:30")) == [("", "Opening", "now!"), ("", "Regions", "next")]


def test_the_link_points_to_the_latest_running_slot_and_earlier_ones_are_folded():
    assert outline(moment("11:30")) == [
        ("earlier", "Opening", ""),
        ("", "Regions", "now"),
        ("", "Budgets", "now!"),
        ("", "Tomorrow", "next"),
    ]


def test_between_two_sessions_the_link_points_to_the_next():
    assert outline(moment("08:00")) == [("", "Opening", "next!")]


def test_before_and_after_the_event_nothing_is_marked():
    assert outline(moment("09:30", day=3)) == []
    assert outline(moment("09:30", day=6)) == []


def test_a_break_is_never_next():
    sessions = [Talk("Coffee", "10:00-10:30", is_break=True), Talk("Regions", "10:30-11:00")]

    assert outline(moment("09:30"), sessions) == [("", "Regions", "next!")]
    assert outline(moment("10:15"), sessions) == [("", "Coffee", "now!"), ("", "Regions", "next")]


def test_what_is_held_after_the_last_day_is_not_next():
    sessions = [Talk("Closing", "16:00-17:00", day=5), Talk("Workshop", "09:00-10:00", day=9)]

    assert outline(moment("15:00", day=5), sessions) == [("", "Closing", "next!")]
    assert outline(moment("16:30", day=5), sessions) == [("", "Closing", "now!")]
    assert outline(moment("08:00", day=9), sessions) == []


def test_only_slots_at_an_hour_of_the_event_can_be_next():
    night = Night("Exhibition", moment("00:00", day=5), moment("00:00", day=6))
    sessions = [Talk("Before", "09:00-10:00", day=3), *TALKS, night]

    def can_be_next(now: dt.datetime) -> list[str]:
        days = mark_now_and_next(arrange(sessions, zone=CASABLANCA), now, dates=(FIRST, LAST))
        slots = [slot for day in days for slot in day.every_slot if slot.can_be_next]
        return [slot.sessions[0].title for slot in slots]

    assert can_be_next(moment("08:00")) == ["Opening", "Regions", "Budgets", "Tomorrow"]
    assert can_be_next(moment("08:00", day=3)) == []


def test_the_sessions_that_are_over_are_counted_without_breaks():
    coffee = Talk("Coffee", "10:00-10:30", is_break=True)
    [day] = arrange([TALKS[0], coffee], zone=CASABLANCA)

    [marked] = mark_now_and_next([day], moment("11:00"), dates=(FIRST, LAST))

    assert (len(marked.earlier), marked.earlier_sessions) == (2, 1)


def test_an_agenda_without_times_has_no_marks():
    talks = [Talk("One", ""), Talk("Two", "", section="Morocco")]

    arranged = arrange(talks, zone=CASABLANCA)

    assert mark_now_and_next(arranged, moment("09:30"), dates=(FIRST, LAST)) == arranged


def test_a_running_slot_is_now_while_the_clocks_go_back():
    paris = ZoneInfo("Europe/Paris")

    start = dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)
    night = Night("Night", start, start + dt.timedelta(minutes=45))
    now = dt.datetime(2027, 10, 31, 1, 0, tzinfo=dt.UTC).astimezone(paris)

    [day] = mark_now_and_next(arrange([night], zone=paris), now, dates=(now.date(), now.date()))

    assert [slot.state for slot in day.slots] == ["now"]


def test_a_session_that_has_moved_is_announced_in_its_former_place_for_a_day():
    moved = Talk(
        "Regions",
        "14:00-15:00",
        former=_move(),
    )
    called_off = Talk("Off", "14:00-15:00", is_cancelled=True, former=_move())

    lately = with_placeholders([moved, called_off], moment("09:00"))
    later = with_placeholders([moved, called_off], moment("08:00", day=5))

    assert [(one.starts_at, getattr(one, "session", None)) for one in lately[2:]] == [
        (moment("10:00"), moved)
    ]
    assert later == [moved, called_off]


def _move() -> Former:
    return Former(starts_at=moment("10:00"), moved_at=moment("08:00"))
