"""Local times on the nights when clocks go forward or back."""

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError

from content.local_time import from_local_time, second_occurrence
from programme.models import Session
from tests import factories
from tests.adminforms import send

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NIGHT = dt.date(2027, 10, 31)
SKIPPED = "This time does not exist on that day, because the clocks go forward."


def clock(text: str, *, day: dt.date = NIGHT) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(text))


def utc(text: str) -> dt.datetime:
    return clock(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("local", "moment", "again"),
    [
        ("01:30", utc("00:30") - dt.timedelta(hours=1), utc("00:30") - dt.timedelta(hours=1)),
        ("02:30", utc("00:30"), utc("01:30")),
        ("03:30", utc("02:30"), utc("02:30")),
    ],
)
def test_a_time_in_a_repeated_hour_means_the_first_one(local, moment, again):
    found = from_local_time(clock(local), PARIS)

    assert (found, second_occurrence(found, PARIS)) == (moment, again)


def test_a_time_in_a_skipped_hour_is_refused():
    with pytest.raises(ValidationError, match="clocks go forward"):
        from_local_time(clock("02:30", day=dt.date(2027, 3, 28)), PARIS)


@pytest.fixture
def night(db) -> Session:
    """A session in Paris within the second of the two repeated hours."""
    event = factories.event(first_day=NIGHT, last_day=NIGHT, time_zone="Europe/Paris")
    return factories.session(event, starts_at=utc("01:10"), ends_at=utc("01:40"))


def times(start: str, end: str, *, day: str = "2027-10-31") -> dict[str, str]:
    return {"starts_at_0": day, "starts_at_1": start, "ends_at_0": day, "ends_at_1": end}


def stored_times() -> tuple[dt.datetime, dt.datetime, int]:
    return Session.objects.values_list("starts_at", "ends_at", "revision").get()


def test_a_session_in_a_repeated_hour_keeps_its_times_when_saved(staff, night):
    answer = send(staff, f"/admin/programme/session/{night.pk}/change/", title_en="Night watch")

    assert answer == (302, [])
    assert stored_times() == (utc("01:10"), utc("01:40"), 0)


@pytest.mark.parametrize(
    ("start", "end", "moments"),
    [
        ("02:05", "02:45", (utc("00:05"), utc("00:45"))),
        ("02:45", "02:15", (utc("00:45"), utc("01:15"))),
        ("01:45", "03:15", (utc("00:45") - dt.timedelta(hours=1), utc("02:15"))),
    ],
)
def test_typed_local_times_become_the_right_moments(staff, night, start, end, moments):
    answer = send(staff, f"/admin/programme/session/{night.pk}/change/", **times(start, end))

    assert answer == (302, [])
    assert stored_times() == (*moments, 1)


def test_the_form_explains_that_a_time_is_skipped(staff, night):
    spring = "2027-03-28"
    factories.Event.objects.change(first_day=spring, last_day=spring)

    answer = send(
        staff,
        f"/admin/programme/session/{night.pk}/change/",
        **times("02:30", "03:30", day=spring),
    )

    assert answer == (200, [SKIPPED])


@pytest.mark.parametrize(
    ("zone", "day", "moment"),
    [
        ("Africa/Cairo", dt.date(2027, 4, 30), dt.datetime(2027, 4, 29, 22, tzinfo=dt.UTC)),
        ("Asia/Beirut", dt.date(2027, 3, 28), dt.datetime(2027, 3, 27, 22, tzinfo=dt.UTC)),
    ],
)
def test_a_midnight_that_clocks_skip_is_the_moment_of_the_change(zone, day, moment):
    zone = zoneinfo.ZoneInfo(zone)

    assert from_local_time(clock("00:00", day=day), zone) == moment
    with pytest.raises(ValidationError, match="clocks go forward"):
        from_local_time(clock("00:30", day=day), zone)


@pytest.mark.parametrize(
    ("start", "end", "moments"),
    [
        (("2027-04-29", "22:00"), ("2027-04-30", "00:00"), (("29", "20:00"), ("29", "22:00"))),
        (("2027-04-29", "22:00"), ("2027-04-29", "24:00"), (("29", "20:00"), ("29", "22:00"))),
        (("2027-04-30", "00:00"), ("2027-05-01", "00:00"), (("29", "22:00"), ("30", "21:00"))),
        (("2027-04-30", "0:00"), ("2027-04-30", "24:00"), (("29", "22:00"), ("30", "21:00"))),
    ],
    ids=["end", "end of the day", "whole day", "whole day to 24:00"],
)
def test_a_session_may_begin_or_end_at_the_midnight_of_the_change(staff, start, end, moments):
    days = {"first_day": dt.date(2027, 4, 29), "last_day": dt.date(2027, 4, 30)}
    session = factories.session(factories.event(time_zone="Africa/Cairo", **days))
    fields = ("starts_at_0", "starts_at_1", "ends_at_0", "ends_at_1")
    address = f"/admin/programme/session/{session.pk}/change/"

    answer = send(staff, address, **dict(zip(fields, (*start, *end), strict=True)))

    assert answer == (302, [])
    expected = tuple(dt.datetime.fromisoformat(f"2027-04-{d}T{t}:00+00:00") for d, t in moments)
    assert stored_times()[:2] == expected
    assert send(staff, address) == (302, [])
    assert stored_times()[:2] == expected
