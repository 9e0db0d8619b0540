"""The list of people at an event, and that of all events."""

import datetime as dt

import pytest

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event(
        "Open Smart Regions",
        slug="forum",
        tagline_en="Convergence for Openness",
        acronym="osr_2020",
    )


@pytest.fixture
def nadia(forum):
    """One of three at the forum, from an organization that another belongs to too."""
    council = factories.organization("Conseil de Tanger")
    nadia = factories.speaker("Nadia Saleh", name_ar="نادية صالح", organization=council)
    for person in (nadia, factories.speaker("Éva", organization=council), factories.speaker("Zed")):
        factories.contribution(person, session=factories.session(forum))
    return nadia


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Éva", "Nadia Saleh", "Zed"]),
        ("nad", ["Nadia Saleh"]),
        ("نادِية", ["Nadia Saleh"]),
        ("tanger eva", ["Éva"]),
        ("TANGER", ["Éva", "Nadia Saleh"]),
        ("%3F%3F", ["Éva", "Nadia Saleh", "Zed"]),
        ("x" * 5000, []),
    ],
)
def test_people_are_found_by_their_names_and_organizations(client, nadia, query, names):
    page = read(client.get(f"/en/events/forum/speakers/?q={query}"))

    assert texts(page, ".person__name") == names
    assert texts(page, "[role=status]") == [
        f"{len(names)} {'person' if len(names) == 1 else 'people'}"
    ]


def test_where_nobody_is_found_the_page_links_to_everybody(client, nadia):
    page = read(client.get("/en/events/forum/speakers/?q=<Nobody>"))

    assert texts(page, ".empty-state") == [
        "No person or organization matches “<Nobody>”. Show all speakers"
    ]
    assert page.select_one(".empty-state a")["href"] == "/en/events/forum/speakers/"
    assert page.select_one("input[name=q]")["value"] == "<Nobody>"
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"


@pytest.mark.parametrize(
    ("query", "kept", "notes"),
    [
        ("x" * 300, "x" * 200, ["The text is too long: only its beginning was used."]),
        ("na%00dia%E2%80%AE", "nadia", ["Invisible characters were removed."]),
        ("a b c d e f g h i", "a b c d e f g h i", ["Only the first eight words were used."]),
        ("nadia", "nadia", []),
    ],
)
def test_a_note_says_which_part_of_a_name_was_not_used(client, nadia, query, kept, notes):
    page = read(client.get(f"/en/events/forum/speakers/?q={query}"))

    assert texts(page, ".search-note") == notes
    assert page.select_one("input[name=q]")["value"] == kept


def test_the_archive_shows_each_event_with_its_tagline_days_place_and_picture(client, forum):
    factories.event(
        "Later",
        first_day=dt.date(2030, 1, 1),
        last_day=dt.date(2030, 1, 2),
        venue_name_en="House of the Region",
        picture=factories.picture(),
    )

    page = read(client.get("/en/events/"))

    assert texts(page, ".timeline__year") == ["2030", "2027"]
    assert texts(page, ".timeline__event h2") == ["Later", "Open Smart Regions"]
    assert texts(page, ".timeline__motto") == ["Convergence for Openness"]
    assert texts(page, ".timeline__facts .facts__item") == [
        "1–2 January 2030",
        "House of the Region",
        "Tuesday 4 May 2027",
    ]
    assert [bool(place.img) for place in page.select(".timeline__picture")] == [True, False]
    [image] = page.select(".timeline__image")
    assert (image["width"], image["height"], image["src"][-5:]) == ("8", "8", ".webp")


def test_many_people_stand_by_letters_that_are_links(client, forum):
    for number in range(30):
        person = factories.speaker(f"Ada{number} {'Lane' if number % 2 else 'Martin'}")
        factories.contribution(person, event=forum)

    page = read(client.get("/en/events/forum/speakers/"))

    links = {link.get_text(): link["href"] for link in page.select(".letters a")}
    assert links == {"L": "#letter-L", "M": "#letter-M"}
    assert texts(page, ".letter-group h2") == ["L", "M"]
    assert [heading["id"] for heading in page.select(".letter-group h2")] == [
        "letter-L",
        "letter-M",
    ]
    assert len(texts(page, ".letters li")) == 26
    assert texts(page, ".letter-group .person__name b") == ["Lane"] * 15 + ["Martin"] * 15


@pytest.mark.parametrize(("language", "marks"), [("en", [None, "ar"]), ("ar", [None, None])])
def test_arabic_letters_are_marked_as_such_on_pages_in_other_languages(
    client, forum, language, marks
):
    for number in range(30):
        name = (
            {"name_ar": f"جليك {number} مالك"} if number % 2 else {"name_en": f"Ada{number} Lane"}
        )
        person = factories.speaker(**{"name_en": "", **name})
        factories.contribution(person, event=forum)

    page = read(client.get(f"/{language}/events/forum/speakers/"))

    headings = {h.get_text(): h.get("lang") for h in page.select(".letter-group h2")}
    links = {link.get_text(): link.get("lang") for link in page.select(".letters a")}
    assert headings == links == dict(zip("Lم", marks, strict=True))


def test_few_people_have_no_letters_and_their_functions(client, nadia):
    page = read(client.get("/en/events/forum/speakers/"))

    assert page.select(".letters, .letter-group") == []
    assert texts(page, ".person--listed") == [
        "Éva Conseil de Tanger",
        "Nadia Saleh Conseil de Tanger",
        "Zed",
    ]
