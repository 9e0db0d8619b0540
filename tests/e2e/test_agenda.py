"""A visitor finds sessions in a large agenda, without any script, and shares what they found."""

import pytest
from playwright.sync_api import expect

from forum.demo import showcase

pytestmark = pytest.mark.django_db(transaction=True)


def test_filters_are_found_used_shared_and_removed_without_a_script(visitor):
    showcase.load(sessions=60, speakers=20)
    page = visitor.opens("/en/events/showcase/agenda/", width=360, java_script_enabled=False)
    everything = page.get_by_role("status").inner_text()

    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Atlas").check()
    page.get_by_role("button", name="Show sessions").click()
    page.wait_for_url("**room=atlas**")
    found = page.get_by_role("status").inner_text()
    shared = visitor.opens(page.url.removeprefix(visitor.url), java_script_enabled=False)

    assert shared.get_by_role("status").inner_text() == found != everything
    assert shared.get_by_label("Atlas").is_checked()

    shared.get_by_role("link", name="Remove filter: Atlas").click()

    expect(shared.get_by_role("status")).to_have_text(everything, use_inner_text=True)


def test_no_agenda_is_wider_than_the_smallest_screen(visitor):
    showcase.load(sessions=60, speakers=20)

    page = visitor.opens("/ar/events/showcase/agenda/?room=atlas", width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_by_keyboard_alone_one_skips_to_the_days_and_opens_a_session(visitor):
    showcase.load(sessions=60, speakers=20)
    page = visitor.opens("/en/events/showcase/agenda/", java_script_enabled=False)
    focused = page.locator(":focus")

    page.keyboard.press("Tab")
    skip = focused.inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    day = focused.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/agenda/2027-05-04/")
    page.locator("#main").focus()
    stops = []
    while len(stops) < 11:
        page.keyboard.press("Tab")
        stops.append(" ".join(focused.inner_text().split()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/**")

    assert (skip, day) == ("Skip to main content", "Tue 4 May")
    assert stops[1:10] == [
        *("Wed 5 May", "Thu 6 May", "All Whole programme", "To be announced"),
        *("Filter", "Timetable", "Calendar", "My sessions", "Show another time zone"),
    ]
    assert page.get_by_role("heading", level=1).inner_text() == stops[10]


def test_the_first_session_is_seen_at_once_on_a_phone(visitor):
    showcase.load(sessions=60, speakers=20)

    for language in ("en", "fr", "ar"):
        page = visitor.opens(f"/{language}/events/showcase/agenda/", width=360)

        assert page.locator(".session-row").first.bounding_box()["y"] <= 560, language


@pytest.mark.parametrize("language", ["en", "ar"])
def test_only_pages_without_long_lists_of_sessions_load_the_face_of_titles(visitor, language):
    showcase.load(sessions=60, speakers=20)
    used = "[...document.fonts].some(face => face.status !== 'unloaded')"
    parts = ["agenda/", "agenda/?view=grid", "rooms/atlas/", "speakers/"]

    loads = {
        part: visitor.opens(f"/{language}/events/showcase/{part}").evaluate(used) for part in parts
    }

    assert loads == dict.fromkeys(parts, False) | {"speakers/": True}
