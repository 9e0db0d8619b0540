"""The morning of the day: how many clicks a delay takes, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from programme.models import Session
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks
from tests.programme.admin.plans.late_pages import fourteen

pytestmark = pytest.mark.django_db(transaction=True)

LATER = "14 sessions start 15 minutes later"


def two_halls():
    """Fourteen sessions in two rooms, and one in a third that is on time."""
    event = factories.event("Forum")
    halls = [factories.room(event, name) for name in ("Great Hall", "Andalus")]
    for number, session in enumerate(fourteen(event)):
        session.room = halls[number % 2]
        session.save()
    on_time = factories.session(event, "On time", hours="09:00-10:00", room=factories.room(event))
    return event, on_time


def starts() -> list:
    return list(Session.objects.order_by("pk").values_list("starts_at", "ends_at", "room"))


@pytest.mark.parametrize("width", [1280, 390])
def test_14_sessions_move_in_five_clicks_and_come_back_in_two(visitor, width):
    event, _on_time = two_halls()
    before = starts()
    signed_in = visitor.session()
    page = visitor.opens("/admin/programme/session/", width=width, storage_state=signed_in)
    clicks = Clicks(page)

    clicks.on("link", "Running late…")
    clicks.on("checkbox", "Great Hall")
    clicks.on("checkbox", "Andalus")
    page.get_by_role("heading", name="14 sessions will move").wait_for()
    fits = page.evaluate("document.documentElement.scrollWidth") <= width
    problems = violations(page)
    clicks.on("button", "Move 14 sessions by 15 minutes")
    page.wait_for_url("**/programme/done/*/")
    readers = page.context.new_page()
    readers.goto(f"{event.get_absolute_url()}changes/")
    moved = clicks.count
    expect(page.locator(".plan-told li")).to_have_text([LATER])
    expect(readers.locator(".list-entry__title")).to_have_text([LATER])
    clicks.on("button", "Undo all 14")
    page.get_by_text("Undone:").wait_for()

    assert (fits, problems) == (True, [])
    assert (moved <= 5, clicks.count - moved <= 2) == (True, True)
    assert starts() == before


@pytest.mark.parametrize("width", [1280, 390])
def test_an_event_is_postponed_by_a_week_in_five_clicks(visitor, width):
    event, _on_time = two_halls()
    signed_in = visitor.session()
    page = visitor.opens("/admin/programme/event/", width=width, storage_state=signed_in)
    clicks = Clicks(page)

    clicks.on("link", "Forum")
    clicks.on("link", "Postpone…")
    fits = page.evaluate("document.documentElement.scrollWidth") <= width
    problems = violations(page)
    clicks.on("button", "Postpone by 7 days")
    page.wait_for_url("**/programme/done/*/")

    event.refresh_from_db()
    assert (event.first_day - factories.DAY).days == 7
    assert (fits, problems) == (True, [])
    assert clicks.count <= 5


def test_without_script_the_plan_is_looked_at_again(visitor):
    two_halls()
    signed_in = visitor.session()
    options = {"java_script_enabled": False, "storage_state": signed_in}
    page = visitor.opens("/admin/programme/running-late/", **options)

    page.get_by_role("checkbox", name="Great Hall").check()
    page.get_by_role("radio", name="30").check()
    page.get_by_role("button", name="Refresh").click()
    page.get_by_role("checkbox", name="Talk 0").uncheck()
    page.get_by_role("button", name="Move").click()

    expect(page.locator(".plan-told li")).to_have_text(["6 sessions start 30 minutes later"])
