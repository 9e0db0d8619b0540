"""The page of a section: its people and sessions, and what is gathered of them."""

import datetime as dt
import json

import pytest

from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

ADDRESS = "/en/events/forum/sections/commitments/"


@pytest.fixture
def forum():
    return factories.event("Open Smart Regions", slug="forum")


@pytest.fixture
def commitments(forum):
    """The second of three sections, each with a session."""
    sections = [
        factories.section(forum, title, slug=title.lower(), objective_en=objective)
        for title, objective in [
            ("Opening", ""),
            ("Commitments", "To *keep* them."),
            ("Closing", ""),
        ]
    ]
    for section in sections:
        factories.session(forum, f"First of {section.slug}", section=section)
    return sections[1]


def test_a_section_shows_its_number_its_people_and_its_sessions(client, forum, commitments):
    factories.contribution(factories.speaker("Amina"), section=commitments, role="moderator")
    factories.session(forum, "Still secret", section=commitments, status="draft")
    factories.session(forum, "Second", section=commitments)

    page = read(client.get(ADDRESS))

    assert headings(page) == [
        "h1 Commitments",
        "h2 With the participation of",
        "h2 Sessions",
        "h3 First of commitments",
        "h3 Second",
    ]
    assert texts(page, ".section-head__number, .section-head .prose, .person") == [
        "2",
        "To keep them.",
        "Amina Moderator",
    ]


def test_a_section_leads_to_the_forum_and_to_the_sections_around_it(client, commitments):
    page = read(client.get(ADDRESS))

    assert [link["href"] for link in page.select(".breadcrumbs a")] == [
        "/en/events/forum/",
        "/en/events/forum/agenda/",
    ]
    assert [link["href"] for link in page.select(".neighbours a")] == [
        "/en/events/forum/sections/opening/",
        "/en/events/forum/sections/closing/",
    ]


def test_the_way_to_a_section_is_told_to_search_engines(client, commitments):
    page = read(client.get(ADDRESS))

    data = json.loads(page.select_one('script[type="application/ld+json"]').string)
    assert data["@type"] == "BreadcrumbList"
    assert [(item["position"], item["name"], item["item"]) for item in data["itemListElement"]] == [
        (1, "Open Smart Regions", "http://127.0.0.1:8000/en/events/forum/"),
        (2, "Programme", "http://127.0.0.1:8000/en/events/forum/agenda/"),
        (3, "Commitments", f"http://127.0.0.1:8000{ADDRESS}"),
    ]


def test_documents_of_a_section_and_of_its_sessions_are_gathered(client, forum, commitments):
    first = commitments.sessions.get()
    later = factories.session(forum, "Later", section=commitments, hours="15:00-16:00")
    sooner = factories.session(forum, "Sooner", section=commitments, hours="09:00-10:00")
    draft = factories.session(forum, "Draft", section=commitments, status="draft")
    other = factories.session(forum, "Elsewhere")
    for title, target in [
        ("Slides", {"session": later}),
        ("Paper", {"session": sooner}),
        ("Note", {"section": commitments}),
        ("Untimed", {"session": first}),
        ("Secret", {"session": draft}),
        ("Of another", {"session": other}),
        ("Unpublished", {"section": commitments, "is_published": False}),
    ]:
        factories.document(title, kind="paper", **target)

    page = read(client.get(ADDRESS))

    assert texts(page, ".document-list li > a:first-child") == [
        "Note",
        "Untimed",
        "Paper",
        "Slides",
    ]
    assert texts(page, ".document-list__session") == ["First of commitments", "Sooner", "Later"]


@pytest.mark.parametrize("slug", ["nothing", "empty"])
def test_a_section_without_a_public_session_has_no_page(client, forum, commitments, slug):
    empty = factories.section(forum, slug="empty")
    factories.session(forum, section=empty, status="draft")

    assert client.get(f"/en/events/forum/sections/{slug}/").status_code == 404


def test_the_former_address_of_a_section_leads_to_it(client, commitments):
    commitments.slug = "promises"
    commitments.save()

    response = client.get(ADDRESS)

    assert (response.status_code, response["Location"]) == (
        301,
        "/en/events/forum/sections/promises/",
    )


def test_a_deleted_section_is_gone(client, commitments):
    commitments.delete()

    assert client.get(ADDRESS).status_code == 410


def test_a_section_that_is_under_way_says_what_is_on_now(client, forum, monkeypatch, commitments):
    now = dt.datetime(2027, 5, 4, 9, 30, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    factories.session(forum, "Running", section=commitments, hours="09:00-10:00")

    page = read(client.get(ADDRESS))

    assert texts(page, "[data-now]:not([hidden])") == ["On now"]


def test_what_was_said_in_its_sessions_is_gathered(client, forum, commitments):
    later = factories.session(forum, "Later", section=commitments, hours="15:00-16:00")
    factories.session(
        forum, "Sooner", section=commitments, hours="09:00-10:00", summary_en="It was kept."
    )
    draft = factories.session(
        forum, section=commitments, status="draft", summary_en="Not said yet."
    )
    part = factories.contribution(factories.speaker("Amina"), session=later)
    factories.quote(part, "We kept it.", minute="14:20")
    factories.quote(factories.contribution(part.speaker, session=draft), "Secret.")

    page = read(client.get(ADDRESS))

    assert texts(page, ".intervention") == [
        "Sooner It was kept.",
        "Later We kept it. Amina at 14:20",
    ]
