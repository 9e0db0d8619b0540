"""News of an event as Atom: announcements, and what changed in the programme."""

import datetime as dt
from xml.etree import ElementTree as Tree

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.exports.atom import NewsEntry, atom_feed
from tests import factories
from tests.html import read
from tests.programme.exports.test_icalendar import EVENT

pytestmark = pytest.mark.django_db

FEED = "/en/events/forum/news.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def forum(settings):
    settings.SITE_URL = "https://forum.example"
    return factories.event("Forum", slug="forum", acronym="forum_2027")


def parsed(content: bytes) -> Tree.Element:
    return Tree.fromstring(content)  # noqa: S314  written by us


def entries(client) -> list[dict[str, str]]:
    answer = client.get(FEED)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [
        {one.tag.removeprefix(ATOM): one.text or one.get("href") for one in entry}
        for entry in parsed(answer.content).iter(f"{ATOM}entry")
    ]


def test_the_feed_has_announcements_and_changes_the_latest_first(client, forum):
    announcement = factories.announcement(
        forum, "Doors open", text_en="At **nine**.", date=dt.date(2026, 1, 2)
    )
    factories.announcement(forum, "Not yet", is_published=False)
    talk = factories.session(forum, "Talk", slug="talk", hours="10:00-11:00")
    at = timezone.now() + dt.timedelta(days=3)
    factories.public_change(talk, "time", at, former_starts_at=factories.at("09:00"))

    assert entries(client) == [
        {
            "id": f"urn:open-forum:forum_2027:change:{at:%Y%m%d%H%M%S%f}:{talk.pk}",
            "title": "Talk: New time: was 09:00 now 10:00",
            "updated": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "link": "https://forum.example/en/events/forum/sessions/talk/",
        },
        {
            "id": f"urn:open-forum:forum_2027:announcement:{announcement.pk}",
            "title": "Doors open",
            "updated": "2026-01-01T23:00:00Z",
            "link": "https://forum.example/en/events/forum/",
            "content": "<p>At <strong>nine</strong>.</p>\n",
        },
    ]


def test_sessions_that_change_alike_are_one_entry(client, forum):
    at = timezone.now() + dt.timedelta(days=3)
    for _number in range(4):
        factories.public_change(factories.session(forum, status="cancelled"), "cancelled", at)

    [entry] = entries(client)

    assert (entry["title"], entry["link"]) == (
        "4 sessions cancelled",
        "https://forum.example/en/events/forum/changes/",
    )


def test_a_feed_without_news_is_whole(client, forum):
    head = parsed(client.get(FEED).content)

    assert {one.tag.removeprefix(ATOM): one.text for one in head if not one.get("href")} == {
        "id": "urn:open-forum:forum_2027:news:en",
        "title": "Forum",
        "updated": "2027-05-04T00:00:00Z",
        "author": None,
    }


def test_every_page_of_an_event_leads_to_its_feeds(client, forum):
    factories.session(forum, slug="talk", hours="09:00-10:00")

    for path in ("", "agenda/", "sessions/talk/", "changes/"):
        page = read(client.get(f"/en/events/forum/{path}"))
        feeds = [
            (link["type"], link["title"], link["href"])
            for link in page.select("link[rel=alternate][type]")
        ]
        assert feeds == [
            ("application/atom+xml", "News of Forum", FEED),
            ("text/calendar", "Calendar of Forum", "/en/events/forum/agenda.ics"),
        ]


def test_the_agenda_leads_to_the_files_of_what_it_shows(client, forum):
    hall = factories.room(forum, "Hall", slug="hall")
    for room in (hall, factories.room(forum)):
        factories.session(forum, hours="09:00-10:00", room=room)

    links = read(client.get("/en/events/forum/agenda/?room=hall")).select(".agenda-foot a")

    names = ("agenda.txt", "programme.xlsx", "programme.csv", "schedule.xml", "schedule.json")
    expected = [f"/en/events/forum/{name}?room=hall" for name in names]
    assert [link["href"] for link in links][:6] == [*expected, FEED]


@given(st.text(alphabet=st.characters(blacklist_categories=["C"]), max_size=60))
@settings(max_examples=25)
def test_any_text_goes_out_and_comes_back(text):
    entry = NewsEntry("1", text, text, "/en/", dt.datetime(2027, 5, 4, tzinfo=dt.UTC))

    feed = atom_feed(EVENT, [entry], site="https://forum.example", path="/x.atom", language="en")

    found = parsed(feed).find(f"{ATOM}entry")
    assert [found.findtext(f"{ATOM}{name}") or "" for name in ("title", "content")] == [text, text]
