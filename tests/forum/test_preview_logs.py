"""Previews leave nothing behind: no token in the log, no address in a list, no copy of a page."""

import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.db import OperationalError, connection
from django.test import Client

from programme.models import PreviewLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    event = factories.event(slug="forum", status="draft")
    return factories.preview_link(event).token


def fails(execute, sql, params, many, context):
    if "programme_section" in sql:
        raise OperationalError("the database has gone away")
    return execute(sql, params, many, context)


def test_the_log_of_an_error_leaves_out_the_token(token, log_lines):
    visitor = Client(raise_request_exception=False)
    address = f"/preview/{token}/en/events/forum/"

    with connection.execute_wrapper(fails):
        response = visitor.get(f"{address}?token={token}")

    (line,) = log_lines()
    assert (response.status_code, line["path"]) == (503, "/preview/<token>/en/events/forum/")
    assert token not in str(line)


@pytest.mark.parametrize("rest", ["", "/", "/en/", "/%0A", "/en/events/forum/%0A/"])
def test_the_log_of_a_refused_request_leaves_out_the_token(token, log_lines, rest):
    Client().get(f"/preview/{token}{rest}", headers={"host": "evil.example"})

    lines = log_lines()
    assert [line["path"].startswith("/preview/<token>") for line in lines] == [True]
    assert token not in str(lines)


def test_previews_are_in_no_list_for_robots(client, token):
    lists = [client.get(path).content.decode() for path in ("/sitemap.xml", "/robots.txt")]

    assert ["preview" in text for text in lists] == [False, False]


def test_the_token_is_signed_for_previews_alone(token):
    nonce, _dot, _signature = token.partition(".")

    assert token == Signer(salt="programme.preview", sep=".").sign(nonce)
    assert token != Signer(sep=".").sign(nonce)


def test_no_copy_is_kept_of_a_preview_and_no_public_copy_is_shown_in_it(client, settings):
    own_memory = {"BACKEND": "forum.page_cache.memory.BoundedMemoryCache", "LOCATION": "previews"}
    settings.CACHES = {"default": own_memory}
    forum = factories.event("Forum", slug="forum")
    factories.session(forum, "Quiet talk", slug="talk", status="draft", hours="09:00-10:00")
    link = factories.preview_link(forum)
    address = link.get_address(forum, "en") + "agenda/"
    public = address.removeprefix(f"/preview/{link.token}")

    def shows_talk(path: str) -> bool:
        return "Quiet talk" in client.get(path).content.decode()

    shown = [shows_talk(path) for path in (public, address, public, address)]
    stored = list(cache._cache)
    PreviewLink.objects.revoke(link.created_at)

    assert shown == [False, True, False, True]
    assert len(stored) == 1
    assert client.get(address).status_code == 404
