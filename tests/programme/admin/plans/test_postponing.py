"""Postponing an event moves its days and all its sessions, in one act."""

import datetime as dt

import pytest
from django.test import Client

from content.history.models import Act
from programme.models import Event, Session
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts
from tests.programme.admin.plans.late_pages import fields, rows

pytestmark = pytest.mark.django_db

DAY = factories.DAY


@pytest.fixture
def event() -> Event:
    event = factories.event("Forum")
    factories.session(event, "Opening", hours="09:00-09:30")
    factories.session(event, "Cancelled", hours="10:00-10:30", status="cancelled")
    factories.session(event, "Without a time")
    factories.announcement(event, date=dt.date(2027, 4, 1))
    return event


def page_of(event: Event) -> str:
    return f"/admin/programme/event/{event.pk}/postpone/"


def confirm(staff: Client, event: Event, **changes):
    form = fields(read(staff.get(page_of(event)))) | changes
    shown = read(staff.post(page_of(event), {**form, "look": "1"}))
    return staff.post(page_of(event), {**fields(shown), "confirm": "1"}, follow=True)


def days(event: Event) -> tuple[dt.date, dt.date]:
    event.refresh_from_db()
    return event.first_day, event.last_day


def starts(event: Event) -> list[str | None]:
    found = event.sessions.order_by("pk")
    return [row.starts_at and row.starts_at.astimezone(event.zone).isoformat() for row in found]


def errors(answer) -> list[str]:
    return texts(read(answer), ".plan-errors p")


def test_the_page_shows_what_would_become_of_it(staff, event):
    page = read(staff.get(page_of(event)))

    assert texts(page, "#plan-heading") == [
        "From 4 May 2027 to 11 May 2027, with 2 sessions; nothing has moved yet"
    ]
    assert rows(page) == [
        ("Opening", "Tue 4 May 09:00–09:30", "Tue 11 May 09:00–09:30"),
        ("Cancelled", "Tue 4 May 10:00–10:30", "Tue 11 May 10:00–10:30"),
    ]
    assert days(event) == (DAY, DAY)


def test_everything_moves_in_one_act_and_undo_puts_everything_back(staff, event):
    before = starts(event)

    answer = confirm(staff, event)
    moved = starts(event), days(event)
    act = Act.objects.latest_first()[0]
    undone = staff.post(f"/admin/history/{act.pk}/undo/", follow=True)

    assert (
        "moved the event “\u2068Forum\u2069” and 2 sessions by 7 days"
        in texts(read(answer), ".plan-done p")[0]
    )
    week_later = DAY + dt.timedelta(days=7)
    assert moved == (
        ["2027-05-11T09:00:00+00:00", "2027-05-11T10:00:00+00:00", None],
        (week_later, week_later),
    )
    assert (starts(event), days(event)) == (before, (DAY, DAY))
    assert texts(read(undone), ".messagelist .error") == []
    assert event.announcements.get().date == dt.date(2027, 4, 1)


def test_undo_is_refused_where_a_session_has_moved_since(staff, event):
    confirm(staff, event)
    act = Act.objects.latest_first()[0]
    opening = event.sessions.get(title_en="Opening")
    opening.starts_at += dt.timedelta(minutes=5)
    opening.save()

    answer = staff.post(f"/admin/history/{act.pk}/undo/", follow=True)

    [reason] = texts(read(answer), ".messagelist .error")
    assert "changed “Opening”" in reason
    assert days(event)[0] == DAY + dt.timedelta(days=7)


def test_the_hours_on_the_clock_stay_where_clocks_change(staff):
    march = dt.date(2027, 3, 26)
    event = factories.event(first_day=march, last_day=march, time_zone="Europe/Berlin")
    factories.session(event, "Talk", hours="09:00-10:00")
    for number in range(3):
        factories.session(event, f"Other {number}", hours="10:00-11:00")

    answer = confirm(staff, event)

    assert starts(event)[0] == "2027-04-02T09:00:00+02:00"
    assert texts(read(answer), ".plan-told li") == ["4 sessions start 7 days later"]


def test_what_would_fall_into_the_hour_that_clocks_skip_is_refused(staff):
    saturday = dt.date(2027, 3, 27)
    event = factories.event(first_day=saturday, last_day=saturday, time_zone="Europe/Berlin")
    factories.session(event, "Night", hours="02:15-02:45")

    answer = confirm(staff, event, usual="1")

    assert errors(answer) == [
        "“Night”: This time does not exist on that day, because the clocks go forward."
    ]
    assert days(event) == (saturday, saturday)


def test_earlier_is_possible_and_an_event_without_sessions_moves_too(staff):
    event = factories.event()

    confirm(staff, event, direction="earlier", other="3")

    assert days(event)[0] == DAY - dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"other": "a week"}, "Enter a whole number of days, for example 10."),
        ({"other": "0"}, "Choose a number from 1 to 3660."),
        ({"other": "99999999"}, "Choose a number from 1 to 3660."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(staff, event, changes, error):
    form = fields(read(staff.get(page_of(event)))) | {"confirm": "1"} | changes

    assert errors(staff.post(page_of(event), form)) == [error]
    assert days(event) == (DAY, DAY)


def test_the_calendar_has_an_end(staff):
    event = factories.event(first_day=dt.date(9999, 12, 30), last_day=dt.date(9999, 12, 30))
    form = fields(read(staff.get(page_of(event)))) | {"confirm": "1"}

    assert errors(staff.post(page_of(event), form)) == ["There is no such year."]


def test_what_somebody_changed_meanwhile_has_to_be_looked_at_again(staff, event):
    form = fields(read(staff.get(page_of(event)))) | {"confirm": "1"}
    Session.objects.filter(title_en="Opening").change(status="draft")

    answer = staff.post(page_of(event), form)

    assert errors(answer) == ["Somebody has changed the programme meanwhile. Look at it again."]
    assert days(event) == (DAY, DAY)


def test_the_form_of_the_event_leads_here_where_its_sessions_are_in_the_way(staff, event):
    address = f"/admin/programme/event/{event.pk}/change/"
    form = filled(read(staff.get(address))) | {"first_day": "2027-05-18", "last_day": "2027-05-18"}

    page = read(staff.post(address, form))

    [link] = page.select(f"a[href='{page_of(event)}?days=14']")
    shown = read(staff.get(link["href"]))
    assert texts(shown, "[name=confirm]") == ["Postpone by 14 days"]


def test_those_who_may_not_change_events_may_not_postpone_them(client, event):
    client.force_login(factories.staff_user("viewer"))

    assert client.get(page_of(event)).status_code == 403
    assert client.post(page_of(event), {"confirm": "1"}).status_code == 403
