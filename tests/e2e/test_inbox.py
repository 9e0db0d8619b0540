"""The inbox in a real browser, wide and narrow, from the left and from the right."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from forum.contact.models import ReplyTemplate
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
