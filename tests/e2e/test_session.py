"""A visitor on the way to a session: found, read in any language, in one's own time, passed on."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TALK = "/en/events/forum/sessions/open-budgets/"
LAGOS = {"timezone_id": "Africa/Lagos"}
BROKEN_SHARING = """
Object.defineProperty(Navigator.prototype, "clipboard", { get() { throw new Error("broken"); } });
delete Navigator.prototype.share;
"""
NAME_OF_FOCUS = "document.activeElement.innerText.trim() || document.activeElement.ariaLabel"


@pytest.fixture(autouse=True)
def forum():
    forum = factories.event("Open Smart Regions", slug="forum", name_ar="جهات ذكية منفتحة")
    session = factories.session(
        forum,
        "Open budgets",
        title_ar="ميزانيات مفتوحة",
        hours="09:00-09:45",
        room=factories.room(forum, "Medina", name_ar="المدينة"),
    )
    factories.session(forum, "Night of data", hours="23:30-23:45")
    factories.contribution(factories.speaker("Amina Alaoui"), session=session)
    return forum


def expect_hours(page: Page, hours: str) -> None:
    expect(page.locator("main .hours")).to_have_text([hours], use_inner_text=True)


def expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_somebody_finds_the_session_of_a_speaker(visitor):
    page = visitor.opens("/en/")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Speakers").click()
    page.get_by_role("link", name="Amina Alaoui").click()
    page.get_by_role("link", name="Open budgets").click()

    expect_heading(page, "Open budgets")
    expect_hours(page, "09:00–09:45")
    expect(page.get_by_role("link", name="Medina")).to_be_visible()


def test_somebody_reads_it_in_arabic(visitor):
    page = visitor.opens(TALK, width=360)

    page.locator(".language-switch summary").click()
    with page.expect_navigation():
        page.get_by_role("link", name="العربية").click()

    expect_heading(page, "ميزانيات مفتوحة")
    assert page.locator("html").get_attribute("dir") == "rtl"
    start, end = (time.bounding_box()["x"] for time in page.locator(".hours time").all())
    assert start > end


def test_somebody_in_another_zone_sees_their_own_hours_beside_and_keeps_them(visitor):
    page = visitor.opens(TALK, **LAGOS)
    button = page.get_by_role("button", name="Show my time too (Lagos, UTC+1)")
    expect_hours(page, "09:00–09:45")

    button.click()

    expect_hours(page, "09:00–09:45 (10:00–10:45 for you)")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto("/en/events/forum/sessions/night-of-data/")
    expect_hours(page, "23:30–23:45 (Wednesday 00:30–00:45 for you)")
    page.get_by_role("button", name="Show my time too").click()
    page.reload()
    expect_hours(page, "23:30–23:45")


def test_own_hours_are_offered_in_the_words_of_the_page(visitor):
    page = visitor.opens(TALK.replace("/en/", "/ar/"), **LAGOS)

    page.get_by_role("button", name="عرض توقيتي أيضًا (لاغوس، UTC+1)").click()

    expect_hours(page, "09:00–09:45 (10:00–10:45 بتوقيتك)")


def test_somebody_in_the_same_zone_is_offered_nothing(visitor):
    page = visitor.opens(TALK, timezone_id="Africa/Casablanca")

    assert page.locator("[data-local-time]").is_hidden()


OLD_RULES = """
Date.prototype.getTimezoneOffset = () => -60;
const toLocaleString = Date.prototype.toLocaleString;
Date.prototype.toLocaleString = function (...given) {
  const hour = new Date(this.getTime() + 3_600_000);
  return toLocaleString.call(hour, given[0], { ...given[1], timeZone: "UTC" });
};
"""
"""A device that takes Morocco to be at UTC+1, as it was until September 2026."""


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Africa/El_Aaiun"])
def test_somebody_in_the_same_zone_is_offered_nothing_by_a_device_with_old_rules(visitor, zone):
    page = visitor.opens("/en/", timezone_id=zone)
    page.add_init_script(OLD_RULES)

    page.goto(TALK)

    assert page.locator("[data-local-time]").is_hidden()


def test_own_hours_are_right_on_a_device_with_old_rules(visitor):
    page = visitor.opens("/en/", timezone_id="Africa/Cairo")
    page.add_init_script(OLD_RULES)
    page.goto(TALK)

    page.get_by_role("button", name="Show my time too (Cairo, UTC+3)").click()

    expect_hours(page, "09:00–09:45 (12:00–12:45 for you)")


def test_where_nothing_can_be_stored_own_hours_last_as_long_as_the_page(visitor):
    page = visitor.opens("/en/", **LAGOS)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
    )
    page.goto(TALK)

    page.get_by_role("button", name="Show my time too").click()

    expect_hours(page, "09:00–09:45 (10:00–10:45 for you)")


def test_somebody_copies_the_link_and_is_told_so(visitor):
    page = visitor.opens("/en/", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(f"{TALK}#people")

    page.get_by_role("button", name="Copy link").click()

    page.get_by_text("Link copied").wait_for()
    assert page.locator("[data-copied]").count() == 1
    assert page.evaluate("navigator.clipboard.readText()") == visitor.url + TALK


def test_where_copying_is_refused_the_address_is_shown_to_copy_by_hand(visitor):
    page = visitor.opens("/en/")
    page.add_init_script(
        "delete Navigator.prototype.share;"
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));"
    )
    page.goto(TALK)

    page.get_by_role("button", name="Copy link").click()

    page.get_by_text(visitor.url + TALK, exact=True).wait_for()


def test_what_takes_the_whole_day_stands_beside_own_hours_without_any(visitor, forum):
    midnight = factories.at("00:00", day=forum.first_day, zone=forum.zone)
    day = dt.timedelta(days=1)
    factories.session(forum, "Exhibition", starts_at=midnight, ends_at=midnight + day)
    page = visitor.opens("/en/events/forum/agenda/", timezone_id="Asia/Tokyo")

    button = page.get_by_role("button", name="Show my time too")
    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    blocks = page.locator(".slot").all_inner_texts()
    assert ["for you" in block for block in blocks] == [False, True, True]
    assert blocks[0].startswith("All day")


def test_a_device_with_a_sheet_to_share_opens_it(visitor):
    page = visitor.opens("/en/")
    page.add_init_script(
        "Navigator.prototype.share = async (what) => { window.shared = what.url; };"
    )
    page.goto(TALK)

    page.get_by_role("button", name="Share").click()

    assert page.evaluate("window.shared") == visitor.url + TALK


def test_without_javascript_the_page_is_whole_and_offers_no_dead_button(visitor):
    page = visitor.opens(TALK, java_script_enabled=False, **LAGOS)
    dead = page.locator("[data-copy], [data-local-time]")

    assert [button.is_visible() for button in dead.all()] == [False, False]
    page.get_by_text("Show another time zone").click()
    page.get_by_label("Show times also in").select_option("Africa/Lagos")
    page.get_by_role("button", name="Show times").click()
    expect_hours(page, "09:00–09:45 (Lagos: 10:00–10:45)")


def test_a_keyboard_alone_reaches_and_works_all_of_it(visitor):
    page = visitor.opens(TALK, **LAGOS)
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Enter")

    reached = []
    for _step in range(11):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(NAME_OF_FOCUS))
        if reached[-1].startswith("Show my time"):
            page.keyboard.press("Space")

    assert reached == [
        "Save: Open budgets",
        "Open Smart Regions",
        "Programme",
        "Tuesday 4 May",
        "Medina",
        "Calendar",
        "Copy link",
        "Ask",
        "Show my time too (Lagos, UTC+1)",
        "Show another time zone",
        "Amina Alaoui",
    ]
    expect_hours(page, "09:00–09:45 (10:00–10:45 for you)")


def test_a_module_that_fails_leaves_the_others_and_the_page(visitor):
    page = visitor.opens("/en/", **LAGOS)
    page.add_init_script(BROKEN_SHARING)

    page.goto(TALK)
    page.get_by_role("button", name="Show my time too").click()

    expect_hours(page, "09:00–09:45 (10:00–10:45 for you)")
    assert page.locator("[data-copy]").is_hidden()
    assert [complaint.partition(":")[0] for complaint in visitor.complaints] != []
    visitor.complaints.clear()


def test_the_calendar_file_is_the_one_of_the_session(visitor):
    page = visitor.opens(TALK)
    address = page.get_by_role("link", name="Calendar: this session").get_attribute("href")

    answer = page.request.get(address)

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Open budgets" in answer.text()
