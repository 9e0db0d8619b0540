"""The pages of people and organizations, across all events."""

import datetime as dt

import pytest

from content.templatetags.texts import full_name
from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event("Open Smart Regions", slug="forum")


def test_a_person_shows_who_they_are_and_each_part_they_had(client, forum):
    body = factories.organization("Femmes Bladi", slug="bladi")
    samia = factories.speaker(
        "Samia El Baouchi",
        slug="samia",
        honorific_en="Ms.",
        function_en="President",
        organization=body,
        biography_en="# Work\n\nShe **leads**.",
        links="https://example.org/samia",
        email="private@example.org",
        notes="Prefers mornings",
    )
    talk = factories.session(forum, "Local experiences", slug="talk")
    factories.contribution(samia, session=talk, role="panelist")

    page = read(client.get("/en/speakers/samia/"))

    assert headings(page) == [
        "h1 Ms. Samia El Baouchi",
        "h2 Biography",
        "h3 Work",
        "h2 Sessions",
        "h3 Local experiences",
        "h2 Links",
    ]
    assert [link["href"] for link in page.main.select("a")] == [
        "/en/organizations/bladi/",
        "/en/events/forum/sessions/talk/",
        "/en/events/forum/",
        "https://example.org/samia",
    ]
    assert page.main.select_one(".prose strong").get_text() == "leads"
    assert "private@example.org" not in page.get_text()
    assert "mornings" not in page.get_text()


def test_a_persons_parts_come_the_latest_event_first(client, forum):
    old = factories.event("Long ago", first_day=dt.date(2001, 1, 1), last_day=dt.date(2001, 1, 1))
    samia = factories.speaker(slug="samia")
    for event, title in [(old, "Then"), (forum, "Now")]:
        factories.contribution(samia, session=factories.session(event, title))

    page = read(client.get("/en/speakers/samia/"))

    assert texts(page, "h3") == ["Now", "Then"]


def test_an_organization_shows_its_part_its_people_and_its_site(client, forum):
    body = factories.organization(
        "Organization for Economic Cooperation and Development",
        acronym_en="OECD",
        slug="oecd",
        kind="intergovernmental",
        country="FR",
        website="https://www.oecd.org",
        description_en="Statistics and advice.",
    )
    factories.partnership(forum, body, role="partner")
    charlotte = factories.speaker("Charlotte", organization=body)
    factories.contribution(charlotte, session=factories.session(forum, "An open state"))

    page = read(client.get("/en/organizations/oecd/"))

    assert headings(page) == [
        "h1 Organization for Economic Cooperation and Development (OECD)",
        "h2 About this organization",
        "h2 Roles in our forums",
        "h3 Open Smart Regions",
        "h2 Sessions with its speakers",
        "h3 An open state",
    ]
    assert texts(page, ".page-head .facts__item") == [
        "Intergovernmental organization",
        "France",
        "Website",
    ]
    assert "Charlotte" in page.main.get_text()
    assert texts(page, ".prose") == ["Statistics and advice."]


def test_an_organization_keeps_those_who_spoke_for_it_and_left(client, forum):
    before, after = factories.organization("Before", slug="before"), factories.organization("After")
    samia = factories.speaker("Samia", organization=before)
    factories.contribution(samia, session=factories.session(forum, "Then"))
    samia.organization = after
    samia.save()

    page = read(client.get("/en/organizations/before/"))

    assert texts(page, "h3") == ["Then"]


@pytest.mark.parametrize("address", ["/en/speakers/nobody/", "/en/organizations/nobody/"])
def test_who_has_no_part_in_anything_public_has_no_page(client, address):
    factories.speaker(slug="nobody", organization=factories.organization(slug="nobody"))

    assert client.get(address).status_code == 404


def test_a_persons_photo_has_a_size_and_no_text_beside_the_name(client, forum):
    samia = factories.speaker("Samia", slug="samia", photo=factories.picture())
    factories.contribution(samia, event=forum)

    image = read(client.get("/en/speakers/samia/")).main.img

    assert (image["alt"], image["width"], image["height"]) == ("", "8", "8")
    assert client.get(image["src"]).status_code == 200


@pytest.mark.parametrize(
    ("honorific", "name", "shown"),
    [
        ({"honorific_en": "Dr."}, {"name_en": "Amina"}, "<bdi>Dr. Amina</bdi>"),
        ({}, {"name_en": "Amina"}, "<bdi>Amina</bdi>"),
        (
            {"honorific_ar": "د."},
            {"name_ar": "أمينة"},
            '<bdi lang="ar" dir="rtl">د. أمينة</bdi>',
        ),
        (
            {"honorific_en": "Dr."},
            {"name_ar": "أمينة"},
            '<bdi>Dr.</bdi> <bdi lang="ar" dir="rtl">أمينة</bdi>',
        ),
    ],
)
def test_honorific_and_name_stand_in_one_isolate_where_they_are_in_one_language(
    honorific, name, shown
):
    person = factories.speaker(**{"name_en": "", **honorific, **name})

    assert full_name(person) == shown


@pytest.mark.parametrize("page", ["speakers/amina", "organizations/impact"])
def test_a_part_in_a_session_says_when_and_where_it_is(client, forum, page):
    impact = factories.organization("Impact", slug="impact")
    amina = factories.speaker("Amina", slug="amina", organization=impact)
    hall = factories.room(forum, "Hall")
    timed = factories.session(forum, "Timed", hours="09:00-10:00", room=hall)
    for part in ({"session": timed}, {"session": factories.session(forum)}, {"event": forum}):
        factories.contribution(amina, **part)

    found = read(client.get(f"/en/{page}/"))

    facts = [text for text in texts(found, ".list-entry__facts") if "2027" in text]
    assert facts == [
        "Tuesday 4 May 2027, 09:00–10:00 Hall",
        "Tuesday 4 May 2027",
        "Open Smart Regions Tuesday 4 May 2027",
    ]
