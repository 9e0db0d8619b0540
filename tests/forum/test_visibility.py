"""Drafts are visible nowhere: on no page, in no list, feed, sitemap or search."""

import io

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from content.spreadsheets import CONTENT_TYPES
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Room,
    Section,
    Session,
)
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read
from tests.shared import shared_rows

pytestmark = pytest.mark.django_db

SECRET = "Still secret"


def fill(event, *, name: str, status: str = "published") -> None:
    """Add one of everything to the event, each with this name."""
    body = factories.organization(name)
    part, hall, theme = (
        factories.section(event, name),
        factories.room(event, name),
        factories.track(event, name),
    )
    session = factories.session(
        event, name, section=part, room=hall, track=theme, status=status, hours="09:00-10:00"
    )
    person = factories.speaker(name, organization=body)
    factories.contribution(person, session=session)
    factories.contribution(factories.speaker(f"{name} moderator"), section=part, role="moderator")
    factories.document(name, session=session)
    factories.announcement(event, name, is_published=status == "published")


def fill_site() -> None:
    """A public event with public and draft content, and a draft event."""
    event = factories.event("Forum", slug="forum")
    fill(event, name="Open")
    fill(event, name=SECRET, status="draft")
    for name, status in (("Moved", "published"), (f"{SECRET} and moved", "draft")):
        moved = factories.session(event, name, status=status, hours="11:00-12:00")
        factories.public_change(moved, "time", former_starts_at=factories.at("08:00"))
    hidden = factories.event(SECRET, status="draft", slug="hidden")
    fill(hidden, name=f"{SECRET} too")
    factories.contribution(factories.speaker(f"{SECRET} expert"), event=hidden)
    factories.partnership(hidden, factories.organization(f"{SECRET} host"))
    factories.page("Open page", menu_position=1, body_en="Open text")
    factories.page(SECRET, status="draft", menu_position=2)


forum = shared_rows(fill_site)


def walk(client: Client, start: str) -> dict[str, str]:
    """The text of every page that links lead to from this address."""
    found, ahead = {}, [start]
    while ahead:
        address = ahead.pop()
        response = client.get(address)
        if not response["Content-Type"].startswith("text/html"):
            found[address] = text_of_file(response)
            continue
        page = read(response)
        found[address] = page.get_text()
        links = {link["href"].partition("#")[0] for link in page.select("a[href]")}
        ahead += [link for link in links if link.startswith("/en/") and link not in found]
        found |= {link: "" for link in links if link in ahead}
    return found


def text_of_file(response: HttpResponse) -> str:
    """The text of a file for programs; of a workbook its cells."""
    assert response.status_code == 200
    if response["Content-Type"] == CONTENT_TYPES["xlsx"]:
        return repr(list(load_workbook(io.BytesIO(response.content)).active.values))
    return response.content.decode()


def test_no_linked_page_shows_a_draft(client, forum):
    pages = walk(client, "/en/")

    assert {
        "/en/",
        "/en/events/",
        "/en/events/forum/agenda/",
        "/en/events/forum/changes/",
        "/en/events/forum/organizations/",
        "/en/events/forum/rooms/open/",
        "/en/events/forum/sections/open/",
        "/en/events/forum/sessions/open/",
        "/en/events/forum/speakers/",
        "/en/organizations/open/",
        "/en/pages/open-page/",
        "/en/speakers/open/",
    } <= set(pages)
    assert [address for address, text in pages.items() if SECRET in text] == []


def test_the_sitemap_lists_only_public_pages(client, forum):
    page = client.get("/sitemap.xml").content.decode()

    assert "/en/events/forum/sessions/open/" in page
    assert ("still-secret" in page, "hidden" in page) == (False, False)


@pytest.mark.parametrize(
    "address",
    [
        "/en/events/forum/sessions/still-secret/",
        "/en/events/forum/rooms/still-secret/",
        "/en/events/forum/sections/still-secret/",
        "/en/events/forum/sessions/still-secret/calendar.ics",
        "/en/events/hidden/",
        "/en/events/hidden/agenda.ics",
        "/en/events/hidden/agenda/",
        "/en/events/hidden/changes/",
        "/en/events/hidden/agenda/2027-05-04.ics",
        "/en/events/hidden/speakers/",
        "/en/events/hidden/organizations/",
        "/en/events/hidden/sessions/still-secret-too/",
        "/en/speakers/still-secret/",
        "/en/speakers/still-secret-moderator/",
        "/en/speakers/still-secret-expert/",
        "/en/organizations/still-secret/",
        "/en/organizations/still-secret-host/",
        "/en/pages/still-secret/",
    ],
)
def test_the_address_of_a_draft_is_not_found_and_links_to_other_pages(client, forum, address):
    page = read(client.get(address), status=404)

    assert SECRET not in page.get_text()
    below = "/en/events/forum/"
    of_event = [f"{below}agenda/", below] if address.startswith(below) else []
    assert [link["href"] for link in page.select("main a")] == [
        *of_event,
        "/en/events/",
        "/en/contact/",
    ]
    assert page.select_one("main search form")["action"] == "/en/search/"


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Event, ["Forum"]),
        (Section, ["Open"]),
        (Room, ["Open"]),
        (Session, ["Moved", "Open"]),
        (Document, ["Open"]),
        (Announcement, ["Open"]),
        (Partnership, []),
        (Contribution, ["Open moderator: Open", "Open: Open"]),
        (Speaker, ["Open", "Open moderator"]),
        (Organization, ["Open"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_public_excludes_drafts_and_their_relations(forum, model, names):
    assert sorted(str(row) for row in model.objects.public()) == names


@pytest.mark.parametrize("model", [Session, Document, Speaker, Organization])
def test_public_search_finds_no_draft(forum, model):
    secret = model.objects.matching(SECRET)

    assert secret.exists()
    assert list(model.objects.public().matching(SECRET)) == []
