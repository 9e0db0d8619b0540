"""Alerts at the top of every public page: they come and go by the clock."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Alert
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
PAGES = {
    "/en/": 200,
    "/en/events/": 200,
    "/en/events/forum/": 200,
    "/en/events/forum/agenda/": 200,
    "/en/events/forum/sessions/talk/": 200,
    "/en/speakers/amina/": 200,
    "/en/search/?q=talk": 200,
    "/en/contact/": 200,
    "/en/nothing/": 404,
    "/en/events/gone/": 410,
}


@pytest.fixture
def clock(monkeypatch):
    """Sets the time: `clock("10:30")`, on the day of the standard event."""

    def set_to(hour: str, day: dt.date = factories.DAY) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(hour, day=day))

    set_to("10:30")
    return set_to


@pytest.fixture
def forum():
    event = factories.event("Forum", slug="forum")
    talk = factories.session(event, "Talk", slug="talk", hours="09:00-10:00")
    factories.contribution(factories.speaker("Amina", slug="amina"), session=talk)
    factories.event("Gone", slug="gone").delete()
    return event


def shown(client: Client, path: str, status: int = 200) -> list[str]:
    return texts(read(client.get(path), status=status), ".site-alert p:not(.site-alert__word)")


def test_every_page_shows_it_and_so_does_every_error(client, forum, clock):
    factories.alert("Fire drill: go to the car park.")

    found = {path: shown(client, path, status) for path, status in PAGES.items()}

    assert found == {path: ["Fire drill: go to the car park."] for path in PAGES}


def test_a_form_that_has_expired_is_refused_under_it(forum, clock):
    factories.alert("Fire drill")
    client = Client(enforce_csrf_checks=True)

    refused = client.post("/en/contact/", {"name": "Amina"})

    assert "Fire drill" in texts(read(refused, status=refused.status_code), ".site-alert p")


def test_it_comes_before_the_header_and_after_the_link_that_skips_it(client, clock):
    factories.alert("Fire drill", url="https://example.org/plan")

    body = read(client.get("/en/events/")).body

    first = [element.name for element in body.find_all(recursive=False)][:4]
    section = body.section
    assert first == ["a", "section", "div", "header"]
    assert body.select_one("body > div")["class"] == ["print-header"]
    assert texts(body, f"#{section['aria-labelledby']}") == ["Alert"]
    assert "role" not in section.attrs
    assert [link["href"] for link in section.select("a")] == ["https://example.org/plan"]


@pytest.mark.parametrize(
    ("language", "words", "note"),
    [
        ("en", ("Fire drill", None), []),
        ("fr", ("Exercice d’évacuation", None), []),
        ("ar", ("Fire drill", "en"), [True]),
    ],
)
def test_each_reader_sees_their_language_or_the_best_other_one(
    client, clock, language, words, note
):
    factories.alert("Fire drill", text_fr="Exercice d’évacuation")

    section = read(client.get(f"/{language}/events/")).select_one(".site-alert")

    assert (section.bdi.get_text(), section.bdi.get("lang")) == words
    assert [bool(one.get_text()) for one in section.select(".language-note")] == note


def test_markup_in_it_is_text(client, clock):
    factories.alert("<b>Fire</b> & <script>alert(1)</script>")

    section = read(client.get("/en/events/")).select_one(".site-alert")

    assert section.bdi.get_text() == "<b>Fire</b> & <script>alert(1)</script>"
    assert section.select("b, script") == []


def test_it_starts_and_ends_by_the_clock(client, clock):
    factories.alert("First", hours="10:00-11:00")
    factories.alert("Second", hours="10:45-11:15")
    found = {}

    for hour in ("09:59", "10:00", "10:45", "11:00", "11:15"):
        clock(hour)
        found[hour] = shown(client, "/en/events/")

    assert found == {
        "09:59": [],
        "10:00": ["First"],
        "10:45": ["Second", "First"],
        "11:00": ["Second"],
        "11:15": [],
    }


@pytest.fixture
def copies(settings):
    """Copies of pages are kept, as in production."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def test_a_kept_copy_ends_with_it(client, copies, clock):
    factories.alert("Fire drill", hours="10:00-11:00")
    found = {}

    for hour in ("09:50", "09:59", "10:00", "10:30", "11:00", "11:30"):
        clock(hour)
        found[hour] = shown(client, "/en/events/")

    assert [hour for hour, alerts in found.items() if alerts] == ["10:00", "10:30"]


def test_a_browser_keeps_its_page_until_one_starts_or_ends(client, clock):
    factories.alert("Fire drill", hours="10:00-11:00")
    statuses, tag = {}, ""

    for hour in ("09:50", "09:59", "10:00", "10:59", "11:00", "11:30"):
        clock(hour)
        answer = client.get("/en/events/", headers={"If-None-Match": tag})
        statuses[hour], tag = answer.status_code, answer["ETag"]

    assert [hour for hour, status in statuses.items() if status == 200] == [
        *("09:50", "10:00", "11:00")
    ]


def test_what_is_posted_changed_or_ended_is_seen_with_the_next_request(client, copies, clock):
    before = shown(client, "/en/events/")
    alert = factories.alert("Fire drill")
    posted = shown(client, "/en/events/")
    alert.text_en = "Fire"
    alert.save()
    changed = shown(client, "/en/events/")
    alert.end(at("10:30"))
    alert.save()

    assert [before, posted, changed, shown(client, "/en/events/")] == [
        [],
        ["Fire drill"],
        ["Fire"],
        [],
    ]


@pytest.mark.parametrize("path", ["/en/events/", "/en/contact/", "/en/nothing/"])
def test_it_costs_no_query(client, clock, path):
    client.get(path)
    with CaptureQueriesContext(connection) as without:
        client.get(path)
    for _number in range(3):
        factories.alert()
    client.get(path)

    with CaptureQueriesContext(connection) as with_alerts:
        client.get(path)

    assert len(with_alerts) == len(without)


def test_one_that_ended_as_it_started_lasts_a_second(clock):
    alert = factories.alert(hours="10:30-11:00")

    alert.end(at("10:30"))
    alert.save()

    stored = Alert.objects.get()
    assert stored.ends_at - stored.starts_at == dt.timedelta(seconds=1)
    assert not stored.is_running(at("10:30") + MINUTE)
