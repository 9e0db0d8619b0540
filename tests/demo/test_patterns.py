"""The pattern page shows every component of the site in every state."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.template.base import Template
from django.test.utils import CaptureQueriesContext, instrumented_test_render

from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = sorted((ROOT / "static/css/components").glob("*.css"))
PARTIALS = {
    str(path.relative_to(ROOT / "templates")): path.read_text()
    for path in sorted((ROOT / "templates").rglob("_*.html"))
    if "admin" not in path.relative_to(ROOT / "templates").parts
}
ROWS = ROOT / "programme/agenda/rows.py"
LANGUAGES = ["en", "fr", "ar"]
MOMENTARY_STATES = re.compile(
    r":not\((?::(?:hover|focus)|\[open\])\)|:focus-(?:visible|within)|\[open\]|::?(?:before|after|marker|-webkit-details-marker)|:(?:hover|focus|active|target)\b"
)
"""States that only a pointer, the keyboard or the browser can give an element."""
HAS = re.compile(r":has\(((?:[^()]|\([^()]*\))*)\)$")
LOAD_THE_SITE = """
import json, sys
import forum.wsgi
from django.test import RequestFactory
from django.urls import Resolver404, resolve
forum.wsgi.application(RequestFactory().get("/healthz").environ, lambda *answer: None)
try:
    is_served = bool(resolve("/en/patterns/"))
except Resolver404:
    is_served = False
print(json.dumps([is_served, sorted(name for name in sys.modules if "forum.demo" in name)]))
"""


def selectors(path: Path) -> list[str]:
    """Each selector of a stylesheet, as one that finds elements of a page.

    Sample page heads have an `h2`, because a page has only one `h1`. `a:has(b)` becomes `a b`.
    Which kind of page it is, as `body:has(…)` says it, is left out: samples are all on one page.
    """
    text = re.sub(
        r"/\*.*?\*/|@[^{]*(?=\{)|body:has\([^)]*\) ", "", path.read_text(), flags=re.DOTALL
    )
    found = [one for group in re.findall(r"([^{};]+)\{", text) for one in split_selectors(group)]
    shown = [HAS.sub(r" \1", MOMENTARY_STATES.sub("", one).strip()) for one in found]
    return [re.sub(r"\bh1\b", ":is(h1, h2)", one) for one in dict.fromkeys(shown) if one]


def split_selectors(group: str) -> list[str]:
    """The selectors of a rule, without splitting inside brackets."""
    return [one.strip() for one in re.split(r",(?![^()]*\))", group)]


def patterns_in(template: str) -> list[str]:
    """Each text in a template as a pattern, with all forms of a plural."""
    plain = re.findall(r"""{% translate (["'])((?:(?!\1).)+)\1""", template)
    blocks = re.findall(r"{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}", template, re.S)
    return [
        *(re.escape(text) for _quote, text in plain),
        *("|".join(map(as_pattern, re.split(r"{% plural %}", block))) for block in blocks),
    ]


def patterns_in_rows() -> list[str]:
    calls = r'\b(?:n|p)?gettext\((?:"[^"]+", )?"([^"]+)"'
    return [as_pattern(text) for text in re.findall(calls, ROWS.read_text())]


def as_pattern(text: str) -> str:
    """The text with a wildcard for each placeholder."""
    words = re.split(r"{{.+?}}|%\(\w+\)s", " ".join(text.split()))
    return ".{1,400}?".join(map(re.escape, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_revision_is_the_only_query(client, language):
    client.get(f"/{language}/patterns/")

    with CaptureQueriesContext(connection) as queries:
        page = read(client.get(f"/{language}/patterns/"))

    assert page.html["lang"] == language
    assert len(headings(page)) > 20
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert len(queries) == 1
    assert "FROM forum_publicrevision" in queries[0]["sql"]


def test_every_partial_is_included(client, monkeypatch):
    monkeypatch.setattr(Template, "_render", instrumented_test_render)

    used = {template.name for template in client.get("/en/patterns/").templates}

    assert len(PARTIALS) > 50
    assert PARTIALS.keys() - used == set()


def test_every_selector_of_the_components_matches_an_element(client):
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


def test_every_text_of_the_partials_and_rows_is_shown(client):
    page = " ".join(unescape(client.get("/en/patterns/").content.decode()).split())
    texts = {name: patterns_in(template) for name, template in PARTIALS.items()}
    texts["rows"] = patterns_in_rows()

    unseen = {
        name: missing
        for name, patterns in texts.items()
        if (missing := [text for text in patterns if not re.search(text, page)])
    }

    assert len(texts["rows"]) > 12
    assert sum(map(len, texts.values())) > 150
    assert unseen == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_references_to_ids_resolve(client, language):
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


def test_every_picture_is_a_static_file(client):
    page = read(client.get("/en/patterns/"))
    files = {element["src"] for element in page.select("main img")}

    assert files
    assert [file for file in files if not (ROOT / file.lstrip("/")).exists()] == []


def test_every_field_is_shown_with_an_error(client):
    page = read(client.get("/en/patterns/"))

    assert texts(page, ".field__error") == [
        "Enter your name.",
        "Enter an e-mail address like name@example.org.",
        "Choose a topic from the list.",
        "Enter your message.",
    ]


def modules_of_demo(**variables: str) -> tuple[bool, list[str]]:
    """Whether a site with these variables serves the page, and which demo modules it imports."""
    variables |= {"SECRET_KEY": "x" * 50, "DJANGO_SETTINGS_MODULE": "forum.settings"}
    ended = subprocess.run(  # noqa: S603  the arguments are those of this file
        [sys.executable, "-c", LOAD_THE_SITE],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(ended.stdout))


def test_a_production_site_neither_serves_nor_imports_it():
    assert modules_of_demo(DEBUG="false") == (False, [])


def test_a_development_site_serves_it():
    is_served, modules = modules_of_demo(DEBUG="true")

    assert is_served
    assert "forum.demo.patterns.views" in modules
