"""What the public pages ask of the database: as often for three of everything as for one."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone
from django.utils.translation import override

from forum.demo import showcase
from tests import factories
from tests.shared import shared_rows

pytestmark = pytest.mark.django_db

MOST = {
    "/en/": 8,
    "/en/events/": 4,
    "/en/events/forum/": 8,
    "/en/events/forum/agenda/": 6,
    "/en/events/forum/agenda/?room=hall&q=talk&language=fr": 6,
    "/en/events/forum/agenda/2027-05-04/": 6,
    "/en/events/forum/agenda/2027-05-04.ics": 6,
    "/en/events/forum/changes/": 3,
    "/en/events/forum/my-sessions/": 4,
    "/en/events/forum/agenda.ics": 6,
    "/en/events/forum/schedule.xml": 6,
    "/en/events/forum/schedule.json": 6,
    "/en/events/forum/agenda.txt": 6,
    "/en/events/forum/news.atom": 4,
    "/en/events/forum/programme.csv": 6,
    "/en/events/forum/programme.xlsx": 6,
    "/en/events/forum/people.csv": 6,
    "/en/events/forum/people.xlsx": 6,
    "/en/events/forum/organizations.csv": 6,
    "/en/events/forum/organizations.xlsx": 6,
    "/en/events/forum/agenda.ics?utm_source=mail": 6,
    "/en/events/forum/sessions/talk/": 6,
    "/en/events/forum/sessions/dated/calendar.ics": 6,
    "/en/events/forum/speakers/": 4,
    "/en/events/forum/organizations/": 5,
    "/en/events/forum/rooms/hall/": 7,
    "/en/events/forum/rooms/hall/2027-05-04/": 7,
    "/en/events/forum/sections/part/": 11,
    "/en/speakers/": 2,
    "/en/organizations/": 2,
    "/en/speakers/amina/": 6,
    "/en/organizations/impact/": 7,
    "/en/pages/about/": 3,
    "/en/contact/": 3,
    "/en/search/?q=session": 6,
    "/fr/search/?q=speaker": 6,
    "/ar/search/?q=document": 6,
    "/en/search/?q=organization&in=organization": 4,
    "/sitemap.xml": 12,
}
LANGUAGES = ["ar", "fr", "en"]
NO_LISTS = {
    "language-choice": "redirects",
    "current-agenda": "redirects",
    "contact-sent": "tells one visitor that their message has arrived",
    "preview": "the pages above, of a draft: see tests/forum/test_previews.py",
    "stylesheet": "no query",
    "site-share-image": "a picture, whose own tests are in tests/forum/share",
    "event-share-image": "as above",
    "session-share-image": "as above",
    "media": "a file, whose own tests count its queries",
    "healthz": "no query",
    "readyz": "for machines",
    "robots": "no query",
    "security-txt": "no query",
    "patterns": "samples, in development only",
}
"""The other public addresses by name, and why they cannot grow."""


def public_names(patterns: list, above: str = "") -> set[str]:
    """The names of all addresses, without those of the admin."""
    names = set()
    for pattern in patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if isinstance(pattern, URLPattern):
            names.add(pattern.name or f"{above}{pattern.pattern}")
        else:
            names |= public_names(pattern.url_patterns, f"{above}{pattern.pattern}")
    return names


def test_no_public_address_is_forgotten():
    paths = {urlsplit(path).path.replace("/fr/", "/en/").replace("/ar/", "/en/") for path in MOST}
    with override("en"):
        counted = {resolve(path).url_name for path in paths}

    every = public_names(get_resolver().url_patterns)

    assert every - NO_LISTS.keys() == counted


def asked(path: str) -> list[str]:
    """The queries of a page, the second time it is read."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def change_in_every_way(event, hall) -> None:
    """A session of each kind that the page of changes tells of."""
    later = timezone.now() + dt.timedelta(days=3)
    moved = factories.session(event, hours="11:00-12:00", room=hall)
    factories.public_change(moved, "time", later, former_starts_at=factories.at("09:00"))
    factories.public_change(moved, "room", later, former_room=factories.room(event))
    for kind, status in (("new", "published"), ("reinstated", "published"), ("cancelled",) * 2):
        told = factories.session(event, status=status)
        factories.public_change(told, kind, later)
    gone = factories.session(event)
    factories.public_change(gone, "removed", later, title={"en": "Gone"})
    gone.delete()
    for kind in ("joined", "left"):
        factories.public_change(moved, kind, later, speaker=factories.speaker())


def fill(event, count: int) -> None:
    """Add `count` of everything that the pages in `MOST` list."""
    hall = event.rooms.get_or_create(slug="hall", defaults={"name_en": "Hall"})[0]
    body = factories.Organization.objects.get_or_create(
        slug="impact", defaults={"name_en": "Impact"}
    )[0]
    amina = factories.Speaker.objects.get_or_create(
        slug="amina", defaults={"name_en": "Amina", "organization": body}
    )[0]
    whole = event.sections.get_or_create(slug="part", defaults={"title_en": "Part"})[0]
    known = {"title_en": "Talk", "status": "published", "section": whole, "languages": LANGUAGES}
    talk = event.sessions.get_or_create(slug="talk", defaults=known)[0]
    if count == 1:
        factories.page(slug="about")
        factories.session(event, slug="dated", room=hall, hours="09:00-10:00")
    for _number in range(count):
        change_in_every_way(event, hall)
        part = factories.section(event)
        for target in (
            {"event": event},
            {"section": part},
            {"session": talk},
            {
                "session": factories.session(
                    event,
                    section=part,
                    room=hall,
                    track=factories.track(event),
                    hours="09:00-10:00",
                )
            },
        ):
            person = factories.speaker(organization=factories.organization())
            factories.contribution(person, **target)
            factories.document(**target)
        said = factories.session(event, room=hall, section=whole, summary_en="It was said.")
        factories.quote(factories.contribution(amina, session=said), "Said.")
        own = factories.contribution(factories.speaker(), session=talk)
        factories.quote(own)
        factories.channel(talk, LANGUAGES[talk.channels.count()])
        factories.partnership(event, factories.organization(), role="organizer")
        factories.document(section=whole)
        factories.contribution(factories.speaker(), section=whole)
        factories.partnership(event, factories.organization())
        factories.partnership(factories.event(), body)
        factories.announcement(event)
        factories.page(menu_position=1)


def ask_for_one_and_three() -> dict[str, tuple[list[str], list[str]]]:
    """The queries of each page, with one and with three of everything."""
    event = factories.event(slug="forum")
    fill(event, 1)
    one = {path: asked(path) for path in MOST}
    fill(event, 2)
    return {path: (one[path], asked(path)) for path in MOST}


queries = shared_rows(ask_for_one_and_three)


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_as_often_for_three_as_for_one(queries, path):
    one, three = queries[path]

    assert len(three) == len(one)
    assert len(one) <= MOST[path], "\n".join(one)


def test_the_live_page_of_three_hundred_sessions_asks_thirteen_times_at_most(monkeypatch):
    """At noon; and in the evening, when it looks for the next day."""
    showcase.load(sessions=300, speakers=200)
    times = (factories.at("12:00"), factories.at("23:00"))

    asked_at = []
    for now in times:
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        asked_at.append(len(asked("/en/")))

    assert max(asked_at) <= 13


def test_the_agenda_of_three_hundred_sessions_asks_six_times_at_most():
    showcase.load(sessions=300, speakers=200)

    assert len(asked("/en/events/showcase/agenda/")) <= 6
    assert len(asked("/en/events/showcase/agenda/?room=atlas&language=fr&q=data")) <= 6
