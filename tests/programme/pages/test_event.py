"""The page of an event before it, while it runs and after it."""

import datetime as dt

import pytest

from programme.agenda.date_spans import held_on
from programme.pages.event import EventPhase, day_number, days_until, event_phase
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = dt.timedelta(days=1)


@pytest.fixture
def forum():
    """Two days in May 2027, in Casablanca."""
    return factories.event(slug="forum", last_day=factories.DAY + DAY)


@pytest.mark.parametrize(
    ("now", "phase", "ahead", "number"),
    [
        (at("12:00") - 3 * DAY, EventPhase.AHEAD, 3, -2),
        (at("23:59") - DAY, EventPhase.AHEAD, 1, 0),
        (at("00:00"), EventPhase.RUNNING, 0, 1),
        (at("23:59") + DAY, EventPhase.RUNNING, 0, 2),
        (at("00:00") + 2 * DAY, EventPhase.OVER, 0, 3),
    ],
)
def test_an_event_begins_and_ends_with_the_days_of_its_own_zone(forum, now, phase, ahead, number):
    found = (event_phase(now, forum), days_until(forum, now), day_number(forum, now))

    assert found == (phase, ahead, number)


def opened(now: dt.datetime, *, first: int, last: int) -> dt.date:
    today = now.astimezone(factories.CASABLANCA).date()
    forum = factories.event(
        slug="today", first_day=today + first * DAY, last_day=today + last * DAY
    )
    factories.session(forum)
    return forum


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (12, 13, "The forum opens in 12 days."),
        (1, 1, "The forum opens tomorrow."),
        (0, 0, "The forum is on today."),
        (-1, 1, "Day 2 of 3 · under way now"),
        (-3, -2, "{held} Thank you to everyone who took part."),
    ],
)
def test_the_cover_says_how_far_the_event_is(client, first, last, state):
    forum = opened(dt.datetime.now(dt.UTC), first=first, last=last)

    page = read(client.get("/en/"))

    held = held_on(forum.first_day, forum.last_day)
    assert texts(page, ".cover__state") == [state.format(held=held)]


def test_an_event_has_documents_of_its_own(client, forum):
    factories.document("The report", event=forum, kind="outcome")
    factories.document("A draft", event=forum, is_published=False)

    page = read(client.get("/en/"))

    assert texts(page, ".document-list a") == ["The report"]


def test_without_a_programme_the_cover_says_that_it_will_come(client, forum):
    page = read(client.get("/en/"))

    assert texts(page, ".cover a") == []
    assert texts(page, ".cover p")[0] == (
        "The programme is being prepared and will be published here."
    )
