"""The page of the sessions that a reader has saved: all of them, for the script to choose from."""

import datetime as dt
import gzip

import pytest

from forum.demo import showcase
from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

PAGE = "/en/events/forum/my-sessions/"


@pytest.fixture
def forum():
    """Two days: a talk in a room on each, a break, a draft, and one without a time."""
    second = factories.DAY + dt.timedelta(days=1)
    forum = factories.event("Forum", slug="forum", last_day=second)
    hall = factories.room(forum, "Hall", pk=3)
    factories.session(forum, "Budgets", pk=12, hours="09:00-10:00", room=hall)
    factories.session(forum, "Lunch", hours="12:00-13:00", kind="break")
    factories.session(
        forum,
        "Regions",
        pk=14,
        starts_at=factories.at("09:00", day=second),
        ends_at=factories.at("10:00", day=second),
        status="cancelled",
    )
    factories.session(forum, "Some time", pk=15)
    factories.session(forum, "Still secret", hours="09:00-10:00", status="draft")
    return forum


def places(page) -> dict[str, str]:
    """What the script keeps of each session, by its title."""
    return {
        row.select_one(".session-row__title").get_text(): row["data-session"]
        for row in page.select("main [data-session]")
    }


def test_every_public_session_is_in_the_page_by_its_day_but_hidden(client, forum):
    page = read(client.get(PAGE))

    assert headings(page) == [
        "h1 My sessions",
        "h2 Cancelled or moved",
        "h2 Tuesday 4 May 2027",
        "h3 Budgets",
        "h2 Wednesday 5 May 2027",
        "h3 Regions",
        "h2 Time to be announced",
        "h3 Some time",
    ]
    assert [part["data-when"] for part in page.select("main [data-when][hidden]")] == [
        "blocked",
        "empty",
        "gone",
        "shared",
        "list",
        "changed",
    ]
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"


def test_rows_say_what_is_kept_of_a_session_when_it_is_saved(client, forum):
    expected = {
        "Budgets": "12 2027-05-04T09:00 3",
        "Regions": "14 2027-05-05T09:00 -",
        "Some time": "15 - -",
    }

    assert places(read(client.get(PAGE))) == expected
    assert places(read(client.get("/en/events/forum/agenda/"))) == expected
    page = read(client.get("/en/events/forum/sessions/budgets/"))
    [place] = page.select("main [data-session]")
    assert (place["data-session"], place.get_text()) == (expected["Budgets"], "")


def test_a_break_and_sessions_outside_the_pages_of_an_event_cannot_be_saved(client, forum):
    amina = factories.speaker("Amina", slug="amina")
    factories.contribution(amina, session=forum.sessions.get(pk=12))

    for path in ("/en/events/forum/sessions/lunch/", "/en/speakers/amina/"):
        assert read(client.get(path)).select("[data-session]") == []


def test_pages_of_an_event_have_the_button_for_the_script_to_copy(client, forum):
    for path in (PAGE, "/en/events/forum/agenda/", "/en/events/forum/sessions/budgets/"):
        [template] = read(client.get(path)).select("template[data-saves]")
        assert template["data-saves"] == forum.acronym
        assert [b["aria-label"] for b in template.select("button")] == ["Save: {title}"]
    assert read(client.get("/en/speakers/")).select("template") == []


def test_without_script_a_sentence_leads_to_the_programme(client, forum):
    page = read(client.get(PAGE))

    assert texts(page, ".my-sessions > :not([hidden])") == [
        "Sessions that you save are kept on this device alone. The site does not know them."
        " Whole programme",
        "This list needs JavaScript. All sessions are in the programme.",
    ]
    assert page.select_one(".my-sessions a")["href"] == "/en/events/forum/agenda/"


def test_the_calendar_is_that_of_the_event_until_the_script_names_the_sessions(
    client, forum, settings
):
    settings.SITE_URL = "https://forum.example"

    file, feed = read(client.get(PAGE)).select("[data-calendar]")

    assert (file["href"], feed["href"]) == (
        "/en/events/forum/agenda.ics",
        "webcal://forum.example/en/events/forum/agenda.ics",
    )
    assert file["data-calendar"] == (
        '{"one": "Calendar of this session", "other": "Calendar of these {n} sessions"}'
    )


def test_an_event_without_sessions_has_the_page_too(client):
    factories.event("Forum", slug="forum")

    assert headings(read(client.get(PAGE))) == ["h1 My sessions", "h2 Cancelled or moved"]


def test_that_of_a_draft_event_is_not_found(client):
    factories.event("Forum", slug="forum", status="draft")

    assert client.get(PAGE).status_code == 404


@pytest.mark.once
def test_three_hundred_sessions_are_light_enough_for_a_phone(client):
    showcase.load(sessions=300, speakers=40)

    answer = client.get("/ar/events/showcase/my-sessions/")

    assert answer.content.count(b"data-session=") > 250
    assert len(gzip.compress(answer.content)) < 40_000
