"""From the form of a draft to the links of its preview in three languages, as staff click it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_links_of_a_draft_in_three_languages_are_copied_in_two_clicks(
    visitor, live_server, settings, width
):
    settings.SITE_URL = live_server.url
    draft = factories.event("Open budgets", slug="budgets", status="draft")
    page = visitor.signs_in()
    page.set_viewport_size({"width": width, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/admin/programme/event/{draft.pk}/change/")
    clicks = Clicks(page)

    clicks.on("button", "Share a preview")
    clicks.on("button", "Copy all three links")

    expect(page.get_by_text("All three links are copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert (clicks.count, violations(page)) == (2, [])
    assert [line.partition(":")[0] for line in copied] == ["English", "Français", "العربية"]
    reader = visitor.opens(copied[2].partition(": ")[2], width=width)
    expect(reader.locator("html[dir=rtl] .preview-bar")).to_be_visible()
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(reader) == []
    assert reader.context.cookies() == []
