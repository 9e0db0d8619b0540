"""The days of an event on phones, whose clocks may be wrong: now, next, and the bar."""

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db(transaction=True)

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
