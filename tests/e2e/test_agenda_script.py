"""The agenda with the script: filters without a new page, and a “Now” that moves with the clock."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

AGENDA = "/en/events/forum/agenda/"


@pytest.fixture
def forum():
    forum = factories.event("Open Smart Regions", slug="forum")
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    for number in range(21):
        factories.session(forum, f"Talk {number}", hours="09:00-10:00", room=hall)
    factories.session(forum, "Above all", hours="10:00-11:00", room=attic)
    return forum


def filter_by_room(page) -> None:
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Attic").check()
    page.get_by_role("button", name="Show sessions").click()


def expect_titles(page: Page, *titles: str) -> None:
    expect(page.locator(".session-row__title")).to_have_text([*titles], use_inner_text=True)


def test_somebody_filters_without_a_new_page_and_shares_the_address(visitor, forum):
    page = visitor.opens(AGENDA)
    page.evaluate("window.isTheSame = true")

    filter_by_room(page)

    page.wait_for_url(f"**{AGENDA}?room=attic")
    expect(page.get_by_role("status")).to_have_text("1 session")
    expect(page.get_by_role("status")).to_have_class("results-count")
    expect_titles(page, "Above all")
    grid = page.get_by_role("link", name="Timetable")
    expect(grid).to_have_attribute("href", f"{AGENDA}?room=attic&view=grid")
    assert page.evaluate("window.isTheSame") is True
    assert page.title().startswith("Programme: \u2068Attic\u2069 (1 session)")
    assert page.evaluate("document.activeElement.innerText") == "Show sessions"
    friend = visitor.opens(f"{AGENDA}?room=attic", java_script_enabled=False)
    expect_titles(friend, "Above all")


def test_the_back_button_and_a_removed_filter_bring_everything_back(visitor, forum):
    page = visitor.opens(AGENDA)
    page.evaluate("window.isTheSame = true")

    filter_by_room(page)
    page.wait_for_url("**room=attic")
    page.go_back()
    page.get_by_text("22 sessions").wait_for()
    page.go_forward()
    page.get_by_role("link", name="Remove filter: Attic").click()

    page.wait_for_url(f"**{AGENDA}")
    expect(page.get_by_role("status")).to_have_text("22 sessions")
    expect(page.locator(".session-row__title")).to_have_count(22)
    assert page.evaluate("[window.isTheSame, document.activeElement.id]") == [
        True,
        "agenda-results",
    ]


def test_back_and_forth_in_haste_ends_at_what_the_address_says(visitor, forum):
    page = visitor.opens(AGENDA)
    filter_by_room(page)
    page.wait_for_url("**?room=attic")
    page.route("**/agenda/", lambda route: (page.wait_for_timeout(400), route.continue_()))

    page.evaluate("history.back()")
    page.wait_for_url(f"**{AGENDA}")
    page.evaluate("history.forward()")
    page.wait_for_url("**?room=attic")
    page.wait_for_timeout(1000)

    expect_titles(page, "Above all")


def test_an_answer_that_does_not_come_leads_to_the_address_itself(visitor, forum):
    page = visitor.opens(AGENDA)
    page.route(
        "**/agenda/?*",
        lambda route: (
            route.fulfill(status=503)
            if route.request.resource_type == "fetch"
            else route.continue_()
        ),
    )

    filter_by_room(page)

    page.wait_for_url("**room=attic")
    page.get_by_text("1 session", exact=True).wait_for()
    expect_titles(page, "Above all")
    visitor.complaints.clear()


def test_a_way_to_a_part_of_the_page_asks_for_nothing_and_shuts_nothing(visitor, forum):
    page = visitor.opens(AGENDA)
    asked = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Title, abstract or speaker contains").fill("half a wo")

    page.get_by_role("link", name="Skip to main content").press("Enter")
    page.wait_for_url("**#main")
    page.go_back()
    page.wait_for_timeout(200)

    assert "fetch" not in asked
    assert page.get_by_label("Title, abstract or speaker contains").input_value() == "half a wo"


def test_the_other_languages_show_what_is_chosen_and_the_answer_comes_into_sight(visitor, forum):
    page = visitor.opens(AGENDA, width=360)

    filter_by_room(page)
    page.wait_for_url("**?room=attic")

    page.locator(".language-switch summary").click()
    french = page.get_by_role("link", name="Français")
    expect(french).to_have_attribute("href", "/fr/events/forum/agenda/?room=attic")
    expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)


SEEN = """() => Object.fromEntries(Array.from(document.querySelectorAll(".slot"), (slot) => [
  slot.querySelector("time").textContent,
  [
    ...Array.from(
      slot.querySelectorAll("h3 > span:is([data-now], [data-next], [data-minutes]):not([hidden])"),
      (word) => word.textContent,
    ),
    slot.querySelectorAll(".session-row [data-now]:not([hidden])").length,
    ...(slot.id ? ["#" + slot.id] : []),
    ...(slot.ariaCurrent ? [slot.ariaCurrent] : []),
  ],
]))"""


def test_now_and_next_move_on_with_the_clock(visitor, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.at("08:55"))
    forum = factories.event(slug="forum")
    for hours in ("09:00-10:00", "09:00-09:50", "10:00-11:00"):
        factories.session(forum, hours=hours)
    page = visitor.opens("/en/")
    page.clock.install(time=factories.at("08:55"))
    page.goto(AGENDA)

    seen = []
    for wait in ("00:01", "10:00", "50:00", "10:00", "59:00"):
        page.clock.fast_forward(wait)
        page.clock.run_for(30_000)
        seen.append(page.evaluate(SEEN))

    assert seen == [
        {"09:00": ["Next", 0, "#now"], "10:00": [0]},
        {"09:00": ["Now", 2, "#now", "time"], "10:00": ["Next", 0]},
        {"09:00": ["Now", 1, "#now", "time"], "10:00": ["Next", 0]},
        {"09:00": [0], "10:00": ["Now", "ends in 53 min", 0, "#now", "time"]},
        {"09:00": [0], "10:00": [0, "#now"]},
    ]
