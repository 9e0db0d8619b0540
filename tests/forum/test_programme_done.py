"""The page after a change of the programme: the act, its undo, and what the public sees."""

import pytest
from django.test import Client
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act, Verb
from content.saving import save_all
from programme.models import Event, Session
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def move(event: Event) -> str:
    """Move its sessions by 15 minutes; returns the address of the page."""
    rows = list(Session.objects.filter(event=event))
    for row in rows:
        row.starts_at, row.ends_at = factories.at("09:15"), factories.at("09:45")
    with act(factories.staff_user("salma"), Verb.MOVED):
        save_all(rows)
    return f"/admin/programme/done/{Act.objects.latest_first()[0].pk}/"


def sentence(page) -> str:
    return page.select_one(".plan-done p").get_text(" ", strip=True)


def test_it_says_what_was_done_and_what_readers_are_told(staff):
    event = factories.event()
    for number in range(3):
        factories.session(event, f"Talk {number}", hours="09:00-09:30")

    page = read(staff.get(move(event)))

    assert sentence(page).startswith("salma moved 3 sessions by 15 minutes today")
    assert texts(page, ".plan-told li") == ["3 sessions start 15 minutes later"]
    assert texts(page, ".plan-done button") == ["Undo all 3"]


def test_a_single_session_is_told_with_its_title(staff):
    event = factories.event()
    factories.session(event, "Opening", hours="09:00-09:30")

    page = read(staff.get(move(event)))

    [told] = texts(page, ".plan-told li")
    assert " ".join(told.split()) == "Opening New time: was 09:00 now 09:15"


def test_of_a_draft_event_the_public_sees_nothing(staff):
    event = factories.event(status="draft")
    factories.session(event, "Opening", hours="09:00-09:30")

    page = read(staff.get(move(event)))

    assert texts(page, "[aria-labelledby=as-public] p")[0] == (
        "The event is a draft. The public sees nothing of it yet."
    )


def test_undo_returns_to_the_page_which_says_so(staff):
    event = factories.event()
    session = factories.session(event, "Opening", hours="09:00-09:30")
    address = move(event)
    pk = address.split("/")[-2]

    answer = staff.post(f"/admin/history/{pk}/undo/", {"next": address}, follow=True)

    session.refresh_from_db()
    assert session.starts_at == factories.at("09:00")
    assert answer.redirect_chain == [(address, 302)]
    assert "undone by amina" in sentence(read(answer)) + " ".join(
        texts(read(answer), ".plan-done > a")
    )
    assert texts(read(answer), ".plan-told li") == []


def test_it_is_not_found_for_an_act_that_there_never_was(staff):
    assert staff.get("/admin/programme/done/12345/").status_code == 404


def test_staff_who_see_no_sessions_do_not_find_it(db):
    event = factories.event()
    factories.session(event, "Opening", hours="09:00-09:30")
    client = Client()
    client.force_login(factories.staff_user("helpdesk", date_joined=timezone.now()))

    assert client.get(move(event)).status_code == 404
