"""Find in a real browser: from any page by the keyboard to what was looked for."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.test_accessibility import scrolls_sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session():
    event = factories.event("Open Smart Regions")
    return factories.session(event, "After the pilot: open contracting", hours="09:00-09:45")


def test_a_session_is_found_and_opened_from_any_page(visitor, session):
    page = visitor.signs_in("/admin/forum/page/add/")

    page.keyboard.press("Control+k")
    page.keyboard.type("contracting")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=session.title).click()

    page.wait_for_url(f"**/admin/programme/session/{session.pk}/change/")


def test_on_a_phone_the_field_is_in_the_menu(visitor, session):
    page = visitor.signs_in(width=320)
    field = page.get_by_role("searchbox", name="Find")
    expect(field).to_be_hidden()

    page.keyboard.press("Control+k")

    expect(field).to_be_focused()
    field.fill("contracting")
    field.press("Enter")
    expect(page.get_by_role("link", name=session.title)).to_be_visible()
    assert not scrolls_sideways(page)
    page.keyboard.press("Control+k")
    expect(page.locator("main [name=q]")).to_be_focused()


def test_on_an_arabic_keyboard_the_key_counts_by_its_place(visitor):
    factories.event()
    page = visitor.signs_in()

    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'ن', code: 'KeyK', ctrlKey: true}))"
    )

    expect(page.get_by_role("searchbox", name="Find")).to_be_focused()
