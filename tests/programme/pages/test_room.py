"""The page of a room: its facts, what is on in it now, and its own running order."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import at
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

TOMORROW = factories.DAY + dt.timedelta(days=1)


@pytest.fixture
def hall():
    event = factories.event("Open Regions", slug="forum", last_day=TOMORROW)
    hall = factories.room(event, "Hall", slug="hall", capacity=600, accessibility_en="Step-free.")
    factories.session(event, "Morning", hours="09:00-10:00", room=hall)
    factories.session(event, "Late", hours="10:30-11:00", room=hall)
    factories.session(event, "Elsewhere", hours="09:00-10:00")
    return hall


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is, in the zone of the event."""

    def sets(time: str, day: dt.date = factories.DAY) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(time, day=day))

    return sets


def room(client, path: str = ""):
    return read(client.get(f"/en/events/forum/rooms/hall/{path}"))


def test_its_facts_are_a_list_and_its_sessions_a_running_order(client, hall):
    page = room(client)

    assert texts(page, "dl.facts > div") == ["Seats 600", "Accessibility Step-free."]
    assert [heading for heading in headings(page) if "Elsewhere" in heading] == []
    assert texts(page, ".session-row__title") == ["Morning", "Late"]


def test_its_rows_do_not_repeat_its_name_and_the_zone_is_named_once(client, hall):
    page = room(client)

    assert texts(page, ".session-row__room") == []
    assert page.main.get_text().count("Casablanca time") == 1


def test_on_the_day_it_says_what_is_on_now_and_next(client, hall, clock):
    clock("09:30")
    on = room(client)
    clock("09:30", day=factories.DAY - dt.timedelta(days=1))
    before = room(client)

    assert texts(on, ".room-now h2, .room-now h3") == [
        "Now in this room",
        "Morning",
        "Next in this room",
        "Late",
    ]
    assert before.select(".room-now") == []


def test_each_day_has_an_address_and_other_days_are_not_found(client, hall):
    factories.session(
        hall.event,
        "On the second day",
        room=hall,
        starts_at=at("09:00", day=TOMORROW),
        ends_at=at("10:00", day=TOMORROW),
    )

    page = room(client, f"{TOMORROW}/")
    missing = client.get("/en/events/forum/rooms/hall/2027-06-01/")

    assert texts(page, ".session-row__title") == ["On the second day"]
    assert texts(page, ".day-tabs [aria-current]") == ["Wed 5 May"]
    assert missing.status_code == 404


def test_with_more_than_sixty_sessions_it_shows_one_day_or_all_if_asked(client, hall):
    for minute in range(60):
        factories.session(hall.event, f"Talk {minute}", hours=f"15:{minute:02}-16:00", room=hall)
    factories.session(
        hall.event,
        "Tomorrow",
        room=hall,
        starts_at=at("09:00", day=TOMORROW),
        ends_at=at("10:00", day=TOMORROW),
    )

    one_day, whole = room(client), room(client, "?days=all")

    assert "Tomorrow" not in texts(one_day, ".session-row__title")
    assert "Tomorrow" in texts(whole, ".session-row__title")
    assert one_day.select(".day-tabs a")[-1]["href"] == "/en/events/forum/rooms/hall/?days=all"


def test_a_plan_of_the_room_is_shown_else_that_of_the_venue(client, hall):
    without = room(client)
    hall.event.plan = factories.picture()
    hall.event.save()
    venue = room(client)
    hall.plan = factories.picture()
    hall.save()

    own = room(client)

    assert without.select(".room-plan") == []
    assert venue.select_one(".room-plan img")["alt"] == "Plan of the venue"
    assert own.select_one(".room-plan img")["alt"] == "Plan of the room"
    assert own.select_one(".room-plan a")["href"] == hall.plan.url
