"""The timetable of a day with a pointer, a keyboard, a finger, and without script."""

import pytest
from playwright.sync_api import expect

from content.history.models import Act
from programme.models import Session
from tests import factories
from tests.e2e.test_accessibility import scrolls_sideways, violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/admin/programme/timetable/"
IS_FOCUSED = "element => element === document.activeElement"


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.count += 1
            self.page.keyboard.press(name)


def two_rooms(sessions: int = 0):
    """An event with two rooms, a session in each of them, and others that are not placed."""
    event = factories.event("Forum")
    atlas, rif = factories.room(event, "Atlas", capacity=80), factories.room(event, "Rif")
    factories.session(event, "Opening", hours="09:00-09:30", room=atlas)
    factories.session(event, "Beside", hours="09:30-10:00", room=rif)
    for number in range(sessions):
        factories.session(event, f"Talk {number}", status="draft")
    return event, atlas, rif


def where(title: str) -> str:
    session = Session.objects.select_related("room", "event").get(title_en=title)
    if session.starts_at is None:
        return "not placed"
    hours = (at.astimezone(session.event.zone) for at in (session.starts_at, session.ends_at))
    return f"{session.room} " + "-".join(f"{local:%H:%M}" for local in hours)


def slot(page, title: str):
    return page.get_by_role("button", name=title)


def cell(page, room: str, start: str) -> tuple[float, float]:
    """The middle of the empty place of a room in a row."""
    head = page.locator(".grid thead th", has_text=room).bounding_box()
    row = page.locator(".grid tbody tr", has=page.locator("th", has_text=start)).bounding_box()
    return head["x"] + head["width"] / 2, row["y"] + row["height"] / 2


def said(page, text: str) -> None:
    expect(page.locator("[data-timetable-status]")).to_contain_text(text)


