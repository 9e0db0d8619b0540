"""Changing the time zone of an event asks what its sessions keep."""

import datetime as dt

import pytest

from content.history.models import Act
from programme.models import Event
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

NO_NEWS = "Nothing has changed since the programme was published."


@pytest.fixture
def event() -> Event:
    event = factories.event("Forum")
    factories.session(event, "Opening", hours="09:00-09:30")
    factories.session(event, "Without a time")
    return event


def form_of(event: Event) -> str:
    return f"/admin/programme/event/{event.pk}/change/"


def opening(event: Event) -> tuple[str, str, int]:
    """Its hours on the clock of the event, its moment in UTC, and its revision."""
    event.refresh_from_db()
    row = event.sessions.get(title_en="Opening")
    local = row.starts_at.astimezone(event.zone)
    return f"{local:%H:%M}", f"{row.starts_at.astimezone(dt.UTC):%H:%M}", row.revision


def test_sessions_keep_their_hours_on_the_clock_unless_asked(staff, event):
    form = filled(read(staff.get(form_of(event)))) | {"time_zone": "Asia/Tokyo"}

    answer = staff.post(form_of(event), form, follow=True)

    assert form["sessions_keep"] == "clock"
    assert opening(event) == ("09:00", "00:00", 1)
    assert "1 session keeps its local times. Calendars are updated." in texts(
        read(answer), ".messagelist li"
    )


def test_sessions_keep_their_moments_if_asked(staff, event):
    send(staff, form_of(event), time_zone="Asia/Tokyo", sessions_keep="moments")

    assert opening(event) == ("18:00", "09:00", 0)


def test_the_change_is_one_act_and_undone_as_one(staff, event):
    before = opening(event)
    send(staff, form_of(event), time_zone="Asia/Tokyo")
    act = Act.objects.latest_first()[0]

    answer = staff.post(f"/admin/history/{act.pk}/undo/", follow=True)

    assert texts(read(answer), ".messagelist .error") == []
    assert opening(event)[:2] == before[:2]
    assert event.time_zone == "Africa/Casablanca"


def test_readers_are_told_no_new_time_where_the_clock_stays(staff, client, event):
    send(staff, form_of(event), time_zone="Asia/Tokyo")

    changes = read(client.get(f"{event.get_absolute_url()}changes/"))
    act = Act.objects.latest_first()[0]
    staff.post(f"/admin/history/{act.pk}/undo/")

    assert texts(changes, "main .empty-state") == [NO_NEWS]
    assert not event.public_changes.filter(kind="time").exists()


def test_the_history_names_what_changed_of_the_event_and_counts_its_sessions(staff, event):
    factories.session(event, "Closing", hours="17:00-17:30")

    send(staff, form_of(event), time_zone="Asia/Tokyo")

    [told] = texts(read(staff.get("/admin/")), ".just-done li p")[:1]
    assert "changed the event “\u2068Forum\u2069” (the time zone) and 2 sessions" in told


def test_an_hour_that_the_clocks_of_the_new_zone_skip_is_refused(staff):
    sunday = dt.date(2027, 3, 28)
    event = factories.event(first_day=sunday, last_day=sunday)
    factories.session(event, "Opening", hours="02:15-02:45")

    status, errors = send(staff, form_of(event), time_zone="Europe/Berlin")

    assert (status, errors) == (
        200,
        [
            "“\u2068Opening\u2069”: This time does not exist on that day, because the clocks go "
            "forward."
        ],
    )
    assert opening(event) == ("02:15", "02:15", 0)


def test_nothing_is_asked_of_a_new_event(staff):
    assert read(staff.get("/admin/programme/event/add/")).select("[name=sessions_keep]") == []
