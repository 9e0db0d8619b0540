"""What visitors and staff are told while the database does not answer."""

import pytest
from django.db import OperationalError, connection

from tests import factories
from tests.contact.forms import ADDRESS, FIELDS, filled_in, stored_messages
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def outage(monkeypatch, settings):
    """A function that takes the database away, and one that brings it back."""

    def refuse(*args, **options):
        raise OperationalError("connection refused")

    settings.CONTACT_MIN_SECONDS = 0

    class Outage:
        def begin(self):
            monkeypatch.setattr(connection, "cursor", refuse)
            monkeypatch.setattr(connection, "ensure_connection", refuse)

        def end(self):
            monkeypatch.undo()

    return Outage()


@pytest.mark.parametrize("path", ["/readyz", "/fr/events/", "/fr/search/", "/admin/", ADDRESS])
def test_every_answer_says_when_to_try_again_and_is_kept_by_no_cache(staff, outage, path):
    staff.raise_request_exception = False
    outage.begin()

    response = staff.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "no-store" in response["Cache-Control"]


def test_the_page_says_in_every_language_that_the_site_is_away_for_the_moment(client, outage):
    client.raise_request_exception = False
    outage.begin()

    page = read(client.get("/en/events/"), status=503)

    said = [
        texts(section, "h1, p:not(.error__reference)") for section in page.select(".error[lang=en]")
    ]
    assert said == [
        [
            "The site is temporarily unavailable",
            "Wait a minute, then reload the page.",
            "Go to the home page",
        ]
    ]
    assert [part["lang"] for part in page.select(".error")] == ["en", "fr", "ar"]
    assert not page.form


def test_a_message_is_kept_by_the_page_and_stored_once_when_it_is_sent_again(client, outage):
    client.raise_request_exception = False
    typed = filled_in(client, text='Two lines,\r\n"quoted" & <marked>.')
    outage.begin()
    page = read(client.post(ADDRESS, typed), status=503)
    kept = {field["name"]: field["value"] for field in page.select(".error[lang=en] form input")}
    outage.end()

    answers = [client.post(page.form["action"], kept).status_code for _time in range(2)]

    assert kept == typed
    assert answers == [302, 302]
    assert [message["text"] for message in stored_messages()] == [typed["text"].replace("\r", "")]
    assert len(page.select("form")) == 1


def test_staff_are_told_that_nothing_was_saved(staff, outage):
    staff.raise_request_exception = False
    address = f"/admin/programme/event/{factories.event().pk}/change/"
    outage.begin()

    page = read(staff.post(address, FIELDS | {"password": "a long password"}), status=503)

    assert "Nothing was saved." in page.find(lang="en").get_text()
    assert "a long password" not in str(page)
