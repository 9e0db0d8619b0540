"""Calendars of what the filters of an agenda show, and of the days that a session goes on."""

import datetime as dt

import icalendar
import pytest
from django.utils import timezone

from speakers.models import Organization, Speaker
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


@pytest.fixture
def offered(client, monkeypatch):
    """The calendars that a page offers `days` after the first day of the event."""

    def offered_at(path: str, days: int) -> list[tuple[str, str]]:
        now = factories.at("09:00") + dt.timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: now)
        found = read(client.get(path)).select("main .tool-fold__links a")
        return [(link.get_text(), link["href"]) for link in found if link["href"].startswith("/")]

    return offered_at


@pytest.mark.parametrize(
    ("path", "label", "query", "titles"),
    [
        ("speakers/amina/", "Calendar of this session", "speaker=amina", ["Budgets"]),
        ("organizations/oecd/", "Calendar of this session", "organization=oecd", ["Budgets"]),
        (
            "events/forum/rooms/hall/",
            "Calendar of these 2 sessions",
            "room=hall",
            ["Budgets", "Regions"],
        ),
        (
            "events/forum/sections/first/",
            "Calendar of these 2 sessions",
            "section=first",
            ["Budgets", "Contracts"],
        ),
    ],
)
def test_pages_of_people_rooms_and_others_offer_a_calendar_of_what_they_list(
    client, forum, offered, path, label, query, titles
):
    [(text, address)] = offered(f"/en/{path}", -9)

    assert (text, address) == (label, f"{AGENDA}.ics?{query}")
    assert held(client, address) == titles


def test_no_calendar_is_offered_once_the_event_is_over_or_where_nothing_has_a_time(forum, offered):
    zoe = factories.speaker("Zoé", slug="zoe")
    factories.contribution(zoe, session=forum.sessions.get(starts_at=None))

    assert offered("/en/speakers/zoe/", -9) == []
    assert len(offered("/en/speakers/amina/", 1)) == 1
    assert offered("/en/speakers/amina/", 2) == []


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("speaker=amina", lambda forum: Speaker.objects.get(slug="amina")),
        ("organization=oecd", lambda forum: Organization.objects.get(slug="oecd")),
        ("room=hall", lambda forum: forum.rooms.get(slug="hall")),
        ("section=first", lambda forum: forum.sections.get(slug="first")),
    ],
)
def test_who_subscribes_to_a_row_that_is_renamed_is_led_to_its_new_address(
    client, forum, query, row
):
    before = held(client, f"{AGENDA}.ics?{query}&language=ar")
    renamed = row(forum)
    renamed.slug = "another"
    renamed.save()

    moved = client.get(f"{AGENDA}.ics?{query}&language=ar")

    present = f"{query.partition('=')[0]}=another"
    assert (moved.status_code, moved["Location"]) == (301, f"{AGENDA}.ics?{present}&language=ar")
    assert held(client, moved["Location"]) == before == ["Budgets"]


@pytest.mark.parametrize("name", ["speaker", "organization", "room", "section", "theme"])
def test_a_calendar_of_a_row_that_never_was_is_not_found(client, forum, name):
    for value in ("nobody", "%00", "x/../y"):
        assert client.get(f"{AGENDA}.ics?{name}={value}").status_code == 404


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", ""),
        ("/?room=hall", "?room=hall"),
        ("/2027-05-05/", "?day=2027-05-05"),
        ("/2027-05-05/?room=hall", "?room=hall&day=2027-05-05"),
    ],
)
def test_the_files_below_an_agenda_hold_what_it_shows(client, forum, path, query):
    page = read(client.get(f"{AGENDA}{path}"))
    files = {link["href"].rpartition("/")[2] for link in page.select(".agenda-foot a")}

    names = ("agenda.txt", "programme.xlsx", "programme.csv", "schedule.xml", "schedule.json")
    assert {f"{name}{query}" for name in names} - files == set()
    shown = texts(page, ".session-row__title")
    text = client.get(f"{AGENDA}.txt{query}").content.decode()
    assert [title for title in shown if title not in text] == []
    assert ("Contracts" in text) == ("Contracts" in shown)
