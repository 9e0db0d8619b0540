"""The page that shows everything that pages are made of."""

import re
from pathlib import Path

import pytest

from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

CSS = Path(__file__).resolve().parent.parent.parent / "static/css/components"
OF_ONE_PAGE = {
    "actions",
    "agenda",
    "call",
    "cover",
    "crumbs",
    "entry",
    "fault",
    "filters",
    "grid",
    "lattice",
    "search",
    "site-footer",
    "site-header",
    "zone-form",
}
"""Components that make sense only where they stand."""


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_it_asks_the_database_for_nothing_but_the_frame(client, language):
    page = read(client.get(f"/{language}/patterns/"))

    assert page.html["lang"] == language
    assert len(headings(page)) > 20
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_it_shows_every_component_that_stands_on_more_than_one_page(client):
    page = str(read(client.get("/en/patterns/")))
    blocks = {path.stem for path in CSS.glob("*.css")} - OF_ONE_PAGE

    missing = {
        block
        for block in blocks
        if not any(re.search(rf'[" ]{name}[" _-]', page) for name in class_names(block))
    }

    assert missing == set()


def class_names(block: str) -> set[str]:
    """The classes that a component styles, without their parts and states."""
    text = (CSS / f"{block}.css").read_text()
    return {name.split("__")[0] for name in re.findall(r"\.([a-z][\w-]*)", text)}


def test_it_shows_a_session_in_every_state(client):
    page = read(client.get("/en/patterns/"))

    assert texts(page, ".session-card__title") == [
        "Open budgets in practice",
        "Local Governments as an Integral Part of the Move Towards an Open State",
        "Moved away",
        "Full",
        "Lunch",
        "Past midnight",
        "At no time yet",
    ]
    assert len(page.select(".session-card--cancelled")) == 1
    assert len(page.select(".session-card--break")) == 1


def test_it_shows_a_field_with_its_error(client):
    page = read(client.get("/en/patterns/"))

    assert texts(page, ".field__error") == [
        "Enter your name.",
        "Enter an e-mail address like name@example.org.",
    ]


def test_visitors_of_a_site_do_not_find_it(client, settings):
    settings.SHOWS_PATTERNS = False

    assert client.get("/en/patterns/").status_code == 404
