"""The inbox in a real browser, wide and narrow, from the left and from the right."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from forum.contact.models import ReplyTemplate, Writing
from tests import factories
from tests.e2e.test_accessibility import scrolls_sideways, violations

pytestmark = pytest.mark.django_db(transaction=True)

DJANGO = {"empty-table-header"}
"""Of tables that Django's own template draws: the column of what a row is called has no heading."""


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 360)])
def test_the_list_and_a_message_are_for_everybody(visitor, language, width):
    message = factories.message(name="نادية", text="مرحبا (Open Forum)", language="ar")
    page, wrong = visitor.signs_in(), []
    amina = get_user_model().objects.first()
    message.notes.create(text="Called.", author=amina)
    message.steps.create(state="new", by=amina)
    page.set_viewport_size({"width": width, "height": 800})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])

    for path in ("", f"{message.pk}/change/"):
        page.goto(f"/admin/contact/message/{path}")
        wrong += [one for one in violations(page) if not any(rule in one for rule in DJANGO)]
        assert page.locator("html").get_attribute("lang") == language
        assert not scrolls_sideways(page)

    assert wrong == []


def test_a_template_is_put_into_the_reply_by_one_click_without_leaving_the_page(visitor):
    message = factories.message(name="Nadia", language="en")
    ReplyTemplate.objects.create(name="Visa", text_en="Dear {name}, your letter follows.")
    page = visitor.signs_in(f"/admin/contact/message/{message.pk}/change/")
    loads = []
    page.on("load", lambda: loads.append(page.url))

    reply = page.get_by_label("Reply:", exact=True)
    reply.fill("Thank you.")
    page.get_by_label("Reply template").select_option(label="Visa")
    page.get_by_role("button", name="Insert").click()

    expect(reply).to_have_value("Thank you.\n\nDear Nadia, your letter follows.")
    expect(reply).to_be_focused()
    assert loads == []


def test_colleagues_are_told_once_that_a_reply_is_typed(visitor):
    message = factories.message(name="Nadia")
    page = visitor.signs_in(f"/admin/contact/message/{message.pk}/change/")
    told = []
    page.on("response", lambda one: told.append(one.status) if "/writing/" in one.url else None)

    with page.expect_response("**/writing/"):
        page.get_by_label("Reply:", exact=True).press_sequentially("You may.")

    assert told == [204]
    assert Writing.objects.get().message == message


def test_on_wide_screens_the_list_is_beside_the_message(visitor):
    first = factories.message(name="Nadia", received_at=factories.at("08:00"))
    second = factories.message(name="Paul", received_at=factories.at("09:00"))
    page = visitor.signs_in(f"/admin/contact/message/{first.pk}/change/")
    beside = page.get_by_role("navigation", name="Messages of this list")

    page.set_viewport_size({"width": 1280, "height": 800})
    expect(beside.get_by_role("link")).to_have_count(2)
    page.set_viewport_size({"width": 390, "height": 800})
    expect(beside).to_be_hidden()

    page.get_by_role("link", name="Next message").click()
    page.wait_for_url(f"**/{second.pk}/change/")
