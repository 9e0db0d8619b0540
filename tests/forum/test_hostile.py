"""Malformed and hostile addresses, headers and queries: the site always answers, never with 500."""

import pytest
from django.test import Client
from django.utils.http import urlencode
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories
from tests.html import read

ALLOWED = {200, 301, 302, 400, 404, 405, 410}
ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
KNOWN = st.sampled_from(
    ["en", "fr", "events", "forum", "sessions", "talk", "agenda", "speakers", "media", "admin"]
)
PATHS = st.lists(st.one_of(KNOWN, ANYTHING, st.sampled_from(["..", ".", "", "%00", "*", "~"])))
UNHURRIED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


class Hostile(TestCase):
    """Requests to a forum with one of everything."""

    @classmethod
    def setUpTestData(cls):
        forum = factories.event(slug="forum")
        talk = factories.session(forum, slug="talk", room=factories.room(forum, slug="hall"))
        factories.contribution(factories.speaker(slug="amina"), session=talk)
        moved = factories.event(slug="before")
        moved.slug = "after"
        moved.save()

    def answer(self, path: str, **headers: str):
        path, _question, query = path.partition("?")
        # As the server passes it on: the test client itself refuses some addresses.
        path_info, query_string = (part.encode().decode("latin-1") for part in (path, query))
        given = {"PATH_INFO": path_info, "QUERY_STRING": query_string}
        response = Client(raise_request_exception=False).get("/", headers=headers, **given)
        assert response.status_code in ALLOWED, f"{response.status_code} for {path!r}"
        return response

    @given(parts=PATHS, slash=st.booleans())
    @example(parts=["en", "events", "\x00", "agenda"], slash=True)
    @example(parts=["en", "x" * 2000], slash=True)
    @example(parts=["media", "."], slash=False)
    @UNHURRIED
    def test_any_address_is_answered(self, parts, slash):
        self.answer("/" + "/".join(parts) + ("/" if slash else ""))

    @given(query=st.dictionaries(ANYTHING, ANYTHING, max_size=4))
    @UNHURRIED
    def test_any_query_is_answered(self, query):
        for path in (
            "/",
            "/en/",
            "/en/events/forum/agenda/",
            "/en/contact/",
            "/en/search/",
            "/admin/login/",
        ):
            self.answer(f"{path}?{urlencode(query)}")

    @given(
        language=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
    )
    @example(language="fr;q=9,ar;q=x,,;")
    @example(language="-" * 400)
    @UNHURRIED
    def test_any_accept_language_header_is_answered(self, language):
        response = self.answer("/", **{"Accept-Language": language})

        assert response["Location"] in {"/en/", "/fr/", "/ar/"}

    @given(parts=PATHS, query=st.dictionaries(ANYTHING, ANYTHING, max_size=3))
    @UNHURRIED
    def test_a_former_address_redirects_within_the_site_whatever_follows_it(self, parts, query):
        path = "/en/events/before/" + "/".join(parts)

        response = self.answer(f"{path}?{urlencode(query)}")

        assert response.get("Location", "/en/events/after").startswith("/en/events/")


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "local host", "<script>", "a" * 300])
def test_an_unknown_host_is_refused_and_not_repeated(host):
    response = Client(raise_request_exception=False).get("/en/", headers={"Host": host})

    assert response.status_code == 400
    assert host not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "status"), [(16 * 1024, 200), (16 * 1024 + 1, 400)])
def test_a_query_with_too_many_parameters_is_refused_with_a_page(client, fields, status):
    factories.event(slug="forum")
    query = "&" * (fields - 1)

    for path in ("/en/", "/en/events/forum/speakers/", "/en/search/", "/en/contact/"):
        response = client.get("/", PATH_INFO=path, QUERY_STRING=query)

        assert read(response, status=status).select_one("h1")
