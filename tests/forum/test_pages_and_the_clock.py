"""The tag of a public page changes whenever the clock alone changes the page."""

import datetime as dt
from collections import defaultdict

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import DAY, at

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR = dt.timedelta(hours=1)
PAGES = [
    "/en/",
    "/en/events/forum/",
    "/en/events/forum/agenda/",
    "/en/events/forum/agenda/?view=grid",
    "/en/events/forum/agenda/?q=talk",
    "/en/events/forum/agenda/2027-05-04/",
    "/en/events/forum/sessions/talk/",
    "/en/events/forum/sessions/some-day/",
    "/en/events/forum/rooms/hall/",
    "/en/events/forum/sections/part/",
    "/en/events/tokyo/",
    "/en/events/samoa/",
    "/en/speakers/amina/",
    "/en/pages/about/",
    "/en/search/?q=talk",
    "/sitemap.xml",
]


@pytest.fixture
def site():
    day = dt.timedelta(days=1)
    forum = factories.event("Forum", slug="forum", last_day=DAY + day, stream_url="https://a.org/")
    hall = factories.room(forum, "Hall", slug="hall")
    talk = factories.session(
        forum,
        "Talk",
        slug="talk",
        hours="09:00-10:00",
        room=hall,
        section=factories.section(forum, slug="part"),
        attendance_mode="hybrid",
    )
    factories.session(forum, "Lunch", hours="12:00-13:00", kind="break", room=hall)
    moved = factories.session(forum, "Moved talk", hours="16:20-17:00", room=hall)
    former = at("11:00")
    factories.public_change(moved, "time", at("17:30", day=DAY - day), former_starts_at=former)
    factories.session(forum, "Some day", slug="some-day")
    factories.document("Recording", session=talk, kind="recording")
    factories.contribution(factories.speaker("Amina", slug="amina"), session=talk)
    factories.event(
        "Tokyo",
        slug="tokyo",
        time_zone="Asia/Tokyo",
        first_day=DAY + 3 * day,
        last_day=DAY + 3 * day,
    )
    first = DAY - 2 * day
    factories.event(
        "Samoa", slug="samoa", time_zone="Pacific/Apia", first_day=first, last_day=first
    )
    factories.page("About", slug="about")
    factories.alert("Fire drill", hours="10:20-11:05")


def moments() -> list[dt.datetime]:
    """Moments of a week, more of the first day, and some at which a page changes."""
    week = [at("00:00") + hours * HOUR for hours in range(-72, 121, 16)]
    hours = [at("00:10") + number * dt.timedelta(minutes=70) for number in range(21)]
    return sorted({*week, *hours, at("08:45"), at("09:00"), at("10:00"), at("17:30")})


@pytest.mark.parametrize("path", PAGES)
def test_a_tag_stands_for_one_page(client, site, monkeypatch, path):
    pages = defaultdict(set)
    for moment in moments():
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        answer = client.get(path)
        pages[answer["ETag"]].add(answer.content)

    assert {len(contents) for contents in pages.values()} == {1}
