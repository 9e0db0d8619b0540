"""While the database does not answer, visitors get copies that say how old they are."""

import datetime as dt
import time

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone

from forum.page_cache.last_revision import PAUSE
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = pytest.mark.django_db

AGENDA = "/en/events/forum/agenda/"
TALK_PAGE = "/en/events/forum/sessions/talk/"
NOW = dt.datetime(2027, 5, 1, 10, 41, tzinfo=dt.UTC)

TALK = (at("09:00") - NOW) / dt.timedelta(minutes=1)
"""When the talk begins, in minutes from `NOW`."""


@pytest.fixture(autouse=True)
def memory(settings):
    settings.CACHES = {"default": {"BACKEND": "forum.page_cache.memory.BoundedMemoryCache"}}
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """Sets both clocks: of the day, and of the process."""

    def set_to(minutes: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(minutes=minutes))
        monkeypatch.setattr(time, "monotonic", lambda: 1000 + minutes * 60)

    set_to(0)
    return set_to


@pytest.fixture
def forum(clock):
    forum = factories.event("Forum", slug="forum")
    factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    return forum


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def database_away(asked: list[str] | None = None):
    """Every query fails, as it does without a server; `asked` collects them."""

    def fail(execute: object, sql: str, *arguments: object) -> None:
        if asked is not None:
            asked.append(sql)
        raise OperationalError("connection refused")

    return connection.execute_wrapper(fail)


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        (AGENDA, "This is a copy from 10:41 UTC."),
        ("/fr/events/forum/agenda/", "10:41 UTC"),
        ("/ar/events/forum/agenda/", "10:41 UTC"),
    ],
)
def test_a_page_says_of_what_time_it_is_a_copy(client, forum, clock, path, notice):
    page = client.get(path)
    clock(9)

    with database_away():
        copy = client.get(path, headers={"If-None-Match": page["ETag"]})

    assert notice in texts(read(copy), ".copy-notice")[0]
    assert (copy["Cache-Control"], copy["Age"], copy.has_header("ETag")) == (
        "no-store",
        "540",
        False,
    )


def test_a_calendar_is_served_as_it_was(client, forum, clock):
    calendar = client.get("/en/events/forum/agenda.ics")
    clock(5)

    with database_away():
        copy = client.get("/en/events/forum/agenda.ics")

    assert (copy.content, copy["Age"]) == (calendar.content, "300")


def test_after_ten_minutes_and_without_a_copy_it_is_unavailable(client, forum, clock):
    client.get(AGENDA)

    with database_away():
        unknown = client.get("/en/events/forum/")
        clock(10.1)
        old = client.get(AGENDA)

    assert [unknown.status_code, old.status_code] == [503, 503]


def test_a_page_that_the_clock_had_changed_by_then_is_unavailable(client, forum, clock):
    clock(TALK - 1)
    client.get(TALK_PAGE)
    clock(TALK + 1)
    client.get(AGENDA)

    with database_away():
        answers = [client.get(TALK_PAGE).status_code, client.get(AGENDA).status_code]

    assert answers == [503, 200]


def test_the_copies_are_those_of_the_last_revision_that_was_read(client, forum, clock):
    client.get(AGENDA)
    forum.name_en = "Another name"
    forum.save()
    client.get(TALK_PAGE)

    with database_away():
        outdated = client.get(AGENDA)
        current = client.get(TALK_PAGE)

    assert (outdated.status_code, current.status_code) == (503, 200)


def test_the_database_is_asked_once_a_second_while_it_is_away(client, forum, clock):
    client.get(AGENDA)

    asked: list[str] = []

    with database_away(asked):
        for _visit in range(5):
            client.get(AGENDA)
        clock(PAUSE / 60)
        client.get(AGENDA)

    assert len(asked) == 2


def test_everything_is_as_before_once_it_is_back(client, forum, clock):
    page = client.get(AGENDA)
    with database_away():
        client.get(AGENDA)
    clock(PAUSE / 60)

    back = client.get(AGENDA)

    assert (back.content, back["ETag"]) == (page.content, page["ETag"])
