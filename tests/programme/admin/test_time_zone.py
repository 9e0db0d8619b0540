"""Changing the time zone of an event asks what its sessions keep."""

import datetime as dt

import pytest
from django.test import Client

from content.history.models import Act
from programme.models import Event
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts
from tests.programme.admin.plans.late_pages import rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NO_ISOLATES = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}
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


def look(staff: Client, event: Event, **values):
    """The form of the event after its zone was changed, which shows what would follow."""
    form = filled(read(staff.get(form_of(event)))) | {"time_zone": "Asia/Tokyo"} | values
    return read(staff.post(form_of(event), form))


def move(staff: Client, event: Event, **values):
    """Save what `look()` shows."""
    return staff.post(form_of(event), filled(look(staff, event, **values)), follow=True)


@pytest.mark.parametrize(
    ("keep", "then"), [("clock", "09:00–09:30 UTC+9"), ("moments", "18:00–18:30 UTC+9")]
)
def test_what_becomes_of_the_sessions_is_shown_before_it_is_saved(staff, event, keep, then):
    page = look(staff, event, sessions_keep=keep)

    [row] = rows(page)
    assert tuple(cell.translate(NO_ISOLATES) for cell in row) == (
        "Opening",
        "09:00–09:30 UTC+0",
        then,
    )
    assert texts(page, "#plan-heading") == [
        "From the time of Casablanca to the time of Tokyo, with 1 session; nothing has changed yet"
    ]
    assert "1 of them published" in page.select_one(".plan + p").get_text()
    assert opening(event) == ("09:00", "09:00", 0)


def test_another_answer_or_a_session_that_moved_on_is_shown_again(staff, event):
    other = filled(look(staff, event)) | {"sessions_keep": "moments"}
    late = filled(look(staff, event))
    late_row = event.sessions.get(title_en="Opening")
    answers = [read(staff.post(form_of(event), other))]
    late_row.ends_at += dt.timedelta(minutes=5)
    late_row.save()
    answers.append(read(staff.post(form_of(event), late)))

    assert [len(rows(page)) for page in answers] == [1, 1]
    assert opening(event)[:2] == ("09:00", "09:00")


def test_a_conflict_that_follows_from_the_zone_is_named(staff, event):
    factories.session(event, "Dinner", hours="19:00-21:00")

    page = look(staff, event, sessions_keep="moments")

    assert [" ".join(one.split()) for one in texts(page, ".plan__follows p")] == [
        "! This session is outside the days of the event, Wed 5 May, 04:00–06:00."
    ]


def test_sessions_keep_their_hours_on_the_clock_unless_asked(staff, event):
    answer = move(staff, event)

    assert opening(event) == ("09:00", "00:00", 1)
    assert "1 session keeps its local times. Calendars are updated." in texts(
        read(answer), ".messagelist li"
    )


def test_sessions_keep_their_moments_if_asked(staff, event):
    move(staff, event, sessions_keep="moments")

    assert opening(event) == ("18:00", "09:00", 0)


def test_the_change_is_one_act_and_undone_as_one(staff, event):
    before = opening(event)
    move(staff, event)
    act = Act.objects.latest_first()[0]

    answer = staff.post(f"/admin/history/{act.pk}/undo/", follow=True)

    assert texts(read(answer), ".messagelist .error") == []
    assert opening(event)[:2] == before[:2]
    assert event.time_zone == "Africa/Casablanca"


def test_readers_are_told_no_new_time_where_the_clock_stays(staff, client, event):
    move(staff, event)

    changes = read(client.get(f"{event.get_absolute_url()}changes/"))
    act = Act.objects.latest_first()[0]
    staff.post(f"/admin/history/{act.pk}/undo/")

    assert texts(changes, "main .empty-state") == [NO_NEWS]
    assert not event.public_changes.filter(kind="time").exists()


def test_the_history_names_what_changed_of_the_event_and_counts_its_sessions(staff, event):
    factories.session(event, "Closing", hours="17:00-17:30")

    move(staff, event)

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
