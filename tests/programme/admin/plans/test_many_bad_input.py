"""Selections that no change of many sessions can be made of: a sentence, and nothing half done."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programme.models import Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.plans.forms import SESSIONS, press, select

pytestmark = pytest.mark.django_db

MANY = f"{SESSIONS}many/"


def messages(page) -> list[str]:
    return texts(page, ".messagelist li")


def scheduler() -> Client:
    user = factories.staff_user("karim")
    user.groups.add(Group.objects.get(name="Scheduler"))
    client = Client()
    client.force_login(user)
    return client


def test_sessions_of_several_events_are_refused(staff):
    rows = [factories.session(factories.event(), status="draft") for _event in range(2)]

    page = select(staff, "publish", rows)

    assert messages(page) == [
        "Nothing has been changed: these sessions belong to several events. "
        "Select those of one event."
    ]


def test_ten_thousand_keys_are_refused(staff):
    factories.session(factories.event())
    keys = {"action": "publish", "_selected_action": range(1, 10_001)}

    few = read(staff.post(SESSIONS, keys, follow=True))
    many = read(
        staff.post(
            f"{MANY}publish/", {"selected": ".".join(map(str, range(1, 10_001)))}, follow=True
        )
    )

    assert texts(few, "h1") == ["Publish sessions"]
    assert messages(many) == ["Nothing has been changed: select at most 2000 sessions."]


@pytest.mark.parametrize("selected", ["", "0", "999", "x.y", "9" * 30, "-1"])
def test_sessions_that_do_not_exist_are_refused(staff, selected):
    page = read(staff.post(f"{MANY}publish/", {"selected": selected, "confirm": "1"}, follow=True))

    assert messages(page) == ["None of the selected sessions exists any more."]


def test_the_page_opened_by_its_address_leads_to_the_list(staff):
    page = read(staff.get(f"{MANY}set_room/", follow=True))

    assert texts(page, "h1") == ["Sessions"]


def test_an_unknown_change_has_no_page(staff):
    session = factories.session(factories.event())

    answer = staff.post(f"{MANY}delete/", {"selected": session.pk, "confirm": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize("choose", ["999", "x", "-1", "9" * 30])
def test_a_room_of_another_event_or_no_room_at_all_is_refused(staff, choose):
    other = factories.room(factories.event(), "Other")
    session = factories.session(factories.event(), "Talk")
    page = select(staff, "set_room", [session])

    for key in (choose, str(other.pk)):
        page = press(staff, page, "look", choose=key, confirm="1")

        assert texts(page, "[role=alert]") == [
            "This choice is no longer available for this event. Choose again."
        ]
    assert Session.objects.get().room is None


def test_rows_of_another_event_are_not_changed_with_those_of_the_page(staff):
    event = factories.event()
    session = factories.session(event, "Talk", status="draft")
    foreign = factories.session(factories.event(), "Foreign", status="draft")
    unlisted = factories.session(event, "Unlisted", status="draft")
    rows = [
        select(staff, "publish", [row]).select_one("[name=row]")["value"]
        for row in (session, foreign, unlisted)
    ]

    press(staff, select(staff, "publish", [session]), "confirm", row=rows)

    found = Session.objects.filter(status="published")
    assert [str(row) for row in found] == ["Talk"]


def test_a_scheduler_changes_status_and_room_but_not_section_and_theme():
    session = factories.session(factories.event(), "Talk")
    client = scheduler()

    offered = texts(read(client.get(SESSIONS)), ".actions button[value]:not([name=index])")
    answers = {
        code: client.post(f"{MANY}{code}/", {"selected": session.pk}).status_code
        for code in ("publish", "set_room", "set_section", "set_track")
    }

    assert {"Publish…", "Cancel…", "Room…", "Reinstate…", "Unpublish…"} <= {*offered}
    assert {"Section…", "Theme…"}.isdisjoint(offered)
    assert answers == {"publish": 200, "set_room": 200, "set_section": 403, "set_track": 403}


def test_those_who_may_only_read_are_offered_nothing(client):
    user = factories.staff_user("reader")
    user.groups.add(Group.objects.get(name="Translator (French)"))
    client.force_login(user)
    session = factories.session(factories.event(), "Talk")

    offered = read(client.get(SESSIONS)).select(".actions button")
    answer = client.post(f"{MANY}unpublish/", {"selected": session.pk, "confirm": "1"})

    assert (offered, answer.status_code) == ([], 403)
    assert Session.objects.get().status == "published"


def test_each_row_costs_the_same_number_of_queries(staff):
    event, looks, writes = factories.event(), [], []
    for count in (1, 1, 2, 3):
        rows = [factories.session(event) for _number in range(count)]
        with CaptureQueriesContext(connection) as looking:
            page = select(staff, "unpublish", rows)
        with CaptureQueriesContext(connection) as writing:
            press(staff, page, "confirm")
        looks.append(len(looking))
        writes.append(len(writing))

    assert looks[1] == looks[2] == looks[3] <= 24
    assert writes[3] - writes[2] == writes[2] - writes[1] <= 7
