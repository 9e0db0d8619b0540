"""One stylesheet a page: the static file, or one with the colour of the site at its own address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accent import tokens
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


def stylesheets(client, path: str = "/en/events/") -> list[str]:
    return [link["href"] for link in read(client.get(path)).select("link[rel=stylesheet]")]


def test_without_a_colour_it_is_the_static_file(client):
    factories.identity()

    assert stylesheets(client) == ["/static/css/site.css"]


def test_with_a_colour_it_has_the_tokens_that_follow_from_it(client):
    factories.identity(accent="#14406b")

    (address,) = stylesheets(client)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)

    text = response.content.decode()
    assert address.startswith("/style/14406b-")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (response.get("Vary", ""), response.get("Content-Language")) == ("Accept-Encoding", None)
    assert "@import" not in text
    assert "@layer components {" in text
    lines = "".join(f"  {name}: {value};\n" for name, value in tokens("#14406b").items())
    assert text.endswith(f"@layer tokens {{\n:root {{\n{lines}}}\n}}\n")
    assert len(asked) == 0


def test_a_page_of_an_event_and_a_preview_have_it_too(client):
    factories.identity(accent="#14406b")
    event = factories.event(slug="forum")
    link = factories.preview_link(event)

    own = stylesheets(client, "/en/events/forum/")
    preview = stylesheets(client, link.get_address(event, "en"))

    assert own == preview == stylesheets(client)


def test_the_address_of_an_older_release_leads_to_that_of_this_one(client):
    factories.identity(accent="#14406b")

    answer = client.get("/style/14406b-000000000000.css")

    assert (answer.status_code, answer["Location"]) == (302, *stylesheets(client))
    assert "immutable" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/style/ffffff-000000000000.css", "/style/x.css", "/style/"])
def test_a_colour_that_nobody_may_choose_has_no_stylesheet(client, path):
    assert client.get(path).status_code == 404
