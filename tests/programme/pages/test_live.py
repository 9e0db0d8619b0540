"""The first page of an event on its days: now, next, and what to say where nothing is on."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import at
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = dt.timedelta(days=1)
FORUM = "/en/events/forum/"


@pytest.fixture
def forum():
    """Two days in May 2027, in Casablanca, the first with sessions until noon."""
    forum = factories.event("Forum", slug="forum", last_day=factories.DAY + DAY)
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    factories.session(forum, "Opening", hours="09:00-10:00", room=hall)
    factories.session(forum, "Budgets", hours="10:30-11:15", room=hall, languages=["ar"])
    factories.session(forum, "Data", hours="10:30-11:00", room=attic)
    factories.session(forum, "Coffee", hours="11:15-11:30", kind="break")
    factories.session(forum, "Letters", hours="11:30-12:00", room=hall)
    tomorrow = {"starts_at": at("09:30") + DAY, "ends_at": at("10:30") + DAY}
    factories.session(forum, "Farewell", room=hall, **tomorrow)
    return forum


@pytest.fixture
def opened(client, monkeypatch):
    """Opens the page of the event at a moment, or another of its pages."""

    def opened_at(now: dt.datetime, path: str = FORUM):
        monkeypatch.setattr(timezone, "now", lambda: now)
        page = read(client.get(path))
        for hidden in page.select("[hidden]"):
            hidden.decompose()
        return page

    return opened_at


def test_what_is_on_comes_first_then_the_break_and_what_is_next(forum, opened):
    page = opened(at("11:00"))

    assert headings(page)[:6] == [
        "h1 Forum",
        "h2 Now and next",
        "h3 10:30–11:15 Now ends in 15 min Tue 4 May",
        "h4 Budgets",
        "h3 11:30–12:00 Next Tue 4 May",
        "h4 Letters",
    ]
    assert texts(page, "#live .break") == ["11:15 Coffee"]
    assert page.select(".hero") == []


def test_sessions_that_end_at_different_times_have_no_common_countdown(forum, opened):
    page = opened(at("10:41"))

    assert texts(page, "#live [aria-current=time] h3") == ["10:30 Now Tue 4 May"]
    assert texts(page, "#live [aria-current=time] .hours") == ["10:30–11:15", "10:30–11:00"]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at("08:00"), ["The day begins at 09:00."]),
        (at("09:00"), []),
        (at("10:10"), ["Nothing is on right now. The next session begins at 10:30."]),
        (at("11:20"), []),
        (
            at("12:00"),
            ["The sessions of today are over. The forum continues on Wednesday 5 May at 09:30."],
        ),
        (at("08:00") + DAY, ["The day begins at 09:30."]),
        (at("10:30") + DAY, ["The last session is over. Thank you to everyone who took part."]),
    ],
)
def test_where_nothing_is_on_the_page_says_why(forum, opened, now, words):
    page = opened(now)

    assert texts(page, ".live__words") == words


def test_on_a_day_without_sessions_the_page_says_when_the_forum_continues(opened):
    forum = factories.event(slug="forum", last_day=factories.DAY + 2 * DAY)
    times = {"starts_at": at("09:30") + DAY, "ends_at": at("10:30") + DAY}
    factories.session(forum, "Farewell", **times)

    page = opened(at("10:00"))

    assert texts(page, ".live__words") == [
        "There are no sessions today. The forum continues on Wednesday 5 May at 09:30."
    ]
    assert texts(page, ".session-row__title") == ["Farewell"]


def test_a_session_is_shown_until_its_end_and_no_longer(forum, opened):
    shown = [texts(opened(at(clock)), ".session-row__title") for clock in ("10:59", "11:00")]

    assert shown == [["Budgets", "Data", "Letters"], ["Budgets", "Letters"]]


def test_all_sessions_that_are_on_are_listed_however_many(forum, opened):
    for number in range(9):
        factories.session(forum, f"Parallel {number}", hours="10:30-11:15")

    page = opened(at("10:41"))

    assert len(page.select("#live [aria-current=time] .session-row")) == 11


def test_moved_and_cancelled_sessions_are_named_as_such_before_their_title(forum, opened):
    budgets, data = (forum.sessions.get(title_en=title) for title in ("Budgets", "Data"))
    data.cancel("")
    data.save()
    budgets.room = factories.room(forum, "Garden")
    budgets.save()

    page = opened(at("10:41"))

    rows = page.select("#live [aria-current=time] .session-row")
    firsts = [next(row.children).text for row in rows]
    assert sorted(firsts) == ["Cancelled", "New room, was Hall"]


def test_what_takes_all_day_comes_last(forum, opened):
    whole = {"starts_at": at("00:00"), "ends_at": at("00:00") + DAY}
    factories.session(forum, "Exhibition", **whole)

    titles = texts(opened(at("10:41")), "#live .session-row__title")

    assert titles == ["Budgets", "Data", "Letters", "Exhibition"]


def test_the_strip_says_the_day_the_time_and_how_many_changes_there_are_today(forum, opened):
    letters = forum.sessions.get(title_en="Letters")
    factories.public_change(letters, "new", at("08:00") - 9 * DAY)
    factories.public_change(letters, "time", at("08:00"), former_starts_at=at("11:45"))

    page = opened(at("10:41"))

    strip = page.select_one("#live-strip")
    assert " ".join(strip.text.split()) == "Day 1 of 2 10:41 in Casablanca 1 change"
    assert strip.select_one("a")["href"] == "/en/events/forum/changes/"


def test_the_strip_is_in_the_zone_of_the_event(opened):
    forum = factories.event(slug="forum", time_zone="Asia/Tokyo")
    factories.session(forum, hours="10:00-11:00")

    page = opened(at("10:41", zone=forum.zone))

    time = page.select_one("#live-strip time")
    assert (time.text, time["datetime"]) == ("10:41", "2027-05-04T10:41+09:00")
    assert texts(page, "#live-strip strong") == ["On today"]


@pytest.mark.parametrize(
    ("now", "path", "has_strip"),
    [
        (at("10:41"), "/en/events/forum/agenda/", True),
        (at("10:41"), "/en/events/forum/agenda/2027-05-04/", True),
        (at("10:41"), "/en/events/forum/agenda/2027-05-05/", False),
        (at("10:41") - DAY, "/en/events/forum/agenda/", False),
        (at("10:41") - DAY, FORUM, False),
        (at("10:41") + 2 * DAY, FORUM, False),
    ],
)
def test_the_strip_is_on_the_first_page_and_on_the_agenda_of_today(
    forum, opened, now, path, has_strip
):
    page = opened(now, path)

    assert bool(page.select("#live-strip")) is has_strip


@pytest.mark.parametrize(
    ("now", "path", "current"),
    [
        (at("10:41"), "/en/", ["Now"]),
        (at("10:41"), FORUM, ["Now"]),
        (at("10:41"), "/en/events/forum/agenda/2027-05-04/", ["Today"]),
        (at("10:41"), "/en/events/forum/agenda/", []),
        (at("10:41"), "/en/events/forum/speakers/", []),
        (at("00:00") - DAY, FORUM, None),
        (at("00:00") + 2 * DAY, FORUM, None),
        (at("10:41"), "/en/contact/", None),
    ],
)
def test_the_bar_is_on_all_pages_of_an_event_on_its_days(forum, opened, now, path, current):
    page = opened(now, path)

    bar = page.select_one(".live-bar")
    assert (bar and texts(bar, "[aria-current]")) == current
    if bar:
        links = [link["href"] for link in bar.select("a")]
        assert links == [
            FORUM,
            "/en/events/forum/agenda/2027-05-04/",
            "/en/events/forum/my-sessions/",
            "/en/search/",
        ]


def test_the_whole_programme_of_today_is_the_page_of_the_day(forum, opened):
    page = opened(at("10:41"))

    assert page.select_one(".live__more a")["href"] == "/en/events/forum/agenda/2027-05-04/#now"


def test_a_day_of_a_forum_without_times_leads_to_its_programme(client):
    forum = factories.event(slug="forum")
    factories.session(forum, "Some time")

    answers = [client.get(f"/en/events/forum/agenda/2027-05-0{day}/") for day in (4, 5)]

    assert answers[0]["Location"] == "/en/events/forum/agenda/"
    assert [answer.status_code for answer in answers] == [302, 404]


def test_a_forum_without_times_keeps_its_cover_on_its_day(opened):
    forum = factories.event("Forum", slug="forum")
    factories.session(forum, "Some time")

    page = opened(at("10:41"))

    assert page.select("#live, #live-strip") == []
    assert texts(page, "h1") == ["Forum"]
    assert "The forum is on today." in page.text


def test_it_asks_as_often_for_three_sessions_as_for_one(
    client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(timezone, "now", lambda: at("09:30"))
    forum = factories.event(slug="forum")
    counts = []
    for rows in (1, 2):
        for _row in range(rows):
            section, room = factories.section(forum), factories.room(forum)
            talk = factories.session(forum, hours="09:00-10:00", section=section, room=room)
            person = factories.speaker(organization=factories.organization())
            factories.contribution(person, session=talk)
            factories.public_change(talk, "new", at("08:00") - 9 * DAY)
        client.get("/en/")  # reads the menu and the alerts of this revision
        with django_assert_max_num_queries(16) as asked:
            client.get("/en/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
