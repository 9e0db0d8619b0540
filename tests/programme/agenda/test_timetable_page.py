"""The timetable as a page: rooms and seats at its head, breaks across it, one day at a time."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import at
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOMORROW = factories.DAY + dt.timedelta(days=1)
AFTER = factories.DAY + dt.timedelta(days=2)


@pytest.fixture
def forum():
    """Three days of which the last is empty, two rooms, and a session without a time."""
    event = factories.event("Open Regions", slug="forum", last_day=AFTER)
    hall = factories.room(event, "Hall", slug="hall", capacity=600)
    attic = factories.room(event, "Attic", capacity=1)
    budgets = factories.session(event, "Budgets", hours="09:00-10:00", room=hall, languages=["fr"])
    factories.session(event, "Contracts", hours="09:00-10:00", room=attic, languages=["ar"])
    factories.session(event, "Lunch", hours="12:30-14:00", kind="break", room=attic)
    factories.session(event, "Panel", hours="12:30-13:00", room=hall)
    factories.session(
        event,
        "Regions",
        room=hall,
        starts_at=at("09:00", day=TOMORROW),
        ends_at=at("10:00", day=TOMORROW),
    )
    factories.session(event, "Some time", attendance_mode="online")
    body = factories.organization("OECD")
    for name in ("Amina", "Brahim", "Chama"):
        speaker = factories.speaker(name, organization=body)
        factories.contribution(speaker, session=budgets)
    return event


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is, in the zone of the event."""

    def sets(time: str, day: dt.date = factories.DAY) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(time, day=day))

    return sets


def timetable(client, query: str = "", *, day: dt.date | None = None):
    path = f"{day}/" if day else ""
    return read(client.get(f"/en/events/forum/agenda/{path}?view=grid{query}"))


def test_rooms_with_their_seats_are_at_the_head_and_times_at_the_side(client, forum):
    page = timetable(client, day=factories.DAY)

    assert texts(page, "thead th") == ["When", "Hall 600 seats", "Attic 1 seat"]
    assert texts(page, "tbody th") == ["09:00–10:00", "12:30–14:00", "12:30–13:00"]
    assert page.select_one("thead a")["href"] == "/en/events/forum/rooms/hall/"


def test_a_break_is_a_row_across_all_rooms_also_beside_a_session(client, forum):
    page = timetable(client, day=factories.DAY)

    rows = [
        [(td.get("colspan"), *texts(td, "h3, .break__title")) for td in tr.select("td")]
        for tr in page.select("tbody tr")
    ]
    assert rows == [
        [(None, "Budgets"), (None, "Contracts")],
        [("2", "Lunch")],
        [(None, "Panel"), (None,)],
    ]


def test_a_cell_says_who_speaks_and_the_language_and_repeats_neither_room_nor_time(client, forum):
    page = timetable(client, day=factories.DAY)

    cell = page.select_one("tbody td")
    assert texts(cell, ".session-row__people") == ["Amina, Brahim and 1 more"]
    assert texts(cell, ".languages") == ["French"]
    assert cell.select("time") == []
    assert texts(cell, ".session-row__facts > :not(.languages)") == ["Hall"]
    assert cell.select_one(".timetable__room").get_text() == "Hall"


def test_an_end_that_the_row_does_not_tell_is_in_the_cell(client, forum):
    factories.session(forum, "Short", hours="12:30-12:45", room=forum.rooms.get(name_en="Attic"))

    page = timetable(client, day=factories.DAY)

    assert texts(page, "td time") == ["13:00", "12:45"]


def test_every_day_of_the_event_is_there_and_what_has_no_time_is_in_none(client, forum):
    page = timetable(client, "&days=all")

    assert headings(page)[1:] == [
        "h2 Tuesday 4 May 2027",
        "h3 Budgets",
        "h3 Contracts",
        "h3 Panel",
        "h2 Wednesday 5 May 2027",
        "h3 Regions",
        "h2 Thursday 6 May 2027",
        "h2 Time to be announced",
        "h3 Some time",
    ]
    assert texts(page, ".empty-state") == ["There are no sessions on this day."]


def test_the_row_that_is_on_is_marked_and_is_the_target_of_now(client, forum, clock):
    clock("12:40")

    page = timetable(client, day=factories.DAY)

    now = page.select("th[aria-current=time]")
    assert [texts(th, "[data-now]:not([hidden])") for th in now] == [["Now"], ["Now"]]
    assert texts(page, "#now time") == ["12:30", "14:00"]


def test_with_more_than_sixty_sessions_it_shows_one_day(client, forum):
    hall = forum.rooms.get(name_en="Hall")
    for minute in range(60):
        factories.session(forum, f"Talk {minute}", hours=f"15:{minute:02}-16:00", room=hall)

    page = timetable(client)

    assert [day["id"] for day in page.select("section.day")] == ["day-2027-05-04"]


def test_a_session_that_runs_through_a_break_is_named_below_it(client, forum):
    hall = forum.rooms.get(name_en="Hall")
    factories.session(forum, "Workshop", hours="16:00-18:00", room=hall)
    factories.session(forum, "Coffee", hours="16:30-16:45", kind="break")
    factories.session(forum, "After", hours="16:45-18:00", room=forum.rooms.get(name_en="Attic"))

    page = timetable(client, day=factories.DAY)

    assert texts(page, ".timetable__continued") == ["Workshop continues"]


def test_on_narrow_screens_it_says_that_it_is_a_list(client, forum):
    page = timetable(client)

    assert texts(page, ".timetable-note") == [
        "The timetable needs a wider screen. Here it is a list."
    ]


def test_a_timetable_keeps_the_reader_s_other_zone(client, forum):
    page = timetable(client, "&tz=Africa/Lagos", day=factories.DAY)

    assert texts(page, "tbody th")[0] == "09:00–10:00 (Lagos: 10:00–11:00)"
    assert page.select_one("tbody h3 a")["href"].endswith("?tz=Africa%2FLagos")


def test_markup_in_texts_is_shown_as_text(client, forum):
    hostile = "<b>Bold</b>"
    room = factories.room(forum, f"Room {hostile}")
    factories.session(forum, f"Talk {hostile}", hours="09:00-10:00", room=room)

    page = timetable(client, day=factories.DAY)

    assert page.select("table b") == []
    assert f"Talk {hostile}" in texts(page, "td h3")
