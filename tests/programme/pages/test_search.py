"""The search page: what it finds, what it says, and what it makes of nonsense."""

import pytest
from django.utils.http import urlencode

from programme.models import Session
from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """One of each kind that has “Élan” in it, and one of each that has not."""
    event = factories.event("Forum", slug="forum")
    body = factories.organization("Élan public", acronym_en="ELP", country="MA", kind="media")
    amina = factories.speaker("Amina Élan", name_ar="أمينة إيلان", function_en="President")
    talk = factories.session(event, "Open élan", hours="09:00-10:00", status="cancelled")
    factories.partnership(event, body)
    factories.contribution(amina, session=talk)
    factories.contribution(
        factories.speaker("Zineb"), session=factories.session(event, "Laws", slug="laws")
    )
    factories.document("Elan, the paper", session=talk, language="fr")
    return event


def search(client, text: str = "", *, language: str = "en", **parts):
    return read(client.get(f"/{language}/search/?{urlencode({'q': text} | parts)}"))


def test_the_empty_page_is_one_box(client):
    page = search(client)

    assert headings(page) == ["h1 Search"]
    assert (page.title.string, page.form["action"]) == ("Search – Open Forum", "/en/search/")
    assert [field["name"] for field in page.select("main input")] == ["q"]
    assert page.select("[role=status], .search-note") == []


def test_results_are_listed_under_their_kind_with_their_count(client, forum):
    page = search(client, "ELAN")

    assert headings(page) == [
        "h1 Search",
        "h2 Speakers (1)",
        "h3 Amina Élan",
        "h2 Sessions (1)",
        "h3 Open élan",
        "h2 Organizations (1)",
        "h3 Élan public",
        "h2 Documents (1)",
        "h3 Elan, the paper",
    ]
    assert texts(page, "[role=status]") == ["4 results for “ELAN”"]
    assert page.title.string == "Search: \u2068ELAN\u2069 – Open Forum"
    assert texts(page, "main .list-entry") == [
        "Amina Élan President",
        "Open élan with Amina Élan Cancelled Forum Tuesday 4 May 2027, 09:00",
        "Élan public ELP Media Morocco",
        "Elan, the paper Paper French Open élan",
    ]


def test_a_hit_in_another_language_shows_where_the_words_are(client, forum):
    page = search(client, "امينه")

    found = page.select_one("main .search-match bdi")
    assert (found.get_text(), found["lang"], found["dir"]) == ("أمينة إيلان", "ar", "rtl")
    assert texts(page, "main h3") == ["Amina Élan", "Open élan"]
    assert search(client, "امينه", language="ar").select(".search-match [lang]") == []


def test_the_words_that_were_searched_for_are_marked(client, forum):
    page = search(client, "elan")

    assert [str(mark) for mark in page.select("main mark")] == [
        "<mark>Élan</mark>",
        "<mark>élan</mark>",
        "<mark>Élan</mark>",
        "<mark>Élan</mark>",
        "<mark>Elan</mark>",
    ]


def test_marked_text_is_escaped(client):
    factories.session(factories.event(), "<b>Élan</b> & <mark>x")

    page = search(client, "elan")

    assert page.select_one("main h3 bdi").decode_contents() == (
        "&lt;b&gt;<mark>Élan</mark>&lt;/b&gt; &amp; &lt;mark&gt;x"
    )


def test_a_session_names_the_people_for_whom_it_was_found(client):
    event, body = factories.event(), factories.organization("OECD")
    panel = factories.session(event, "Budgets")
    for name, organization in [("Amina Aït Tizi", None), ("Zineb", body), ("Brahim", None)]:
        factories.contribution(factories.speaker(name, organization=organization), session=panel)
    gone = factories.contribution(factories.speaker("Amina Gone"), session=panel)
    gone.withdraw()
    gone.save()

    amina, oecd = search(client, "amina"), search(client, "OECD")

    assert texts(amina, ".search-match") == ["with Amina Aït Tizi"]
    assert texts(oecd, ".search-match") == ["with Zineb (OECD)"]
    assert texts(amina, ".search-match mark") == ["Amina"]


