"""The page that shows everything that pages are made of, in every state."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = sorted((ROOT / "static/css/components").glob("*.css"))
PARTIALS = {
    str(path.relative_to(ROOT / "templates")): path.read_text()
    for path in sorted((ROOT / "templates").rglob("_*.html"))
    if "admin" not in path.relative_to(ROOT / "templates").parts
}
CARDS = ROOT / "forum/cards.py"
LANGUAGES = ["en", "fr", "ar"]
OF_THE_MOMENT = re.compile(
    r":not\(:(?:hover|focus)\)|::?(?:before|after|marker)|:(?:hover|focus|target)\b"
)
"""What a pointer, the keyboard or the browser makes of an element, and no page can show."""
HAS = re.compile(r":has\(((?:[^()]|\([^()]*\))*)\)$")


def selectors(path: Path) -> list[str]:
    """Each selector of a stylesheet, as one that finds elements of a page.

    A page has one `h1`: samples of heads of pages have an `h2` in its place. What an element `:has`
    is looked for below it.
    """
    text = re.sub(r"/\*.*?\*/|@[^{]*(?=\{)", "", path.read_text(), flags=re.DOTALL)
    found = [one for group in re.findall(r"([^{};]+)\{", text) for one in each_of(group)]
    shown = [HAS.sub(r" \1", OF_THE_MOMENT.sub("", one).strip()) for one in found]
    return [re.sub(r"\bh1\b", ":is(h1, h2)", one) for one in dict.fromkeys(shown) if one]


def each_of(group: str) -> list[str]:
    """The selectors of a rule: those within brackets stay together."""
    return [one.strip() for one in re.split(r",(?![^()]*\))", group)]


def said_in(template: str) -> list[str]:
    """Each text of the interface that a template can say, as a pattern; a plural in any form."""
    plain = re.findall(r"""{% translate (["'])((?:(?!\1).)+)\1""", template)
    blocks = re.findall(r"{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}", template, re.S)
    return [
        *(re.escape(text) for _quote, text in plain),
        *("|".join(map(as_pattern, re.split(r"{% plural %}", block))) for block in blocks),
    ]


def said_by_cards() -> list[str]:
    calls = r'\b(?:n|p)?gettext\((?:"[^"]+", )?"([^"]+)"'
    return [as_pattern(text) for text in re.findall(calls, CARDS.read_text())]


def as_pattern(text: str) -> str:
    """The text with anything in the places for values."""
    words = re.split(r"{{.+?}}|%\(\w+\)s", " ".join(text.split()))
    return ".{1,400}?".join(map(re.escape, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_asks_the_database_for_nothing_but_the_menu(client, language):
    with CaptureQueriesContext(connection) as asked:
        page = read(client.get(f"/{language}/patterns/"))

    assert page.html["lang"] == language
    assert len(headings(page)) > 20
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert len(asked) == 1
    assert 'FROM "forum_page"' in asked[0]["sql"]


def test_it_includes_every_partial_of_the_site(client):
    used = {template.name for template in client.get("/en/patterns/").templates}

    assert len(PARTIALS) > 50
    assert PARTIALS.keys() - used == set()


def test_it_shows_all_that_the_components_style(client):
    shown = [read(client.get(f"/{language}/patterns/")) for language in LANGUAGES]
    styled = {path.stem: selectors(path) for path in CSS}

    missing = {
        (component, one)
        for component, found in styled.items()
        for one in found
        if not any(page.select_one(one) for page in shown)
    }

    assert sum(map(len, styled.values())) > 250
    assert missing == set()


def test_it_says_all_that_a_partial_or_a_card_can_say(client):
    page = " ".join(unescape(client.get("/en/patterns/").content.decode()).split())
    texts = {name: said_in(template) for name, template in PARTIALS.items()}
    texts["cards"] = said_by_cards()

    unsaid = {
        name: missing
        for name, patterns in texts.items()
        if (missing := [text for text in patterns if not re.search(text, page)])
    }

    assert len(texts["cards"]) > 12
    assert sum(map(len, texts.values())) > 150
    assert unsaid == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_is_there_twice_and_each_that_is_named_is_there(client, language):
    page = read(client.get(f"/{language}/patterns/"))
    ids = [element["id"] for element in page.select("[id]")]
    named = [
        name
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        for element in page.select(f"[{attribute}]")
        for name in " ".join([element[attribute]]).split()
    ]

    assert sorted(ids) == sorted(set(ids))
    assert set(named) - set(ids) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_skip_no_level(client, language):
    levels = [int(heading[1]) for heading in headings(read(client.get(f"/{language}/patterns/")))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_picture_of_it_is_a_file_of_the_site(client):
    page = read(client.get("/en/patterns/"))
    files = {element["src"] for element in page.select("main img")}

    assert files
    assert [file for file in files if not (ROOT / file.lstrip("/")).exists()] == []


def test_it_shows_a_field_with_its_error(client):
    page = read(client.get("/en/patterns/"))

    assert texts(page, ".field__error") == [
        "Enter your name.",
        "Enter an e-mail address like name@example.org.",
        "Choose a topic from the list.",
        "Enter your message.",
    ]


def test_visitors_of_a_site_do_not_find_it(client, settings):
    settings.SHOWS_PATTERNS = False

    assert client.get("/en/patterns/").status_code == 404
