"""“Running late” moves the sessions that it shows, and nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from programme.admin.plans.stamps import join_keys
from programme.models import Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.plans.late_pages import LATE, confirm, fields, fourteen, rows

pytestmark = pytest.mark.django_db


def starts() -> dict[str, str]:
    """The start of each session on the clock of the standard event."""
    timed = Session.objects.filter(starts_at__isnull=False).order_by("pk")
    return {str(row): f"{row.starts_at.astimezone(factories.CASABLANCA):%H:%M}" for row in timed}


def errors(answer) -> list[str]:
    return texts(read(answer), ".plan-errors p")


def test_the_page_shows_old_and_new_hours_and_moves_nothing(staff):
    event = factories.event()
    factories.session(event, "Opening", hours="09:00-09:30", room=factories.room(event, "Atlas"))
    factories.session(event, "Draft", hours="10:00-10:30", status="draft")

    page = read(staff.get(LATE))

    assert rows(page) == [
        ("Opening", "09:00–09:30", "09:15–09:45"),
        ("Draft", "10:00–10:30", "10:15–10:45"),
    ]
    assert texts(page, "#plan-heading") == ["2 sessions will move; nothing has moved yet"]
    assert texts(page, "[name=confirm]") == ["Move 2 sessions by 15 minutes"]
    assert "1 of them published" in page.select_one(".plan-bar__note").get_text()
    assert starts() == {"Opening": "09:00", "Draft": "10:00"}


def test_moving_leads_to_the_page_of_the_act(staff):
    fourteen(event := factories.event())

    answer = confirm(staff)

    act = Act.objects.latest_first()[0]
    assert answer.redirect_chain == [(f"/admin/programme/done/{act.pk}/", 302)]
    assert texts(read(answer), ".plan-told li") == ["14 sessions start 15 minutes later"]
    assert [row.revision for row in event.sessions.all()] == [1] * 14
    assert (act.who, act.verb, act.changes.count()) == ("amina", "moved", 14)


def test_a_break_that_gets_shorter_is_told_in_the_same_line(staff):
    event = factories.event()
    for number in range(3):
        factories.session(event, f"Talk {number}", hours="09:00-10:00")
    lunch = factories.session(event, "Lunch", hours="10:00-11:00", kind="break")

    answer = confirm(staff, until="break")

    lunch.refresh_from_db()
    assert (lunch.starts_at, lunch.ends_at) == (factories.at("10:15"), factories.at("11:00"))
    assert texts(read(answer), ".plan-told li") == ["4 sessions start 15 minutes later"]


def test_moving_14_sessions_takes_at_most_50_queries(staff):
    fourteen(factories.event())
    sent = {**fields(read(staff.get(LATE))), "confirm": "1"}

    with CaptureQueriesContext(connection) as captured:
        staff.post(LATE, sent)

    assert set(starts().values()) >= {"09:15", "12:30"}
    assert len(captured) <= 50, [one["sql"][:80] for one in captured]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_number_of_queries_for_one_session_and_for_three(staff, count):
    event = factories.event()
    for _number in range(count):
        session = factories.session(event, hours="09:00-10:00", room=factories.room(event))
        factories.contribution(factories.speaker(), session=session)

    with CaptureQueriesContext(connection) as captured:
        staff.get(LATE)

    assert len(captured) == 7


def test_from_the_form_of_a_session_its_room_and_hour_are_chosen(staff):
    event = factories.event()
    room = factories.room(event, "Atlas")
    factories.session(event, "Before", hours="08:00-09:00", room=room)
    own = factories.session(event, "Own", hours="09:00-10:00", room=room)
    factories.session(event, "Elsewhere", hours="09:00-10:00")

    form = read(staff.get(f"/admin/programme/session/{own.pk}/change/"))
    [link] = form.select(f"a[href='{LATE}?session={own.pk}']")
    page = read(staff.get(link["href"]))

    assert rows(page) == [("Own", "09:00–10:00", "09:15–10:15")]


def test_the_rows_chosen_in_the_list_move_alone(staff):
    event = factories.event()
    chosen = [factories.session(event, f"Chosen {n}", hours="09:00-10:00") for n in range(2)]
    factories.session(event, "Other", hours="09:00-10:00")
    action = {"action": "run_late", "_selected_action": [row.pk for row in chosen]}

    answer = staff.post("/admin/programme/session/", action)
    confirm(staff, answer["Location"])

    assert starts() == {"Chosen 0": "09:15", "Chosen 1": "09:15", "Other": "09:00"}


def test_rows_of_several_events_are_not_moved_together(staff):
    rows_of = [factories.session(factories.event(), hours="09:00-10:00") for _event in range(2)]
    action = {"action": "run_late", "_selected_action": [row.pk for row in rows_of]}

    answer = read(staff.post("/admin/programme/session/", action, follow=True))

    assert texts(answer, ".messagelist li") == [
        "These sessions belong to several events. Select those of one event."
    ]


def test_a_row_that_is_not_ticked_stays(staff):
    event = factories.event()
    first = factories.session(event, "A", hours="09:00-10:00")
    factories.session(event, "B", hours="09:00-10:00")
    form = fields(read(staff.get(LATE)))
    form["row"] = [value for value in form["row"] if value.startswith(f"{first.pk}:")]

    again = read(staff.post(LATE, {**form, "look": "1"}))
    staff.post(LATE, {**form, "confirm": "1"})

    assert texts(again, "[name=confirm]") == ["Move 1 session by 15 minutes"]
    assert starts() == {"A": "09:15", "B": "09:00"}


def test_a_row_that_somebody_moved_meanwhile_is_left_out_and_named(staff):
    event = factories.event()
    factories.session(event, "Same", hours="09:00-10:00")
    other = factories.session(event, "Other", hours="09:00-10:00")
    form = fields(read(staff.get(LATE)))
    other.starts_at, other.ends_at = factories.at("11:00"), factories.at("12:00")
    other.save()

    answer = staff.post(LATE, {**form, "confirm": "1"}, follow=True)

    assert starts() == {"Same": "09:15", "Other": "11:00"}
    assert texts(read(answer), ".messagelist li") == [
        "Left out, because somebody has changed them meanwhile: \u2068Other\u2069."
    ]


def test_sending_a_plan_twice_moves_nothing_twice(staff):
    factories.session(factories.event(), "Talk", hours="09:00-10:00")
    form = fields(read(staff.get(LATE))) | {"confirm": "1"}
    staff.post(LATE, form)

    answer = staff.post(LATE, form)

    assert starts() == {"Talk": "09:15"}
    assert errors(answer)[0].startswith("Nothing was moved.")


def test_conflicts_that_follow_are_shown_beside_the_row(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    late = factories.session(event, "Late", hours="09:00-10:00", room=atlas)
    factories.session(event, "Next", hours="10:00-11:00", room=atlas)

    page = read(staff.get(f"{LATE}?sessions={late.pk}"))

    assert [" ".join(text.split()) for text in texts(page, ".plan__clash")] == [
        "! Atlas is taken by Next, Tue 4 May, 10:00–11:00."
    ]


def test_a_chosen_session_without_a_time_is_named_and_stays(staff):
    event = factories.event()
    chosen = [
        factories.session(event, "Talk", hours="09:00-10:00"),
        factories.session(event, "Later"),
    ]
    address = f"{LATE}?sessions={join_keys([session.pk for session in chosen])}"

    page = read(staff.get(address))
    confirm(staff, address)

    assert rows(page) == [("Talk", "09:00–10:00", "09:15–10:15"), ("Later", "–", "")]
    assert "It has no time." in texts(page, ".plan tbody")[0]
    assert texts(page, "#plan-heading") == ["1 session will move; nothing has moved yet"]
    assert starts() == {"Talk": "09:15"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"other": "soon"}, "Enter a whole number of minutes, for example 25."),
        ({"other": "9" * 400}, "Enter a whole number of minutes, for example 25."),
        ({"other": "100000"}, "Choose a number from 1 to 720."),
        ({"other": "0"}, "Choose a number from 1 to 720."),
        ({"usual": ""}, "Enter a whole number of minutes, for example 25."),
        ({"rooms": ["999"]}, "This room belongs to another event."),
        ({"rooms": ["9" * 5000]}, "This room belongs to another event."),
        (
            {"until": "break"},
            "No break follows on this day. Move everything until the end of the day.",
        ),
        ({"start": "x"}, "Select a valid choice. x is not one of the available choices."),
        ({"row": []}, "Nothing was moved."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(staff, changes, error):
    event = factories.event()
    factories.session(event, "Talk", hours="09:00-10:00", room=factories.room(event))
    form = fields(read(staff.get(LATE))) | {"confirm": "1"} | changes

    answer = staff.post(LATE, form)

    assert errors(answer) == [error]
    assert starts() == {"Talk": "09:00"}


def test_arabic_digits_are_minutes_too(staff):
    factories.session(factories.event(), "Talk", hours="09:00-10:00")

    confirm(staff, other="٢٥")

    assert starts() == {"Talk": "09:25"}


def test_a_room_of_another_event_is_refused(staff):
    event = factories.event()
    factories.session(event, "Talk", hours="09:00-10:00", room=factories.room(event))
    day = dt.date(2020, 1, 1)
    other = factories.room(factories.event(first_day=day, last_day=day))
    form = fields(read(staff.get(LATE))) | {"rooms": [other.pk], "confirm": "1"}

    assert errors(staff.post(LATE, form)) == ["This room belongs to another event."]


def test_ten_thousand_rows_are_answered_in_words(staff):
    factories.session(factories.event(), "Talk", hours="09:00-10:00")
    form = fields(read(staff.get(LATE)))
    forged = [f"{key}:{'0' * 16}" for key in range(10**6, 10**6 + 10_000)]

    answer = staff.post(LATE, {**form, "row": forged, "confirm": "1"})

    assert errors(answer) == ["Nothing was moved. 10000 sessions are no longer in this event."]


def test_where_nothing_has_a_time_the_page_says_so(staff):
    factories.session(factories.event(), "Talk")

    page = read(staff.get(LATE))

    assert errors(staff.get(LATE)) == ["No session of this event has a time yet."]
    assert texts(page, "[name=confirm]") == []


def test_a_viewer_may_not_open_it_and_is_offered_no_link(client: Client):
    factories.session(factories.event(), "Talk", hours="09:00-10:00")
    client.force_login(factories.staff_user("viewer"))

    assert client.get(LATE).status_code == 403
    assert client.post(LATE, {"confirm": "1"}).status_code == 403
    assert "Running late" not in client.get("/admin/").content.decode()