def test_nothing_found_offers_ways_on(client, forum):
    page = search(client, "nobody at all")

    assert texts(page, "[role=status]") == ["0 results for “nobody at all”"]
    assert headings(page) == ["h1 Search", "h2 No results"]
    assert [link["href"] for link in page.select("main a")] == [
        "/en/events/",
        "/en/contact/",
    ]


def test_more_than_five_of_a_kind_are_shown_page_by_page(client):
    event = factories.event(slug="forum")
    for number in range(45):
        factories.session(event, f"Law {number:02}", position=number)

    first = search(client, "law")
    link = first.select_one("main section > p a")["href"]
    second = read(client.get(f"{link}&page=3"))

    assert headings(first)[1:] == ["h2 Sessions (45)", *(f"h3 Law {n:02}" for n in range(5))]
    assert link == "/en/search/?q=law&in=session"
    assert headings(second)[1:] == ["h2 Sessions (45)", *(f"h3 Law {n:02}" for n in range(40, 45))]
    assert texts(second, ".paging li") == ["Previous page", "Page 3 of 3"]
    assert second.select_one(".paging a")["href"] == "/en/search/?q=law&in=session&page=2"
    assert second.select_one("main > p a")["href"] == "/en/search/?q=law"


def test_the_same_search_is_one_step_away_in_other_languages(client):
    page = search(client, "Élan & co", page="1")

    assert [link["href"] for link in page.select(".language-switch a")] == [
        "/fr/search/?q=%C3%89lan+%26+co&page=1",
        "/ar/search/?q=%C3%89lan+%26+co&page=1",
    ]


def test_search_engines_follow_the_links_of_the_page_and_do_not_list_it(client):
    page = search(client, "law")

    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert page.select_one("link[rel=canonical]")["href"].endswith("/en/search/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("é", ["Enter at least two letters."]),
        (" — ", ["Enter at least two letters."]),
        ("\x00", ["Invisible characters were removed."]),
        ("a\x00\x00b", ["Invisible characters were removed.", "0 results for “ab”"]),
        ("\u202eab", ["Invisible characters were removed.", "0 results for “ab”"]),
        ("<b>'\"%_", ["Enter at least two letters."]),
        (
            "x" * 10_240,
            [
                "The text is too long: only its beginning was used.",
                f"0 results for “{'x' * 200}”",
            ],
        ),
        (
            "a b c d e f g h i",
            ["Only the first eight words were used.", "0 results for “a b c d e f g h i”"],
        ),
    ],
)
def test_a_sentence_says_which_text_cannot_be_searched_for(client, typed, said):
    page = search(client, typed)

    assert texts(page, ".search-note, [role=status]") == said


@pytest.mark.parametrize(
    "query",
    ["q=law&in=rooms", "q=law&in=session&page=-1", "q=law&in=session&page=x", "q=law&page=2"],
)
def test_an_unknown_part_of_the_address_is_ignored_with_a_note(client, query):
    factories.session(factories.event(), "Law")

    page = read(client.get(f"/en/search/?{query}"))

    assert texts(page, ".search-note") == [
        "Part of the link was not recognised and has been ignored."
    ]
    assert texts(page, "main h3") == ["Law"]


@pytest.mark.parametrize("query", ["q=%ED%A0%80ab", "q=%ff%fe", "q=ab&q=cd", "q[]=x", "q=%"])
def test_bytes_that_are_no_text_are_answered(client, query):
    assert client.get(f"/en/search/?{query}").status_code == 200


def test_drafts_are_neither_shown_nor_counted(client, forum):
    Session.objects.filter(slug="laws").change(status="draft")

    pages = [search(client, text) for text in ("laws", "zineb")]

    assert [texts(page, "[role=status]") for page in pages] == [
        ["0 results for “laws”"],
        ["0 results for “zineb”"],
    ]