def saves(page) -> None:
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/programme/done/*/")


@pytest.fixture
def page(visitor):
    """Of a member of staff, with a function that opens the timetable."""
    return lambda **options: visitor.opens(ADDRESS, storage_state=visitor.session(), **options)


def test_twenty_sessions_are_laid_out_with_a_hundred_keys(page):
    two_rooms(20)
    tab = page()
    keys = Keys(tab)

    keys.press("Tab", "Enter")  # skips to the content
    while not tab.get_by_role("link", name="20 not placed").evaluate(IS_FOCUSED):
        keys.press("Tab")
    keys.press("Enter", "Tab")
    for number in range(20):
        keys.press("Enter")
        if number == 10:
            keys.press("ArrowRight", "ArrowDown")
        keys.press("Enter")
    said(tab, "22 sessions")
    keys.press("Control+s")
    tab.wait_for_url("**/programme/done/*/")

    assert keys.count <= 100
    assert where("Talk 0") == "Atlas 09:30-09:45"
    assert where("Talk 1") == "Atlas 09:45-10:00"
    assert where("Talk 10") == "Rif 12:05-12:20"
    assert where("Talk 11") == "Rif 12:20-12:35"
    assert not Session.objects.filter(starts_at=None).exists()
    assert Act.objects.latest("pk").verb == "moved"


def test_a_session_is_moved_by_three_clicks(page):
    two_rooms()
    tab = page()
    clicks = Clicks(tab)

    clicks.on("button", "Opening")
    tab.mouse.click(*cell(tab, "Rif", "10:00"))
    clicks.count += 1
    said(tab, "Laid: \u2068Opening\u2069, 10:00–10:30, \u2068Rif\u2069. 2 sessions")
    clicks.on("button", "Save 1 move")
    tab.wait_for_url("**/programme/done/*/")

    assert clicks.count == 3
    assert where("Opening") == "Rif 10:00-10:30"


def test_a_session_is_dragged_to_another_room_and_hour(page):
    two_rooms(1)
    tab = page()

    slot(tab, "Talk 0").hover()
    tab.mouse.down()
    x, y = cell(tab, "Atlas", "11:00")
    tab.mouse.move(x, y, steps=5)
    ghost = tab.locator(".ghost").inner_text()
    tab.mouse.up()
    said(tab, "Laid: \u2068Talk 0\u2069, 11:30–11:45, \u2068Atlas\u2069.")
    saves(tab)

    assert ghost == "11:30–11:45\nTalk 0"
    assert where("Talk 0") == "Atlas 11:30-11:45"


def test_what_is_dragged_beside_the_grid_loses_its_hours_or_stays(page):
    two_rooms()
    tab = page()

    for title, target in (("Beside", ".board__panel h2"), ("Opening", ".page-head h1")):
        slot(tab, title).hover()
        tab.mouse.down()
        tab.locator(target).last.hover()
        tab.mouse.up()
    said(tab, "Put back: \u2068Opening\u2069.")
    saves(tab)

    assert (where("Beside"), where("Opening")) == ("not placed", "Atlas 09:00-09:30")


def test_escape_puts_a_session_back(page):
    two_rooms()
    tab = page()

    slot(tab, "Opening").press("Enter")
    said(tab, "Taken up: \u2068Opening\u2069, 09:00–09:30, \u2068Atlas\u2069.")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("PageDown")
    said(tab, "10:00–10:30, \u2068Rif\u2069.")
    tab.keyboard.press("Escape")
    said(tab, "Put back: \u2068Opening\u2069.")

    expect(slot(tab, "Opening")).to_be_focused()
    expect(tab.locator(".ghost")).to_have_count(0)
    expect(tab.get_by_role("button", name="Save")).to_have_text("Save")


def test_a_place_that_is_taken_is_said_before_the_session_is_laid(page):
    two_rooms()
    tab = page()

    slot(tab, "Opening").press("Enter")
    for key in ("ArrowRight", *["ArrowDown"] * 3):
        tab.keyboard.press(key)

    said(tab, "09:15–09:45, \u2068Rif\u2069. At that time: \u2068Beside\u2069.")


def test_the_place_of_a_session_can_be_typed(page):
    two_rooms()
    tab = page()

    slot(tab, "Opening").press("Enter")
    tab.get_by_label("Room").select_option("Rif")
    tab.get_by_label("Start").fill("14h05")
    tab.get_by_label("Start").press("Enter")
    said(tab, "Laid: \u2068Opening\u2069, 14:05–14:35, \u2068Rif\u2069.")
    saves(tab)

    assert where("Opening") == "Rif 14:05-14:35"


def test_arrows_follow_the_eye_in_arabic(page):
    two_rooms()
    tab = page(locale="ar")

    slot(tab, "Opening").press("Enter")
    tab.keyboard.press("ArrowLeft")

    said(tab, "09:00–09:30")
    said(tab, "\u2068Rif\u2069")


def test_a_finger_takes_lays_and_saves_on_a_phone(page):
    two_rooms()
    tab = page(width=360, has_touch=True)

    slot(tab, "Opening").tap()
    tab.touchscreen.tap(*cell(tab, "Rif", "10:00"))
    said(tab, "Laid: \u2068Opening\u2069, 10:00–10:30, \u2068Rif\u2069.")
    saves(tab)

    assert where("Opening") == "Rif 10:00-10:30"


def test_a_finger_that_rests_on_a_session_drags_it(page):
    two_rooms()
    tab = page(width=800, has_touch=True)
    fingers = tab.context.new_cdp_session(tab)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    box = slot(tab, "Opening").bounding_box()
    touch("touchStart", (box["x"] + 20, box["y"] + 5))
    tab.locator(".slot--held").wait_for()
    x, y = cell(tab, "Rif", "11:00")
    touch("touchMove", (x, y - 20))
    touch("touchMove", (x, y))
    expect(tab.locator(".ghost")).to_contain_text("11:")
    touch("touchEnd")
    said(tab, "Laid: \u2068Opening\u2069, 11:")
    saves(tab)

    assert where("Opening").startswith("Rif 11:")


def test_moves_are_kept_if_a_colleague_has_moved_the_same_session(page):
    two_rooms()
    tab = page()
    opening = Session.objects.filter(title_en="Opening")
    opening.change(starts_at=factories.at("16:00"), ends_at=factories.at("16:30"))

    slot(tab, "Opening").click()
    tab.mouse.click(*cell(tab, "Rif", "10:00"))
    expect(tab.get_by_role("alert")).to_contain_text("Tue 4 May, 16:00–16:30, \u2068Atlas\u2069")
    tab.get_by_role("button", name="Save").click()
    tab.wait_for_url("**/programme/done/*/")

    assert where("Opening") == "Rif 10:00-10:30"


def test_a_page_that_cannot_be_updated_says_so_and_keeps_the_moves(page):
    two_rooms()
    tab = page()
    tab.route(f"**{ADDRESS}*", lambda route: route.fulfill(status=404))
    notice = tab.get_by_text("The page could not be updated.").last

    slot(tab, "Opening").click()
    tab.mouse.click(*cell(tab, "Rif", "10:00"))
    expect(notice).to_be_visible()
    tab.unroute_all()
    saves(tab)

    assert where("Opening") == "Rif 10:00-10:30"


def test_without_script_a_slot_opens_its_fields_and_all_is_kept(page):
    two_rooms()
    tab = page(java_script_enabled=False)

    slot(tab, "Opening").click()
    tab.get_by_role("textbox", name="Start Opening").fill("11:00")
    tab.get_by_role("textbox", name="End Opening").fill("")
    tab.get_by_role("button", name="As a timetable").click()
    expect(slot(tab, "Opening")).to_contain_text("11:00–11:30")
    slot(tab, "Beside").click()
    tab.get_by_role("combobox", name="Room Beside").select_option("Atlas")
    saves(tab)

    assert (where("Opening"), where("Beside")) == ("Atlas 11:00-11:30", "Atlas 09:30-10:00")


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1280, "light"), ("ar", 360, "dark"), ("ar", 1280, "light"), ("en", 360, "dark")],
)
def test_the_timetable_is_for_everybody(page, language, width, scheme):
    event, atlas, _rif = two_rooms(2)
    factories.session(event, "Over it", hours="09:15-10:00", room=atlas, status="cancelled")
    factories.session(event, "Clash", hours="09:15-10:00", room=atlas)
    factories.session(event, "Coffee", hours="10:00-10:30", kind="break")
    factories.session(event, "Exhibition", hours="08:00-20:00")
    headers = {"Accept-Language": language}
    tab = page(width=width, color_scheme=scheme, locale=language, extra_http_headers=headers)
    # As tall as the page, because what lies half under the save bar counts as too small.
    tab.set_viewport_size({"width": width, "height": 4000})
    wrong = violations(tab)

    slot(tab, "Talk 0").press("Enter")
    tab.locator(".ghost").wait_for()
    wrong += violations(tab)
    sideways = [scrolls_sideways(tab)]
    tab.keyboard.press("Enter")
    tab.locator(".slot--moved, .slot--clash").first.wait_for()
    wrong += violations(tab)
    tab.goto(f"{ADDRESS}?view=list")
    start = tab.get_by_role("textbox").first
    start.fill("9h77")
    start.blur()
    tab.get_by_role("alert").wait_for()
    wrong += violations(tab)
    sideways.append(scrolls_sideways(tab))

    assert (wrong, sideways) == ([], [False, False])
