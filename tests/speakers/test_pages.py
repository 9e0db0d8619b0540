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
        "h2 Work",
        "h2 At our forums",
        "h3 Open Smart Regions",
        "h4 Local experiences",
    ]
    assert texts(page, ".years__year, .years__roles") == ["2027", "Panelist"]
    assert [link["href"] for link in page.main.select("a")] == [
        "/en/organizations/bladi/",
        "https://example.org/samia",
        "/en/events/forum/",
        "/en/events/forum/sessions/talk/",
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

    assert texts(page, ".years__year, h3, h4") == [
        "2027",
        "Open Smart Regions",
        "Now",
        "2001",
        "Long ago",
        "Then",
    ]


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
        "h2 Sessions with its speakers",
        "h3 An open state",
        "h2 Roles in our forums",
        "h3 Open Smart Regions",
    ]
    assert texts(page, ".years__item") == ["2027 Open Smart Regions Partner"]
    assert texts(page, ".profile-head__facts .facts__item") == [
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


def test_a_person_without_function_shows_that_of_the_latest_event(client, forum):
    old = factories.event(first_day=dt.date(2001, 1, 1), last_day=dt.date(2001, 1, 1))
    samia = factories.speaker(slug="samia")
    for event, function, body in [(old, "Mayor", "Before"), (forum, "Minister", "After")]:
        known = {"function_en": function, "organization": factories.organization(body)}
        factories.contribution(samia, session=factories.session(event), **known)

    page = read(client.get("/en/speakers/samia/"))

    assert texts(page, ".profile-head p") == ["Minister", "After"]


def test_a_part_in_a_whole_event_has_the_event_as_its_heading(client, forum):
    samia = factories.speaker(slug="samia", function_en="Open Government Expert")
    factories.contribution(samia, event=forum, role="expert")

    page = read(client.get("/en/speakers/samia/"))

    assert headings(page)[1:] == ["h2 At our forums", "h3 Open Smart Regions"]
    assert texts(page, ".years__item") == ["2027 Open Smart Regions Expert"]


def test_roles_at_an_event_are_named_once(client, forum):
    samia = factories.speaker(slug="samia")
    part = factories.section(forum, "Commitments", slug="commitments")
    talk = factories.session(forum, "Talk", section=part)
    for role, target in [
        ("chair", {"session": talk}),
        ("panelist", {"session": talk}),
        ("chair", {"session": factories.session(forum, "Other")}),
        ("moderator", {"section": part}),
    ]:
        factories.contribution(samia, role=role, **target)

    page = read(client.get("/en/speakers/samia/"))

    assert texts(page, ".years__roles span") == ["Chair", "Panelist", "Moderator"]
    assert texts(page, "h4") == ["Talk", "Other"]
    assert page.select_one(".years__section a")["href"] == "/en/events/forum/sections/commitments/"


def test_a_person_is_quoted_with_the_session_of_each_quote(client, forum):
    samia = factories.speaker(slug="samia")
    part = factories.contribution(samia, session=factories.session(forum, "Talk"))
    secret = factories.session(forum, "Secret", status="draft")
    factories.quote(part, "Said.", minute="14:20")
    factories.quote(factories.contribution(samia, session=secret), "Not said yet.")

    page = read(client.get("/en/speakers/samia/"))

    assert texts(page, ".quote") == ["Said. Talk at 14:20"]


def test_an_organization_says_once_what_its_people_said_in_a_session(client, forum):
    oecd = factories.organization("OECD", slug="oecd")
    talk = factories.session(forum, "Talk", summary_en="Two of three kept their word.")
    for name, function in [("Charlotte", "Head"), ("David", "")]:
        part = factories.contribution(
            factories.speaker(name), session=talk, organization=oecd, function_en=function
        )
    factories.quote(part, "We measured it.")
    stranger = factories.contribution(factories.speaker("Stranger"), session=talk)
    factories.quote(stranger, "Of somebody else.")
    factories.document("Slides", session=talk, kind="slides")
    factories.document("Draft", session=talk, is_published=False)
    quiet = factories.session(forum, "Quiet")
    factories.contribution(part.speaker, session=quiet, organization=oecd)

    page = read(client.get("/en/organizations/oecd/"))

    assert headings(page) == ["h1 OECD", "h2 What it said", "h3 Talk", "h3 Quiet"]
    assert texts(page, ".intervention__person") == ["Charlotte Head", "David", "David"]
    assert texts(page, ".intervention__said") == [
        "Two of three kept their word. We measured it. David Slides"
    ]
