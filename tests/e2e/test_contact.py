"""The contact form with a mouse, with the keyboard alone, without scripts or cookies."""

import pytest
from playwright.sync_api import expect

from forum.contact.models import Message

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = {
    "name": "Nadia Ben Salah",
    "email": "nadia@example.org",
    "organization": "",
    "topic": "press",
    "text": "May we film the opening?",
}


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0


def fill_in(page) -> None:
    page.get_by_label("Your name").fill(FIELDS["name"])
    page.get_by_label("Your e-mail address").fill(FIELDS["email"])
    page.get_by_role("radio", name="Press").check()
    page.get_by_label("Message").fill(FIELDS["text"])


def stored() -> list[dict]:
    return list(Message.objects.values(*FIELDS))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_message_is_sent_and_acknowledged(visitor, scripts):
    page = visitor.opens("/en/contact/", java_script_enabled=scripts)
    fill_in(page)

    page.get_by_role("button", name="Send message").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Message sent")
    assert stored() == [FIELDS]
    assert page.context.cookies() == []


def test_a_message_is_sent_with_keys_alone(visitor):
    page = visitor.opens("/en/contact/")
    page.get_by_role("radio", name="General question").focus()
    keys = page.keyboard

    for _press in ("Partnership", "Press"):
        keys.press("ArrowDown")
    keys.press("Tab")
    for text in (FIELDS["name"], FIELDS["email"], FIELDS["organization"]):
        keys.type(text)
        keys.press("Tab")
    keys.type(FIELDS["text"])
    for _press in ("to what happens to the data", "to the button"):
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url("**/en/contact/sent/**")

    assert stored() == [FIELDS]


def test_an_error_can_be_reached_from_the_summary_and_corrected(visitor):
    page = visitor.opens("/en/contact/")
    fill_in(page)
    page.get_by_label("Your e-mail address").fill("nadia@")
    page.get_by_role("button", name="Send message").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(FIELDS["email"])
    page.get_by_role("button", name="Send message").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Message sent")
    assert stored() == [FIELDS]


def test_the_first_key_press_reaches_the_skip_link(visitor):
    page = visitor.opens("/en/contact/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert first == "Skip to main content"
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_counter_shows_characters_left_and_announces_them_near_the_limit(visitor):
    page = visitor.opens("/en/contact/")
    message = page.get_by_label("Message")
    left = page.get_by_text("Characters left:")

    message.fill("x" * 4000)
    early = (left.inner_text(), left.get_attribute("role"))
    message.fill("x" * 5010)

    assert early == ("Characters left: 1,000", None)
    assert (left.inner_text(), left.get_attribute("role")) == ("Characters left: -10", "status")


def test_there_is_no_counter_without_javascript(visitor):
    page = visitor.opens("/en/contact/", java_script_enabled=False)

    assert page.get_by_text("Characters left:").count() == 0
