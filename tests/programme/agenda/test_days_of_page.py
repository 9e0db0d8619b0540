"""What an agenda shows of its days: those asked for, what goes on, and what has no time."""

import datetime as dt

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from programme.agenda.hours import continued_in_words
from programme.agenda.sessions import ListedSession
from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AGENDA = "/en/events/forum/agenda/"
SECOND = factories.DAY + dt.timedelta(days=1)
THIRD = factories.DAY + dt.timedelta(days=2)


@pytest.fixture
def forum():
    """Three days, a night that goes on, an exhibition of all days, and one without a time."""
    forum = factories.event(slug="forum", last_day=THIRD)
    factories.session(forum, "Opening", hours="09:00-10:00")
    midnight = {day: factories.at("00:00", day=day) for day in (factories.DAY, SECOND, THIRD)}
    hour = dt.timedelta(hours=1)
    factories.session(
        forum, "Night", starts_at=midnight[SECOND] - hour, ends_at=midnight[SECOND] + 2 * hour
    )
    factories.session(
        forum, "Exhibition", starts_at=midnight[factories.DAY], ends_at=midnight[THIRD] + 24 * hour
    )
    section = factories.section(forum, "Commitments")
    factories.session(forum, "Some time", section=section)
    return forum


def shown(client, address: str) -> list[str]:
    return texts(read(client.get(AGENDA + address)), ".session-row__title")


def test_what_has_no_time_has_an_address_of_its_own(client, forum):
    page = read(client.get(f"{AGENDA}?days=untimed"))

    assert texts(page, ".session-row__title") == ["Some time"]
    assert texts(page, "#untimed h2, #untimed .slot__section") == [
        "Time to be announced",
        "Commitments",
    ]
    assert texts(page, ".day-tabs [aria-current]") == ["To be announced"]
    assert page.select(".day:not(#untimed), .notice") == []


def test_its_address_keeps_the_filters(client, forum):
    page = read(client.get(f"{AGENDA}?section=commitments"))

    [link] = page.select(".day-tabs [href*=untimed]")
    assert link["href"].partition("?")[2] == "section=commitments&days=untimed"
    assert shown(client, "?days=untimed&section=commitments") == ["Some time"]
    assert shown(client, "?days=untimed&q=opening") == []


def test_where_nothing_has_a_time_its_address_shows_everything(client):
    forum = factories.event(slug="forum")
    factories.session(forum, "Some time")

    page = read(client.get(f"{AGENDA}?days=untimed"))

    assert "Some time" in page.main.get_text()
    assert page.select(".day-tabs") == []


@pytest.mark.parametrize(
    "query",
    [
        *("day=", "day=2027-02-31", "day=2027-05-04T09:00", "day=%00", "day=1&day=-1"),
        *("day=٢٠٢٧-٠٥-٠٤", "days=", "days=rubbish", "days=untimed&days=all", "days=%ff"),
    ],
)
def test_days_that_do_not_exist_are_ignored(client, forum, query):
    assert shown(client, f"?{query}") == shown(client, "")


def test_a_day_that_exists_is_shown_beside_one_that_does_not(client, forum):
    assert shown(client, "?day=2027-05-05&day=2027-13-01") == ["Exhibition", "Night"]


def test_a_day_says_what_goes_on_from_the_day_before_and_until_when(client, forum):
    days = [
        texts(read(client.get(f"{AGENDA}{day}/")), ".slot--all-day :is(h4, .session-row__hours)")
        for day in (factories.DAY, SECOND, THIRD)
    ]

    assert days == [
        ["Exhibition", "All day, until Thursday 6 May"],
        [
            "Exhibition",
            "Continued from Tuesday, ends Thursday 6 May",
            "Night",
            "Continued from Tuesday, ends 02:00",
        ],
        ["Exhibition", "Continued from Tuesday"],
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Continued from Tuesday, ends 02:00"),
        ("fr", "Suite de mardi, jusqu’à 02:00"),
        ("ar", "مستمرة منذ يوم الثلاثاء، إلى غاية 02:00"),
    ],
)
def test_each_language_says_that_it_goes_on(language, words):
    session = ListedSession(
        pk=1,
        slug="night",
        title=("Night", "en"),
        starts_at=factories.at("23:00"),
        ends_at=factories.at("02:00", day=SECOND),
    )

    with override(language):
        said = continued_in_words(session, SECOND, factories.CASABLANCA)

    assert strip_tags(said) == words
