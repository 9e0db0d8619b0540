"""Next year's event from last year's: how many clicks it takes, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from programme.models import Event
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = ".rail"


@pytest.fixture
def forum() -> Event:
    event = factories.event("Forum 2027", name_ar="منتدى ٢٠٢٧", slug="forum-2027")
    hall, section = factories.room(event), factories.section(event)
    for number in range(3):
        session = factories.session(
            event, f"Talk {number}", hours="09:00-09:30", room=hall, section=section
        )
        factories.contribution(factories.speaker(), session=session)
    return event


@pytest.mark.parametrize("width", [1280, 390])
def test_next_years_event_takes_six_clicks_and_its_undo_one(visitor, forum, width):
    signed_in = visitor.session()
    page = visitor.opens("/admin/", width=width, storage_state=signed_in)
    clicks = Clicks(page)

    page.locator(".event-switch summary").click()
    clicks.on("link", "Duplicate for next year", within=HEAD)
    clicks.on("textbox", "First day")
    page.get_by_role("textbox", name="First day").fill("7 May 2029")
    page.get_by_role("heading", name="A draft event, Monday 7 May 2029").wait_for()
    expect(page.get_by_label("Name in English")).to_have_value("Forum 2029")
    expect(page.get_by_label("Name in Arabic")).to_have_value("منتدى ٢٠٢٩")
    fits = page.evaluate("document.documentElement.scrollWidth") <= width
    problems = violations(page)
    clicks.on("button", "Create the draft")
    page.wait_for_url("**/programme/done/*/")
    made = Event.objects.get(slug="forum-2029")
    parts = (made.status, made.rooms.count(), made.sections.count(), made.sessions.count())
    taken = clicks.count + 1
    expect(page.locator(".event-switch summary bdi")).to_have_text("Forum 2029")
    clicks.on("button", "Undo")
    page.get_by_text("Undone:").wait_for()

    assert (parts, taken <= 6) == (("draft", 1, 1, 3), True)
    assert (fits, problems) == (True, [])
    assert list(Event.objects.values_list("slug", flat=True)) == ["forum-2027"]


def test_a_name_that_was_typed_stays_when_the_date_changes(visitor, forum):
    page = visitor.signs_in(f"/admin/programme/event/{forum.pk}/duplicate/")

    page.get_by_label("Name in English").fill("The great forum")
    page.get_by_role("textbox", name="First day").fill("7 May 2030")

    expect(page.get_by_label("Address")).to_have_value("forum-2030")
    expect(page.get_by_label("Name in English")).to_have_value("The great forum")


def test_the_page_is_for_everybody_in_arabic_on_a_phone_in_the_dark(visitor, forum):
    page = visitor.signs_in()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 5000})
    page.context.set_extra_http_headers({"Accept-Language": "ar"})

    page.goto(f"/admin/programme/event/{forum.pk}/duplicate/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_without_script_the_plan_is_looked_at_again(visitor, forum):
    signed_in = visitor.session()
    options = {"java_script_enabled": False, "storage_state": signed_in}
    page = visitor.opens(f"/admin/programme/event/{forum.pk}/duplicate/", **options)

    page.get_by_role("checkbox", name="People").uncheck()
    page.get_by_role("button", name="Refresh").click()
    page.get_by_label("Address").fill("forum-2027")
    page.get_by_role("button", name="Create the draft").click()
    refused = page.locator(".plan-errors").inner_text()
    page.get_by_label("Address").fill("next-forum")
    page.get_by_role("button", name="Create the draft").click()
    page.wait_for_url("**/programme/done/*/")

    made = Event.objects.get(slug="next-forum")
    assert refused == "Address: Another event has this address."
    assert [session.contributions.count() for session in made.sessions.all()] == [0, 0, 0]
