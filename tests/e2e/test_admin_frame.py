"""The frame of the admin in a real browser: widths, first focus, menu, bulk bar, mistakes."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.test_accessibility import scrolls_sideways

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "/admin/programme/session/{}/change/"


def a_programme():
    event = factories.event("Open Smart Regions", status="published")
    organization = factories.organization("A rather long name of an organization of the region")
    factories.partnership(event, organization)
    factories.track(event)
    room = factories.room(event)
    title = "After the pilot: open contracting in the regions and what it cost everybody"
    session = factories.session(event, title, hours="09:00-10:00", room=room)
    factories.contribution(factories.speaker("Amina", organization=organization), session=session)
    factories.document("Slides", session=session)
    return session


def test_no_page_is_wider_than_the_window(visitor):
    session = a_programme()
    page = visitor.signs_in()
    event = session.event_id
    paths = [
        *("/admin/", "/admin/programme/session/", FORM.format(session.pk)),
        *(f"/admin/programme/event/{event}/change/", f"/admin/programme/event/{event}/delete/"),
        *("/admin/speakers/speaker/", "/admin/speakers/speaker/add/", "/admin/auth/user/add/"),
        *("/admin/auth/group/add/", "/admin/password_change/", "/admin/nothing/"),
        "/admin/find/?q=open",
    ]

    wide = []
    for path in paths:
        page.goto(path)
        for width in (360, 390, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wide += [(path, width)] if scrolls_sideways(page) else []

    assert wide == []


def test_a_new_row_is_begun_in_its_first_field(visitor):
    page = visitor.signs_in("/admin/forum/page/add/")

    expect(page.locator("#id_title_en")).to_be_focused()


def test_a_first_field_that_completes_while_typing_is_seen_to_have_the_focus(visitor):
    page = visitor.signs_in("/admin/programme/session/add/")

    focused = page.locator("[aria-labelledby=select2-id_event-container]:focus")
    focused.wait_for()
    assert focused.bounding_box()["width"] > 100


def test_the_name_of_the_event_is_whole_in_a_low_window(visitor):
    factories.event("The long name of a forum about open regions and cities", status="published")
    page = visitor.signs_in()

    page.set_viewport_size({"width": 1280, "height": 400})

    head, name = (page.locator(it).bounding_box() for it in (".rail__head", "summary bdi"))
    assert name["y"] >= head["y"]
    assert name["y"] + name["height"] <= head["y"] + head["height"]


def test_on_a_phone_the_save_bar_says_above_its_buttons_what_the_device_keeps(visitor):
    page = visitor.signs_in("/admin/forum/page/add/", width=390)

    page.locator("#id_title_en").press_sequentially("Careers")

    note = page.locator(".submit-row [data-kept-status]:not(:empty)")
    note.wait_for()
    box, save = note.bounding_box(), page.locator(".submit-row [name=_save]").bounding_box()
    assert box["y"] + box["height"] <= save["y"]
    assert save["y"] + save["height"] <= 800


def test_mistakes_are_read_first_and_lead_to_their_fields(visitor):
    session = a_programme()
    page = visitor.signs_in(FORM.format(session.pk))
    page.locator("#id_ends_at_1").fill("08:00")

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".form-errors")).to_be_focused()
    page.locator(".form-errors a").first.click()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.field-ends_at') !== null")


def test_on_a_phone_the_menu_opens_without_script_too(visitor):
    page = visitor.signs_in()
    state = page.context.storage_state()
    phone = visitor.opens("/admin/", width=390, storage_state=state, java_script_enabled=False)
    nav = phone.locator("#rail-menu")
    hidden = nav.is_visible()

    phone.get_by_role("button", name="Menu").click()

    assert (hidden, nav.is_visible()) == (False, True)
    nav.get_by_role("link", name="Sessions").click()
    phone.wait_for_url("**/admin/programme/session/")


def test_the_bulk_bar_is_there_once_a_row_is_chosen(visitor):
    session = a_programme()
    page = visitor.signs_in("/admin/programme/session/")
    bar = page.locator(".actions")
    before = bar.is_visible()

    page.locator(".action-select").check()

    expect(bar).to_be_visible()
    assert before is False
    assert page.locator(".action-counter").inner_text() == "1 of 1 selected"
    page.get_by_role("button", name="Cancel…").click()
    page.get_by_label("reason for cancellation in English").fill("Strike")
    page.get_by_role("button", name="Cancel 1 session").click()
    assert "cancelled the session" in page.locator(".plan-done").inner_text()
    session.refresh_from_db()
    assert session.status == "cancelled"


def test_the_enter_key_on_a_row_does_nothing_to_it(visitor):
    session = a_programme()
    page = visitor.signs_in("/admin/programme/session/")
    page.locator(".action-select").check()

    page.locator(".action-select").press("Enter")

    assert page.locator(".messagelist").inner_text() == "No action selected."
    session.refresh_from_db()
    assert session.status == "published"
