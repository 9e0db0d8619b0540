"""The days of an event on phones, whose clocks may be wrong: now, next, and the bar."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = dt.timedelta(hours=1)
PHONE = {"width": 360}


@pytest.fixture
def forum():
    forum = factories.event("Forum", slug="forum")
    for hours in ("09:30-10:30", "10:30-11:15", "11:15-12:00"):
        factories.session(forum, f"From {hours[:5]}", hours=hours)
    return forum


@pytest.fixture
def server_clock(monkeypatch):
    """Sets the clock of the server."""

    def set_to(clock: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at(clock))

    set_to("10:41")
    return set_to


SEEN = """() => Array.from(
  document.querySelectorAll("#live-strip time, .slot__time"),
  (element) => element.innerText.replaceAll(/\\s+/g, " ").trim(),
)"""


def seen(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    page.clock.run_for(1000)
    return page.evaluate(SEEN)


@pytest.mark.parametrize("skew", [-24 * HOUR, -HOUR, HOUR, 24 * HOUR])
def test_a_phone_with_a_wrong_clock_is_told_what_everybody_is_told(
    visitor, forum, server_clock, skew
):
    right, wrong = visitor.opens("/en/contact/", **PHONE), visitor.opens("/en/contact/", **PHONE)
    right.clock.install(time=at("10:41"))
    wrong.clock.install(time=at("10:41") + skew)
    for page in (right, wrong):
        page.goto("/en/events/forum/")

    assert seen(right) == ["10:41", "10:30–11:15 Now ends in 34 min", "11:15–12:00 Next Tue 4 May"]
    assert seen(wrong) == ["10:41 by our clock", *seen(right)[1:]]


def test_an_old_copy_of_the_page_is_put_right(visitor, forum, server_clock):
    page = visitor.opens("/en/events/forum/", java_script_enabled=False, **PHONE)
    old = page.content()
    page = visitor.opens("/en/contact/", **PHONE)
    page.clock.install(time=at("11:20"))
    server_clock("11:20")
    page.route("**/events/forum/", lambda route: route.fulfill(body=old, content_type="text/html"))

    page.goto("/en/events/forum/")

    expect(page.locator("#live-strip time")).to_have_text("11:20")
    assert page.evaluate(SEEN)[1:] == [
        "10:30–11:15 Tue 4 May",
        "11:15–12:00 Now ends in 40 min",
    ]


def test_at_the_end_of_a_session_the_page_becomes_that_of_the_next(visitor, forum, server_clock):
    page = visitor.opens("/en/contact/", **PHONE)
    page.clock.install(time=at("10:41"))
    page.goto("/en/events/forum/")
    page.get_by_role("link", name="From 11:15").focus()
    server_clock("11:15")

    page.clock.fast_forward("34:00")
    page.clock.run_for(31_000)

    expect(page.locator("#live .session-row__title")).to_have_text(["From 11:15"])
    expect(page.get_by_role("link", name="From 11:15")).to_be_focused()
    assert page.evaluate(SEEN)[1] == "11:15–12:00 Now ends in 45 min"


def test_without_an_answer_the_page_stays_as_the_server_wrote_it(visitor, forum, server_clock):
    page = visitor.opens("/en/contact/", **PHONE)
    page.clock.install(time=at("10:41") + HOUR)
    page.route("**/healthz", lambda route: route.abort())

    page.goto("/en/events/forum/")

    assert seen(page)[:2] == ["10:41", "10:30–11:15 Now ends in 34 min"]
    visitor.complaints.clear()


@pytest.mark.parametrize(
    ("width", "height", "position"),
    [(360, 740, "sticky"), (740, 360, "static"), (320, 256, "static"), (800, 900, None)],
)
def test_the_bar_is_at_the_thumb_of_phones_and_covers_nothing(
    visitor, forum, server_clock, width, height, position
):
    page = visitor.opens("/en/events/forum/", width=width)
    page.set_viewport_size({"width": width, "height": height})
    bar = page.locator(".live-bar")

    style = bar.evaluate("(bar) => [getComputedStyle(bar).display, getComputedStyle(bar).position]")

    assert (style[1] if style[0] != "none" else None) == position
    if position == "sticky":
        assert bar.bounding_box() == {"x": 0, "y": 683, "width": 360, "height": 57}
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        foot = page.locator("footer").bounding_box()
        assert foot["y"] + foot["height"] == pytest.approx(683, abs=1)


def test_what_has_the_focus_is_never_under_the_bar(visitor, forum, server_clock):
    page = visitor.opens("/en/events/forum/", **PHONE)
    page.set_viewport_size({"width": 360, "height": 500})
    links = page.locator("a:visible").count()
    bottoms = []

    for _stop in range(links - 3):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.live-bar') !== null"):
            bottoms.append(page.evaluate("document.activeElement.getBoundingClientRect().bottom"))

    assert max(bottoms) <= 443
