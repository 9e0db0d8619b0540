"""The days of an event: the strip above its pages, and the bar at the thumb."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FORUM = "/en/events/forum/"


@pytest.fixture
def forum():
    """Two days in May 2027, in Casablanca, the first with sessions until noon."""
    forum = factories.event("Forum", slug="forum", last_day=factories.DAY + DAY)
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    factories.session(forum, "Opening", hours="09:00-10:00", room=hall)
    factories.session(forum, "Budgets", hours="10:30-11:15", room=hall, languages=["ar"])
    factories.session(forum, "Data", hours="10:30-11:00", room=attic)
    factories.session(forum, "Coffee", hours="11:15-11:30", kind="break")
    factories.session(forum, "Letters", hours="11:30-12:00", room=hall)
    tomorrow = {"starts_at": at("09:30") + DAY, "ends_at": at("10:30") + DAY}
    factories.session(forum, "Farewell", room=hall, **tomorrow)
    return forum


@pytest.fixture
def opened(client, monkeypatch):
    """Opens the page of the event at a moment, or another of its pages."""

    def opened_at(now: dt.datetime, path: str = FORUM):
        monkeypatch.setattr(timezone, "now", lambda: now)
        page = read(client.get(path))
        for hidden in page.select("[hidden]"):
            hidden.decompose()
        return page

    return opened_at


def test_the_strip_says_the_day_the_time_and_how_many_changes_there_are_today(forum, opened):
    letters = forum.sessions.get(title_en="Letters")
    factories.public_change(letters, "new", at("08:00") - 9 * DAY)
    factories.public_change(letters, "time", at("08:00"), former_starts_at=at("11:45"))

    page = opened(at("10:41"))

    strip = page.select_one("#live-strip")
    assert " ".join(strip.text.split()) == "Day 1 of 2 10:41 in Casablanca 1 change"
    assert strip.select_one("a")["href"] == "/en/events/forum/changes/"


def test_the_strip_is_in_the_zone_of_the_event(opened):
    forum = factories.event(slug="forum", time_zone="Asia/Tokyo")
    factories.session(forum, hours="10:00-11:00")

    page = opened(at("10:41", zone=forum.zone))

    time = page.select_one("#live-strip time")
    assert (time.text, time["datetime"]) == ("10:41", "2027-05-04T10:41+09:00")
    assert texts(page, "#live-strip strong") == ["On today"]


@pytest.mark.parametrize(
    ("now", "path", "has_strip"),
    [
        (at("10:41"), "/en/events/forum/agenda/", True),
        (at("10:41"), "/en/events/forum/agenda/2027-05-04/", True),
        (at("10:41"), "/en/events/forum/agenda/2027-05-05/", False),
        (at("10:41") - DAY, "/en/events/forum/agenda/", False),
        (at("10:41") - DAY, FORUM, False),
        (at("10:41") + 2 * DAY, FORUM, False),
    ],
)
def test_the_strip_is_on_the_first_page_and_on_the_agenda_of_today(
    forum, opened, now, path, has_strip
):
    page = opened(now, path)

    assert bool(page.select("#live-strip")) is has_strip


@pytest.mark.parametrize(
    ("now", "path", "current"),
    [
        (at("10:41"), "/en/", ["Now"]),
        (at("10:41"), FORUM, ["Now"]),
        (at("10:41"), "/en/events/forum/agenda/", ["Today"]),
        (at("10:41"), "/en/events/forum/speakers/", []),
        (at("00:00") - DAY, FORUM, None),
        (at("00:00") + 2 * DAY, FORUM, None),
        (at("10:41"), "/en/contact/", None),
    ],
)
def test_the_bar_is_on_all_pages_of_an_event_on_its_days(forum, opened, now, path, current):
    page = opened(now, path)

    bar = page.select_one(".live-bar")
    assert (bar and texts(bar, "[aria-current]")) == current
    if bar:
        links = [link["href"] for link in bar.select("a")]
        assert links == [FORUM, "/en/events/forum/agenda/#day-2027-05-04", "/en/search/"]
