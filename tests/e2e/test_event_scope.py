"""The event chosen at the head of the admin, and the choices of a form that follow its event."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def forums():
    """Two events, each with a room called Atlas; the second is the current one."""
    found = []
    for name, day in (("Old forum", dt.date(2020, 11, 20)), ("New forum", dt.date(2999, 5, 4))):
        event = factories.event(name, first_day=day, last_day=day)
        factories.room(event, "Atlas")
        factories.room(event, f"Library of the {name.lower()}")
        found.append(event)
    return found


def offers(page: Page, field: str) -> list[str]:
    """What a field offers when it is opened."""
    page.locator(f"[aria-labelledby=select2-id_{field}-container]").click()
    # Until the answer is there, Select2 shows the options of the last one.
    page.locator(".loading-results").wait_for(state="detached")
    page.locator(".select2-results__option[aria-selected]").first.wait_for()
    found = page.locator(".select2-results__option[aria-selected]").all_inner_texts()
    page.keyboard.press("Escape")
    return found


def choose_event(page: Page, name: str) -> None:
    """Choose the event of a session's form."""
    page.locator("#fold-place summary").click()
    page.locator("[aria-labelledby=select2-id_event-container]").click()
    page.get_by_role("option", name=name).click()


def test_an_event_is_chosen_at_the_head_of_a_page_without_scripts(visitor, forums):
    page = visitor.signs_in()
    state = page.context.storage_state()
    plain = visitor.opens("/admin/", java_script_enabled=False, storage_state=state)
    plain.goto("/admin/programme/room/?q=atlas")

    plain.locator(".event-switch summary").click()
    plain.get_by_role("button", name="Old forum").click()

    expect(plain.locator(".event-switch summary bdi")).to_have_text("Old forum 2020")
    expect(plain.locator("#result_list .field-name")).to_have_text(["Atlas"])
    assert plain.url.endswith("/admin/programme/room/?q=atlas")


def test_a_form_offers_the_rooms_of_the_event_chosen_in_it(visitor, forums):
    page = visitor.signs_in("/admin/programme/session/add/")
    of_current = offers(page, "room")

    choose_event(page, "Old forum 2020")

    assert of_current == ["Atlas", "Library of the new forum"]
    assert offers(page, "room") == ["Atlas", "Library of the old forum"]


def test_a_form_without_an_event_offers_rooms_with_the_names_of_their_events(visitor, forums):
    page = visitor.signs_in()
    page.locator(".event-switch summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="All events").click()
    page.goto("/admin/programme/session/add/")

    assert offers(page, "room") == [
        "Atlas · New forum 2999",
        "Library of the new forum · New forum 2999",
        "Atlas · Old forum 2020",
        "Library of the old forum · Old forum 2020",
    ]


def test_a_contribution_offers_the_sessions_of_its_own_event(visitor, forums):
    old, _new = forums
    for event in forums:
        factories.session(event, f"Talk at the {event.name.lower()}")
    part = factories.contribution(factories.speaker(), session=old.sessions.get())
    page = visitor.signs_in(f"/admin/programme/contribution/{part.pk}/change/")

    assert offers(page, "session") == ["Talk at the old forum"]


def test_a_room_is_added_from_a_form_to_the_event_of_the_form(visitor, forums):
    old, _new = forums
    page = visitor.signs_in("/admin/programme/session/add/")
    choose_event(page, "Old forum 2020")

    with page.expect_popup() as opened:
        page.locator("#add_id_room").click()
    popup = opened.value
    popup.locator("#id_name_en").fill("Garden")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).first.click()

    assert [room.name for room in old.rooms.order_by("pk")][-1] == "Garden"
    expect(page.locator("#id_room option:checked")).to_have_text("Garden")
