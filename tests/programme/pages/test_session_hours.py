"""Hours on the page of a session: in the event's zone, and in the zone that a reader chose."""

import datetime as dt

import pytest

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_times_of_another_zone_are_beside_those_of_the_event(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="22:30-23:30")
    address = "/en/events/forum/sessions/talk/?tz="

    lagos, tokyo = (read(client.get(address + zone)) for zone in ("Africa/Lagos", "Asia/Tokyo"))

    assert texts(lagos, ".facts dd")[:1] == [
        "Tuesday 4 May 2027 22:30–23:30 (Lagos: 23:30–00:30) Casablanca time (UTC+0)"
    ]
    assert texts(tokyo, ".hours") == ["22:30–23:30 (Tokyo: Wednesday 07:30–08:30)"]
    assert [time["datetime"] for time in tokyo.select(".hours__other time")] == [
        "2027-05-05T07:30+09:00",
        "2027-05-05T08:30+09:00",
    ]
    assert texts(tokyo, "option[selected]") == ["Tokyo (UTC+9)"]
    assert texts(tokyo, "details[open] summary") == ["Show another time zone"]


def test_a_zone_that_is_not_on_offer_is_taken_too(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get("/en/events/forum/sessions/talk/?tz=Asia/Kathmandu"))

    assert texts(page, ".hours") == ["09:00–10:00 (Kathmandu: 14:45–15:45)"]
    assert texts(page, "option[selected]") == ["Kathmandu (UTC+5:45)"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("Mars/Phobos", "Mars/Phobos"),
        ("../etc/passwd", "../etc/passwd"),
        ("%00Africa/Lagos", "Africa/Lagos"),
        ("<script>", "<script>"),
        ("x" * 9000, "x" * 60),
    ],
)
def test_a_zone_that_does_not_exist_is_ignored_and_named(client, asked, named):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get(f"/en/events/forum/sessions/talk/?tz={asked}"))

    assert texts(page, ".time-zone-picker .notice") == [
        f"“{named}” is not a known time zone. Choose one from the list."
    ]
    assert texts(page, ".hours") == ["09:00–10:00"]


def test_an_empty_zone_is_none(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get("/en/events/forum/sessions/talk/?tz="))

    assert page.select(".time-zone-picker .notice, .hours__other, details[open]") == []


def test_an_all_day_session_says_so(client):
    forum = factories.event(slug="open", last_day=factories.DAY + dt.timedelta(days=1))
    midnight = factories.at("00:00")
    lasting = [
        factories.session(forum, starts_at=midnight, ends_at=midnight + dt.timedelta(days=days))
        for days in (1, 2)
    ]

    said = [
        texts(read(client.get(session.get_absolute_url())), ".facts .hours, .facts dd")[0]
        for session in lasting
    ]

    assert said == [
        "Tuesday 4 May 2027 All day Casablanca time (UTC+0)",
        "Tuesday 4 May 2027 All day, until Wednesday 5 May Casablanca time (UTC+0)",
    ]
