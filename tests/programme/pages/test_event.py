"""The page of an event before it, while it runs and after it."""

import datetime as dt

import pytest

from programme.agenda.date_spans import held_on
from programme.pages.event import EventPhase, day_number, days_until, event_phase, now_and_next
from tests import factories
from tests.factories import CASABLANCA, at
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

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


def test_a_session_is_on_from_its_first_minute_until_just_before_its_end(forum):
    opening = factories.session(forum, hours="09:00-09:30")
    talk = factories.session(forum, hours="09:30-10:00")
    sessions = [opening, talk]

    found = [
        now_and_next(sessions, at(clock), CASABLANCA)
        for clock in ("08:59", "09:00", "09:30", "10:00")
    ]

    assert found == [([], [opening]), ([opening], [talk]), ([talk], []), ([], [])]


def test_next_are_all_that_start_first_except_cancelled_and_untimed_sessions(forum):
    factories.session(forum, hours="10:00-11:00", status="cancelled")
    factories.session(forum, "Some time")
    first = factories.session(forum, hours="10:30-11:00")
    second = factories.session(forum, hours="10:30-12:00")
    factories.session(forum, hours="11:00-12:00")

    found = now_and_next(forum.sessions.in_agenda_order(), at("09:00"), CASABLANCA)

    assert found == ([], [first, second])


def test_there_are_six_cards_at_most_and_running_sessions_come_first(forum):
    on = [factories.session(forum, hours="09:00-10:00") for _number in range(4)]
    following = [factories.session(forum, hours="10:00-11:00") for _number in range(4)]
    more = [factories.session(forum, hours="09:00-10:00") for _number in range(4)]

    assert now_and_next(on + following, at("09:30"), CASABLANCA) == (on, following[:2])
    assert now_and_next(on + more + following, at("09:30"), CASABLANCA) == (on, following[:2])
    assert now_and_next(on + more, at("09:30"), CASABLANCA) == (on + more[:2], [])


def test_all_day_sessions_are_neither_on_nor_next(forum):
    day = {"starts_at": at("00:00"), "ends_at": at("00:00") + DAY}
    exhibition = factories.session(forum, **day)

    assert now_and_next([exhibition], at("09:30"), CASABLANCA) == ([], [])
    assert now_and_next([exhibition], at("23:00") - DAY, CASABLANCA) == ([], [])


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


def running_now(forum, *, title: str, **fields):
    now = dt.datetime.now(dt.UTC)
    hour = dt.timedelta(hours=1)
    return factories.session(forum, title, starts_at=now - hour, ends_at=now + hour, **fields)


def test_a_running_session_names_its_new_room_and_says_that_it_is_full(client):
    forum = opened(dt.datetime.now(dt.UTC), first=-1, last=1)
    library, medina = factories.room(forum, "Library"), factories.room(forum, "Medina")
    talk = running_now(forum, title="Budgets", room=library, is_full=True, languages=["ar"])
    factories.contribution(factories.speaker("Amina"), session=talk)
    talk.room = medina
    talk.save()

    page = read(client.get("/en/"))

    assert texts(page, ".now-next .session-row__status") == ["New room, was Library · Full"]
    assert texts(page, ".now-next .session-row__people") == ["Amina"]
    assert page.select_one('a[href="/en/events/today/agenda/#now"]')
    assert texts(page, ".now-next .session-row__facts")[0].endswith("Medina Arabic")


def test_a_running_event_asks_as_often_for_three_sessions_as_for_one(
    client, django_assert_max_num_queries
):
    forum = opened(dt.datetime.now(dt.UTC), first=-1, last=1)
    counts = []
    for rows in (1, 2):
        for _row in range(rows):
            section = factories.section(forum)
            talk = running_now(forum, title="", section=section, room=factories.room(forum))
            organization = factories.organization()
            person = factories.speaker(organization=organization)
            factories.contribution(person, session=talk)
        client.get("/en/")  # reads the menu and the alerts of this revision
        with django_assert_max_num_queries(12) as asked:
            client.get("/en/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_an_event_has_documents_of_its_own(client, forum):
    factories.document("The report", event=forum, kind="outcome")
    factories.document("A draft", event=forum, is_published=False)

    page = read(client.get("/en/"))

    assert texts(page, ".document-list a") == ["The report"]


def test_while_it_runs_the_first_page_says_what_is_on_and_what_is_next(client):
    now = dt.datetime.now(dt.UTC)
    forum = opened(now, first=-1, last=1)
    hour = dt.timedelta(hours=1)
    factories.session(forum, "Long ago", starts_at=now - 3 * hour, ends_at=now - 2 * hour)
    factories.session(forum, "Under way", starts_at=now - hour, ends_at=now + hour)
    factories.session(forum, "Soon", starts_at=now + hour, ends_at=now + 2 * hour)
    factories.session(forum, "Later", starts_at=now + 2 * hour, ends_at=now + 3 * hour)

    page = read(client.get("/en/"))

    assert headings(page)[1:6] == [
        "h2 Now and next",
        "h3 Now",
        "h4 Under way",
        "h3 Next",
        "h4 Soon",
    ]


def test_before_and_after_it_nothing_is_said_to_be_on(client):
    opened(dt.datetime.now(dt.UTC), first=2, last=2)

    assert "h2 Now and next" not in headings(read(client.get("/en/")))


def test_without_a_programme_the_cover_says_that_it_will_come(client, forum):
    page = read(client.get("/en/"))

    assert texts(page, ".cover a") == []
    assert texts(page, ".cover p")[0] == (
        "The programme is being prepared and will be published here."
    )
