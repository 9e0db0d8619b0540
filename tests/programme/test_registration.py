"""Registration for events and sessions: its state by the clock, its moments, what is refused."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from programme.registration import Registration, RegistrationState
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db

LINK = "https://example.org/register"
OPENS, CLOSES = at("08:00"), at("10:00")
TIMES = {"registration_opens_at": OPENS, "registration_closes_at": CLOSES}


def states(row, *clocks: str) -> list[str]:
    return [row.registration_at(at(clock)).state for clock in clocks]


def test_registration_opens_and_closes_by_the_clock():
    event = factories.event(registration_url=LINK, **TIMES)

    found = states(event, "07:59", "08:00", "09:59", "10:00")

    assert found == ["opens_later", "open", "open", "closed"]
    assert event.registration_moments() == {OPENS, CLOSES}


def test_the_value_carries_the_link_only_while_it_is_open():
    event = factories.event(registration_url=LINK, **TIMES)

    now, later = event.registration_at(at("09:00")), event.registration_at(at("11:00"))

    assert now == Registration(RegistrationState.OPEN, LINK, OPENS, CLOSES)
    assert (now.link, later.link) == (LINK, "")


def test_a_link_without_times_is_open_until_all_is_over():
    event = factories.event(registration_url=LINK)
    session = factories.session(event, hours="09:00-10:00", registration_url=LINK)
    untimed = factories.session(event, registration_url=LINK)
    midnight = at("00:00", day=factories.DAY + dt.timedelta(days=1))

    found = [states(row, "09:59", "10:00") for row in (event, session, untimed)]

    assert found == [["open", "open"], ["open", "closed"], ["open", "open"]]
    assert event.registration_at(midnight).state == "closed"
    assert [row.registration_moments() for row in (event, session, untimed)] == [
        {midnight},
        {at("10:00")},
        {midnight},
    ]


def test_times_without_a_link_say_when_it_opens():
    event = factories.event(**TIMES)

    found = event.registration_at(at("07:00"))

    assert found == Registration(RegistrationState.OPENS_LATER, "", OPENS, CLOSES)


def test_what_is_full_says_so_until_it_closes():
    event = factories.event(registration_url=LINK, is_full=True, **TIMES)

    assert states(event, "07:00", "09:00", "10:00") == ["full", "full", "closed"]


def test_nobody_registers_without_a_registration_or_for_a_cancelled_session():
    event = factories.event()
    plain = factories.session(event, is_full=True, registration_note_en="Seats at the door.")
    cancelled = factories.session(event, registration_url=LINK, status="cancelled", **TIMES)

    found = [row.registration_at(at("09:00")) for row in (event, plain, cancelled)]

    assert found == [Registration()] * 3
    assert [row.registration_moments() for row in (event, plain, cancelled)] == [set()] * 3


@pytest.mark.parametrize("closes", [OPENS, OPENS - dt.timedelta(minutes=1)], ids=str)
@pytest.mark.parametrize("kind", ["event", "session"])
def test_a_registration_that_closes_before_it_opens_is_refused(kind, closes):
    event = factories.event()
    row = event if kind == "event" else factories.session(event)
    row.registration_opens_at, row.registration_closes_at = OPENS, closes

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert refused.value.message_dict == {
        "registration_closes_at": ["Registration must close after it opens."]
    }


def test_a_registration_may_close_in_the_hour_that_comes_twice():
    night = dt.datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    event = factories.event(
        first_day=night.date(),
        last_day=night.date(),
        time_zone="Europe/Berlin",
        registration_opens_at=night,
        registration_closes_at=night.replace(minute=10, fold=1),
    )

    event.full_clean()

    assert event.registration_at(dt.datetime(2027, 10, 31, 1, 0, tzinfo=dt.UTC)).state == "open"
