"""Announcements on the page of an event."""

import datetime as dt

import pytest

from programme.models import Announcement
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event(slug="forum")


def on(day: int) -> dt.date:
    return dt.date(2027, 4, day)


def test_the_page_of_the_event_shows_the_three_latest_with_dates(client, forum):
    for day in (3, 1, 4, 2):
        factories.announcement(forum, f"News of day {day}", date=on(day))
    factories.announcement(forum, "Kept back", date=on(9), is_published=False)
    factories.announcement(factories.event(), "Of another event", date=on(9))

    page = read(client.get("/en/events/forum/"))

    assert texts(page, "[aria-labelledby=announcements] :is(h2, h3, time)") == [
        "News",
        "News of day 4",
        "4 April 2027",
        "News of day 3",
        "3 April 2027",
        "News of day 2",
        "2 April 2027",
    ]


def test_of_two_on_one_day_the_one_that_was_added_last_comes_first(forum):
    for title in ("Morning", "Noon"):
        factories.announcement(forum, title, date=on(1))

    assert [row.title for row in Announcement.objects.public().latest_first()] == [
        "Noon",
        "Morning",
    ]


def test_its_text_is_markdown_in_the_readers_language_or_marked(client, forum):
    factories.announcement(forum, "Headsets", title_ar="السماعات", text_en="At the **door**.")

    page = read(client.get("/ar/events/forum/"))

    [block] = page.select("[aria-labelledby=announcements] .list-entry")
    assert texts(block, "h3") == ["السماعات"]
    assert texts(block, "[lang=en] strong") == ["door"]


def test_without_any_the_page_has_no_such_part(client, forum):
    page = read(client.get("/en/events/forum/"))

    assert page.select("#announcements") == []


def test_the_news_of_a_draft_is_not_public(forum):
    hidden = factories.event(status="draft")
    factories.announcement(hidden)
    factories.announcement(factories.event(status="archived"), "Open")

    assert [row.title for row in Announcement.objects.public()] == ["Open"]
