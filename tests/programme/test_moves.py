"""What would leave sessions behind is refused: another event for their room, other days."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from tests.adminforms import send

pytestmark = pytest.mark.django_db

MAKE = {"section": factories.section, "room": factories.room, "track": factories.track}
ELSEWHERE = "Its sessions belong to another event. Move or delete them first."


@pytest.mark.parametrize("noun", MAKE)
def test_a_part_with_sessions_cannot_move_to_another_event(staff, noun):
    event, other = factories.event(), factories.event()
    part = MAKE[noun](event)
    factories.session(event, **{noun: part})

    answer = send(staff, f"/admin/programme/{noun}/{part.pk}/change/", event=str(other.pk))

    part.event = other
    with pytest.raises(ValidationError) as raised:
        part.full_clean()
    assert answer == (200, [ELSEWHERE])
    assert raised.value.message_dict == {"event": [ELSEWHERE]}
    assert type(part).objects.get(pk=part.pk).event == event


@pytest.mark.parametrize("noun", MAKE)
def test_a_part_without_sessions_can_move_to_another_event(staff, noun):
    other = factories.event()
    part = MAKE[noun](factories.event())

    answer = send(staff, f"/admin/programme/{noun}/{part.pk}/change/", event=str(other.pk))

    assert answer == (302, [])
    assert type(part).objects.get(pk=part.pk).event == other


def days(event, first: int, last: int) -> dict[str, list[str]]:
    """The sentences against such days in May."""
    event.first_day, event.last_day = dt.date(2027, 5, first), dt.date(2027, 5, last)
    try:
        event.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def stranded(date: str) -> str:
    return f"There is a session on {date}, more than one day outside these dates."


def test_an_event_keeps_its_sessions_within_a_day_of_it():
    event = factories.event(last_day=dt.date(2027, 5, 6))
    factories.session(event, hours="09:00-10:00")
    late = factories.at("22:00", day=dt.date(2027, 5, 6))
    factories.session(event, starts_at=late, ends_at=late + dt.timedelta(hours=1))
    factories.session(event)

    refused = {last: days(event, 4, last) for last in (4, 5, 6)}

    assert refused == {4: {"last_day": [stranded("6 May 2027")]}, 5: {}, 6: {}}
    assert days(event, 5, 6) == {}
    assert days(event, 6, 6) == {"first_day": [stranded("4 May 2027")]}


def test_the_days_are_those_of_the_events_zone():
    event = factories.event()
    start = factories.at("23:30", day=dt.date(2027, 5, 5))
    factories.session(event, starts_at=start, ends_at=start + dt.timedelta(minutes=20))

    event.time_zone = "Asia/Tokyo"

    assert days(event, 4, 4) == {"last_day": [stranded("6 May 2027")]}


def test_an_event_without_times_takes_any_days():
    event = factories.event()
    factories.session(event)

    assert days(event, 20, 21) == {}


def test_staff_read_it_beside_the_day(staff):
    event = factories.event()
    factories.session(event, hours="09:00-10:00")
    address = f"/admin/programme/event/{event.pk}/change/"

    answer = send(staff, address, first_day="2027-06-01", last_day="2027-06-01")

    assert answer == (200, [stranded("4 May 2027")])
