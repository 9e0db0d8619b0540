"""The titles and descriptions of pages, in each language of the site."""

import datetime as dt

import pytest
from django.utils.translation import override

from content.bidi import isolate
from forum.models import Identity, Page
from forum.templatetags.titles import (
    agenda_title,
    description,
    event_title_ending,
    organization_description,
    room_title,
    search_title,
    session_title,
    site_title,
    speaker_description,
)
from programme.agenda.page import AgendaPage, agenda_page
from programme.models import Event, Room, Session
from programme.pages.search import SearchQuery
from speakers.models import Organization, Speaker
from tests import factories
from tests.factories import at

LANGUAGES = ["en", "fr", "ar"]


def in_each_language(title, *arguments) -> list[str]:
    titles = []
    for language in LANGUAGES:
        with override(language):
            titles.append(title(*arguments))
    return titles


@pytest.fixture
def forum() -> Event:
    """On 4 May 2027, with a name and a tagline in every language; it is not saved."""
    names = {"name_en": "Forum", "name_fr": "Le forum", "name_ar": "المنتدى"}
    taglines = {"tagline_en": "Openness", "tagline_fr": "Ouverture", "tagline_ar": "الانفتاح"}
    days = {"first_day": factories.DAY, "last_day": factories.DAY}
    return Event(slug="forum", time_zone="Africa/Casablanca", **names, **taglines, **days)


def talk(forum: Event, **fields) -> Session:
    titles = {"title_en": "Budgets", "title_fr": "Les budgets", "title_ar": "الميزانيات"}
    return Session(event=forum, slug="talk", **titles, **fields)


def test_a_page_is_of_its_event_or_of_the_site(forum):
    site = Identity(name_en="Our Forums", name_fr="Nos forums")

    assert in_each_language(site_title, forum, site) == ["Forum", "Le forum", "المنتدى"]
    assert in_each_language(site_title, None, site) == [
        "Our Forums",
        "Nos forums",
        isolate("Our Forums"),
    ]


def test_the_title_of_an_event_ends_in_its_tagline_at_home_and_in_its_date_elsewhere(forum):
    at_home = in_each_language(event_title_ending, forum, True)
    elsewhere = in_each_language(event_title_ending, forum, False)

    assert at_home == [": Openness", "\u00a0: Ouverture", ": الانفتاح"]
    assert elsewhere == [", 4 May 2027", ", 4 mai 2027", "، 4 ماي 2027"]


def test_without_a_tagline_the_title_at_home_is_the_name_alone():
    assert event_title_ending(Event(name_en="Forum"), True) == ""


def test_the_title_of_a_session_says_when_it_is_by_the_clock_of_the_event(forum):
    timed = talk(forum, starts_at=at("10:00"), ends_at=at("11:00"))

    assert in_each_language(session_title, timed) == [
        "Budgets, 4 May 10:00",
        "Les budgets, 4 mai 10:00",
        "الميزانيات، 4 ماي 10:00",
    ]
    assert in_each_language(session_title, talk(forum)) == ["Budgets", "Les budgets", "الميزانيات"]


def test_the_title_of_a_session_says_first_that_it_is_cancelled(forum):
    assert in_each_language(session_title, talk(forum, status="cancelled")) == [
        "Cancelled: Budgets",
        "Annulée\u00a0: Les budgets",
        "ملغاة: الميزانيات",
    ]


def page(forum: Event, day: dt.date | None = None, **query) -> AgendaPage:
    return agenda_page(forum, [], query, now=at("09:00"), day=day)


def test_the_title_of_an_agenda_says_the_day_of_its_address(forum):
    whole = page(forum, factories.DAY)

    assert in_each_language(agenda_title, whole, None) == ["Programme", "Programme", "البرنامج"]
    assert in_each_language(agenda_title, whole, factories.DAY) == [
        "Programme: Tuesday 4 May",
        "Programme\u00a0: mardi 4 mai",
        "البرنامج: الثلاثاء 4 ماي",
    ]


def test_the_title_of_a_room_says_the_day_of_its_address():
    atlas = Room(name_en="Atlas", name_fr="Atlas", name_ar="الأطلس")

    assert in_each_language(room_title, atlas, None) == ["Atlas", "Atlas", "الأطلس"]
    assert in_each_language(room_title, atlas, factories.DAY) == [
        "Atlas, Tuesday 4 May",
        "Atlas, mardi 4 mai",
        "الأطلس، الثلاثاء 4 ماي",
    ]


def test_the_title_of_a_filtered_agenda_says_what_is_sought_and_how_much_is_found(forum):
    titles = in_each_language(agenda_title, page(forum, q=["budget"]), None)

    assert titles[:2] == [
        "Programme: \u2068budget\u2069 (0 sessions)",
        "Programme\u00a0: \u2068budget\u2069 (0\u00a0séance)",
    ]


def test_the_title_of_the_search_page_isolates_what_is_sought():
    assert in_each_language(search_title, SearchQuery("")) == ["Search", "Rechercher", "بحث"]
    assert in_each_language(search_title, SearchQuery("budget")) == [
        "Search: \u2068budget\u2069",
        "Recherche\u00a0: \u2068budget\u2069",
        "البحث: \u2068budget\u2069",
    ]


def test_a_description_is_the_first_of_the_texts_that_there_are():
    full = Page(title_en="Careers", body_en="We **are** looking for you. And more.")
    pages = (full, Page(title_en="Careers"), Page())

    found = [description(page, "body", "title") for page in pages]

    assert found == ["We are looking for you. And more.", "Careers", ""]


def test_a_person_is_described_by_the_biography_or_by_what_they_are_and_on_whose_site():
    site, city = Identity(name_en="Our Forums"), Organization(name_en="City of Fez")
    mayor = {"name_en": "Amina", "function_en": "Mayor", "organization": city}
    people = (
        Speaker(**mayor, biography_en="She **is** mayor. And more."),
        Speaker(**mayor),
        Speaker(name_en="Amina"),
    )

    found = [speaker_description(person, site) for person in people]

    assert found == [
        "She is mayor. And more.",
        "Mayor · City of Fez · Our Forums",
        "Our Forums",
    ]


def test_an_organization_is_described_by_its_text_or_by_what_it_is_and_on_whose_site():
    site = Identity(name_en="Our Forums")
    bodies = (
        Organization(name_en="OECD", description_en="It **compares**. And more."),
        Organization(name_en="OECD", kind="intergovernmental", country="FR"),
        Organization(name_en="OECD"),
    )

    found = [organization_description(body, site) for body in bodies]

    assert found == [
        "It compares. And more.",
        "Intergovernmental organization · France · Our Forums",
        "Our Forums",
    ]
