"""Many sessions at once as staff click it: publishing a programme, cancelling with a reason."""

import pytest
from playwright.sync_api import expect

from content.saving import save_all
from forum.contact.models import OutgoingMail
from programme.models import Event, Session
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(visitor, width: int):
    return visitor.signs_in("/admin/programme/session/", width=width)


@pytest.mark.parametrize(("width", "count"), [(1280, 298), (390, 10)])
def test_an_event_with_a_conflict_is_published_in_three_clicks(visitor, width, count):
    event = factories.event("Forum", status="draft")
    save_all([Session(event=event, title_en=f"Talk {n}") for n in range(count)])
    atlas = factories.room(event, "Atlas")
    for title in ("Opening", "Welcome"):
        factories.session(event, title, hours="09:00-10:00", room=atlas, status="draft")
    save_all([_timed(row) for row in event.sessions.filter(starts_at=None)])
    page = signed_in(visitor, width)
    clicks = Clicks(page)

    clicks.on("link", "Publish the programme…")
    problems = violations(page)
    clicks.on("checkbox", "I have seen the conflict")
    clicks.on("button", f"Publish {count + 2} sessions")

    expect(page.locator(".plan-done")).to_contain_text("with 1 conflict")
    assert {*Session.objects.values_list("status", flat=True)} == {"published"}
    assert (Event.objects.get().status, clicks.count, problems) == ("published", 3, [])


def _timed(row: Session) -> Session:
    row.starts_at, row.ends_at = factories.at("11:00"), factories.at("12:00")
    return row


@pytest.mark.parametrize("width", [1280, 390])
def test_a_session_is_cancelled_with_a_reason_and_its_people_are_told_in_five_clicks(
    visitor, width
):
    session = factories.session(factories.event("Forum"), "Opening", hours="09:00-10:00")
    speaker = factories.speaker("Amina Alami", email="amina@example.org")
    factories.contribution(speaker, session=session)
    page = signed_in(visitor, width)
    clicks = Clicks(page)

    clicks.on("checkbox", "Select \u2068Opening\u2069")
    clicks.on("button", "Cancel…")
    problems = violations(page)
    page.keyboard.type("The speaker is ill")
    clicks.on("button", "Cancel 1 session")
    clicks.on("link", "Read the e-mail first…")
    clicks.on("button", "Send 1 e-mail")

    expect(page.locator("#content")).to_contain_text("wrote to 1 person")
    session.refresh_from_db()
    assert (session.status, session.cancellation_reason_en) == ("cancelled", "The speaker is ill")
    assert "The speaker is ill" in OutgoingMail.objects.get().body
    assert (clicks.count, problems) == (5, [])
