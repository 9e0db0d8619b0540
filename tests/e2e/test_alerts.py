"""An alert for all visitors, from the phone of a colleague to every page."""

import datetime as dt
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)

STRICTEST = {"runOnly": ["color-contrast-enhanced"], "preload": False}


def test_an_alert_is_posted_from_a_phone_in_two_clicks_and_ended_in_one(visitor):
    factories.event("Forum", slug="forum")
    desk = visitor.signs_in()
    desk.set_viewport_size({"width": 390, "height": 844})
    clicks = Clicks(desk)

    clicks.on("link", "Alert all visitors")
    desk.locator(":is(input, textarea):focus").wait_for()
    desk.keyboard.type("Fire drill: go to the car park.")  # the first field has the focus
    clicks.on("button", re.compile("^Save$"))
    readers = [visitor.opens(f"/{code}/events/forum/", width=390) for code in ("en", "fr", "ar")]
    shown = [page.locator(".site-alert bdi").inner_text() for page in readers]
    faults = [violations(page) for page in readers]
    desk.goto("/admin/")
    ending = Clicks(desk)
    ending.on("button", "End it now")
    for page in readers:
        page.reload()

    assert shown == ["Fire drill: go to the car park."] * 3
    assert faults == [[], [], []]
    assert desk.get_by_text("The alert is off the site.").is_visible()
    assert [page.locator(".site-alert").count() for page in readers] == [0, 0, 0]
    assert (clicks.count, ending.count) == (2, 1)


def test_an_alert_has_the_strictest_contrast_in_light_and_dark(visitor):
    start = timezone.now()
    end = start + dt.timedelta(hours=1)
    factories.alert("Fire", url="https://example.org/plan", starts_at=start, ends_at=end)

    found = {}
    for scheme in ("light", "dark"):
        page = visitor.opens("/fr/contact/", width=320, color_scheme=scheme)
        found[scheme] = Axe().run(page, context=".site-alert", options=STRICTEST).response

    assert {scheme: len(one["passes"]) for scheme, one in found.items()} == {"light": 1, "dark": 1}
    assert [one["violations"] for one in found.values()] == [[], []]
