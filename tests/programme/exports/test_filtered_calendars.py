"""Calendars of what the filters of an agenda show, and of the days that a session goes on."""

import datetime as dt

import icalendar
import pytest

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

SECOND = factories.DAY + dt.timedelta(days=1)
AGENDA = "/en/events/forum/agenda"


@pytest.fixture
def forum():
    """Three sessions, no two alike, one of them without a time, and one on the second day."""
    forum = factories.event("Forum", slug="forum", last_day=SECOND)
    hall, attic = (factories.room(forum, name, slug=name.lower()) for name in ("Hall", "Attic"))
    money = factories.track(forum, "Money", slug="money")
    first, last = (factories.section(forum, n, slug=n.lower()) for n in ("First", "Last"))
    budgets = factories.session(
        forum,
        "Budgets",
        hours="09:00-10:00",
        room=hall,
        languages=["ar"],
        interpretation_languages=["fr"],
        track=money,
        section=first,
        attendance_mode="online",
    )
    factories.session(
        forum, "Contracts", hours="09:00-10:00", room=attic, languages=["fr"], section=first
    )
    factories.session(
        forum,
        "Regions",
        room=hall,
        languages=["en"],
        section=last,
        starts_at=factories.at("09:00", day=SECOND),
        ends_at=factories.at("10:00", day=SECOND),
    )
    factories.session(forum, "Some time", languages=["fr"], track=money)
    body = factories.organization("OECD", slug="oecd")
    factories.contribution(factories.speaker("Amina", organization=body), session=budgets)
    return forum


def held(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return [str(event["SUMMARY"]) for event in events]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("day=2027-05-05", ["Regions"]),
        ("section=first", ["Budgets", "Contracts"]),
        ("theme=money", ["Budgets"]),
        ("room=hall", ["Budgets", "Regions"]),
        ("language=fr", ["Budgets", "Contracts"]),
        ("attendance=online", ["Budgets"]),
        ("organization=oecd", ["Budgets"]),
        ("q=amina", ["Budgets"]),
        ("room=hall&room=attic", ["Budgets", "Contracts", "Regions"]),
        ("room=hall&language=fr", ["Budgets"]),
        ("room=hall&day=2027-05-05&language=en", ["Regions"]),
        ("section=first&q=contracts", ["Contracts"]),
        ("room=attic&day=2027-05-05", []),
        ("days=untimed", ["Budgets", "Contracts", "Regions"]),
        ("day=rubbish&room=", ["Budgets", "Contracts", "Regions"]),
    ],
)
def test_a_calendar_has_the_timed_sessions_that_its_agenda_shows(client, forum, query, expected):
    assert held(client, f"{AGENDA}.ics?{query}") == expected


def test_a_calendar_holds_chosen_sessions_or_those_of_a_person(client, forum):
    keys = {session.title_en: session.pk for session in forum.sessions.all()}
    chosen = f"{keys['Budgets']},{keys['Regions']},999,x"
    [person] = forum.sessions.get(title_en="Budgets").speakers.all()

    assert held(client, f"{AGENDA}.ics?sessions={chosen}") == ["Budgets", "Regions"]
    assert held(client, f"{AGENDA}.ics?sessions={chosen}&room=hall&language=en") == ["Regions"]
    assert held(client, f"{AGENDA}.ics?speaker={person.slug}") == ["Budgets"]
    assert held(client, f"{AGENDA}.ics?sessions=none") == []


def calendar_links(client, query: str) -> list[tuple[str, str]]:
    page = read(client.get(f"{AGENDA}/{query}"))
    return [(link.get_text(), link["href"]) for link in page.select(".tool-fold__links a")]


def test_its_label_counts_what_it_holds(client, forum, settings):
    settings.SITE_URL = "https://forum.example"

    links = calendar_links(client, "?language=fr&tz=Asia/Tokyo&view=grid")
    [(_label, address), _feed] = links

    query = ".ics?language=fr"
    assert links == [
        ("Calendar of these 2 sessions", f"{AGENDA}{query}"),
        ("Subscribe to these 2 sessions", f"webcal://forum.example{AGENDA}{query}"),
    ]
    assert len(held(client, address)) == 2


def test_that_of_a_day_is_filtered_too(client, forum):
    [(label, address), (feed, _address)] = calendar_links(client, "2027-05-04/?room=hall")

    assert (label, feed) == ("Calendar of this session", "Subscribe to this session")
    assert held(client, address) == ["Budgets"]


@pytest.mark.parametrize("query", ["?days=untimed", "?theme=money&days=untimed"])
def test_what_has_no_time_has_no_calendar(client, forum, query):
    assert calendar_links(client, query) == []


def test_what_goes_on_past_midnight_is_in_the_calendars_of_both_days(client, forum):
    midnight = factories.at("00:00", day=SECOND)
    hour = dt.timedelta(hours=1)
    for title, before, after in [("Night", hour, hour), ("Until midnight", hour, 0 * hour)]:
        factories.session(forum, title, starts_at=midnight - before, ends_at=midnight + after)

    days = [held(client, f"{AGENDA}/2027-05-0{day}.ics") for day in (4, 5)]

    assert days == [["Budgets", "Contracts", "Night", "Until midnight"], ["Night", "Regions"]]


def test_a_day_page_and_its_calendar_have_the_same_sessions(client, forum):
    midnight = factories.at("00:00", day=SECOND)
    hour = dt.timedelta(hours=1)
    factories.session(forum, "Night", starts_at=midnight - hour, ends_at=midnight + hour)

    page = read(client.get(f"{AGENDA}/2027-05-05/"))

    assert texts(page, ".session-row__title") == held(client, f"{AGENDA}/2027-05-05.ics")
