"""The cover of a forum that is ahead: its facts, its registration, and one sentence of dates."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import timezone

from programme.registration import Registration, RegistrationState
from programme.templatetags.registration import registration_sentence
from programme.views.events import event as event_page
from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LINK = "https://example.org/register"


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=factories.CASABLANCA)


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        ("2027-04-28 23:59", "Registration closes on 28 April."),
        ("2027-04-29 00:00", "Registration closes on 28 April."),
        ("2027-04-28 18:00", "Registration closes on 28 April, 18:00."),
        ("2026-12-31 18:00", "Registration closes on 31 December 2026, 18:00."),
        ("2028-01-01 00:00", "Registration is open."),
    ],
)
def test_registration_closes_on_the_day_that_people_mean(closes_at, words):
    forum = factories.event()
    registration = Registration(RegistrationState.OPEN, LINK, closes_at=at(closes_at))

    assert registration_sentence(registration, forum) == words


@pytest.mark.parametrize(
    ("fields", "buttons", "words"),
    [
        ({}, ["Register"], "Registration is open."),
        (
            {"registration_opens_at": "2027-03-01 00:00"},
            [],
            "Registration opens on 1 March.",
        ),
        ({"registration_closes_at": "2020-01-01 00:00"}, [], "Registration is closed."),
        ({"is_full": True}, [], "The forum is full."),
    ],
)
def test_the_button_is_there_only_while_one_can_register(client, fields, buttons, words):
    times = {name: at(value) if isinstance(value, str) else value for name, value in fields.items()}
    first = timezone.localdate() + dt.timedelta(days=400)
    first = max(first, factories.DAY)
    factories.event(slug="forum", registration_url=LINK, first_day=first, last_day=first, **times)

    page = read(client.get("/en/events/forum/"))

    assert texts(page, ".cover__actions a") == buttons
    assert words.split(",")[0].rstrip(".") in texts(page, ".cover__state")[0]


def test_a_copy_of_the_page_ends_at_the_moment_when_registration_closes():
    closes_at = timezone.now() + dt.timedelta(hours=1)
    day = timezone.localdate() + dt.timedelta(days=30)
    factories.event(
        slug="forum",
        registration_url=LINK,
        registration_closes_at=closes_at,
        first_day=day,
        last_day=day,
    )

    request = RequestFactory().get("/en/events/forum/")
    response = event_page(request, "forum")

    assert closes_at in response.public_page.moments


def test_a_phone_takes_the_smallest_picture_and_asks_for_it_first(client):
    factories.event(slug="forum", picture=factories.picture())

    image = read(client.get("/en/events/forum/")).select_one(".cover__image")

    assert image["fetchpriority"] == "high"
    assert image.get("loading") is None
