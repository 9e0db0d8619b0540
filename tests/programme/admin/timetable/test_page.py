"""Which day and which sessions the timetable shows, to whom, and at what price."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programme.models import Event
from tests import factories
from tests.html import read, texts
from tests.programme.admin.timetable.sheet import ADDRESS, BOARD, hours, moves, send

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
MOST_QUERIES = 12


def signed_in(role: str) -> Client:
    user = factories.staff_user(role)
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def fill(event: Event, count: int) -> None:
    """Add this many sessions, each in a room of its own and with a person."""
    for number in range(count):
        start = 9 * 60 + number % 30 * 15
        times = [f"{at // 60:02}:{at % 60:02}" for at in (start, start + 15)]
        room = factories.room(event)
        session = factories.session(event, hours="-".join(times), room=room)
        factories.contribution(factories.speaker(), session=session)
        factories.session(event)


def test_a_long_list_of_conflicts_is_cut_and_says_how_many_there_are(staff):
    event = factories.event()
    hall = factories.room(event, "Hall")
    for _number in range(7):
        factories.session(event, hours="09:00-10:00", room=hall, languages=["en"])

    page = read(staff.get(f"{BOARD}?event={event.pk}"))

    assert len(page.select(".board__conflicts li")) == 20
    assert texts(page, ".board__conflicts + p") == ["and 1 more"]


def test_each_day_has_an_address(staff):
    event = factories.event("Forum", last_day=factories.DAY + DAY)
    factories.session(event, "First", hours="09:00-10:00")
    before = factories.at("20:00", day=factories.DAY - DAY)
    factories.session(event, "Welcome", starts_at=before, ends_at=before + DAY / 24)
    late = factories.at("09:00", day=event.last_day)
    factories.session(event, "Second", starts_at=late, ends_at=late + DAY / 24)
    factories.session(event, "Some day")

    page = read(staff.get(ADDRESS))
    tabs = page.select(".day-tabs a")
    found = {
        tab.get_text(): texts(read(staff.get(tab["href"])), ".timetable-list__title a")
        for tab in tabs
    }

    assert texts(page, ".day-tabs [aria-current]") == ["Tue 4 May"]
    assert tabs[-1]["href"] == f"{BOARD}?event={event.pk}&day=2027-05-05&view=list"
    assert found == {
        "Mon 3 May": ["Some day", "Welcome"],
        "Tue 4 May": ["Some day", "First"],
        "Wed 5 May": ["Some day", "Second"],
    }


def test_the_counts_of_the_board_lead_past_it(staff):
    event = factories.event("Forum")
    factories.session(event, "Some day")

    board, rows = (read(staff.get(address)) for address in (BOARD, ADDRESS))

    [link] = board.select(".page-head__count a")
    assert (link.get_text(), link["href"]) == ("1 not placed", "#unplaced")
    assert board.select_one("#unplaced")
    assert not rows.select(".page-head__count a")


def test_a_title_runs_in_its_own_direction_so_that_its_end_is_cut_and_not_its_beginning(staff):
    event = factories.event("Forum")
    session = factories.session(event, "Roads that last", hours="09:00-10:00")
    factories.session(event, title_ar="طرق تدوم", hours="10:00-11:00")

    page = read(staff.get(BOARD, headers={"accept-language": "ar"}))

    english, arabic = page.select(".slot__title")
    assert english.get_text() == session.title_en
    assert (english["lang"], english["dir"]) == ("en", "ltr")
    assert "dir" not in arabic.attrs


def test_on_a_day_of_the_event_the_page_opens_on_it(staff):
    today = dt.datetime.now(tz=factories.CASABLANCA).date()
    factories.event(first_day=today - DAY, last_day=today + DAY)

    page = read(staff.get(ADDRESS))

    [tab] = page.select(".day-tabs [aria-current]")
    assert tab["href"].endswith(f"day={today.isoformat()}&view=list")


def test_the_page_follows_the_event_at_the_head_of_the_page(staff):
    one = factories.event("One")
    other = factories.event(
        "Other", first_day=factories.DAY + 9 * DAY, last_day=factories.DAY + 9 * DAY
    )
    there = f"{BOARD}?event={one.pk}&day=2027-05-04"

    response = staff.post(reverse("admin:choose_event"), {"event": other.pk, "next": there})

    assert response.url == BOARD
    assert texts(read(staff.get(response.url)), ".day-tabs a") == ["Thu 13 May"]


def test_without_an_event_there_is_no_timetable(staff):
    page = read(staff.get(ADDRESS, follow=True))

    assert texts(page, ".messagelist li") == ["Choose an event first."]


def test_schedulers_move_sessions_and_translators_read_the_timetable():
    event = factories.event()
    session = factories.session(
        event, "One", hours="09:00-09:30", room=factories.room(event, "Rif")
    )
    scheduler, translator = signed_in("Scheduler"), signed_in("Translator (French)")

    saved = send(scheduler, moves(session, start="10:00", end="10:30"))
    page = read(translator.get(ADDRESS))
    refused = translator.post(ADDRESS, {f"was-{session.pk}": "..", "save": "1"})

    assert (saved.status_code, refused.status_code) == (302, 403)
    read_only = read(translator.get(BOARD))
    assert texts(page, f"#row-{session.pk} :is(th, td)") == [
        *("One", "Rif", "Tue 4 May, 10:00–10:30"),
        "",
    ]
    controls = "#timetable :is(select, .submit-row, [name^=was], button:not([hidden]))"
    assert page.select(controls) == read_only.select(controls) == []
    assert texts(read_only, ".grid a.slot .slot__title") == ["One"]
    assert hours(session) == "Tue 10:00-10:30 Rif"
    assert signed_in("Helpdesk").get(ADDRESS).status_code == 403


@pytest.mark.parametrize("address", [ADDRESS, BOARD])
def test_the_page_takes_as_many_queries_for_many_sessions_as_for_few(staff, address):
    event = factories.event()
    fill(event, 2)
    staff.get(address)
    with CaptureQueriesContext(connection) as few:
        staff.get(address)
    fill(event, 10)

    with CaptureQueriesContext(connection) as many:
        staff.get(address)

    assert len(many) == len(few) <= MOST_QUERIES


def test_saving_takes_one_query_for_each_session_more(staff):
    event = factories.event()
    fill(event, 8)
    sessions = list(event.sessions.timed())

    def queries(some) -> int:
        with CaptureQueriesContext(connection) as found:
            send(staff, *(moves(one, start="18:00", end="18:15") for one in some))
        return len(found)

    counts = [queries(sessions[:1]), queries(sessions[1:3]), queries(sessions[3:8])]

    assert [count - counts[0] for count in counts] == [0, 1, 4]
