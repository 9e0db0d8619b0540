"""A visitor saves sessions on their device, finds them on one page, and passes the list on."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

AGENDA = "/en/events/forum/agenda/"
LIST = "/en/events/forum/my-sessions/"
TALK = "/en/events/forum/sessions/open-budgets/"
BLOCKED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
)
FULL = "Storage.prototype.setItem = () => { throw new Error('full'); };"
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(autouse=True)
def forum():
    """Two days; two sessions of the first overlap."""
    second = factories.DAY + dt.timedelta(days=1)
    forum = factories.event("Open Smart Regions", slug="forum", acronym="osr_2027", last_day=second)
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic", name_ar="العلية")
    factories.session(
        forum, "Open budgets", title_ar="ميزانيات مفتوحة", hours="09:00-10:00", room=hall
    )
    factories.session(forum, "Contracts", hours="09:30-10:30", room=attic)
    factories.session(
        forum,
        "Regions",
        starts_at=factories.at("09:00", day=second),
        ends_at=factories.at("10:00", day=second),
    )
    return forum


def star(page: Page, title: str):
    return page.get_by_role("button", name=f"Save: {title}", exact=True)


def save(page: Page, *titles: str) -> None:
    for title in titles:
        star(page, title).click()
        expect(star(page, title)).to_have_attribute("aria-pressed", "true")


def expect_list(page: Page, *lines: str) -> None:
    """Headings of days and titles, with what is said above the titles."""
    found = page.locator(".my-sessions :is(h2, .session-row__status, h3):visible")
    expect(found).to_have_text(lines, use_inner_text=True)


def keys(forum, *titles: str) -> str:
    return ",".join(str(forum.sessions.get(title_en=title).pk) for title in titles)


def test_what_somebody_saves_is_on_their_page_by_day_and_clashes_are_named(visitor, forum):
    page = visitor.opens(AGENDA)

    save(page, "Open budgets", "Contracts", "Regions")
    page.get_by_role("link", name="My sessions").first.click()

    expect_list(
        page,
        "Tuesday 4 May 2027",
        "At the same time: \u2068Contracts\u2069",
        "Open budgets",
        "At the same time: \u2068Open budgets\u2069",
        "Contracts",
        "Wednesday 5 May 2027",
        "Regions",
    )
    calendar = page.get_by_role("link", name="Calendar of these 3 sessions")
    chosen = keys(forum, "Open budgets", "Contracts", "Regions")
    expect(calendar).to_have_attribute(
        "href", f"{visitor.url}/en/events/forum/agenda.ics?sessions={chosen}"
    )


def test_what_is_taken_off_the_list_stays_in_sight_until_the_page_is_left(visitor, forum):
    page = visitor.opens(AGENDA)
    save(page, "Open budgets", "Regions")
    page.goto(LIST)

    star(page, "Open budgets").click()

    expect(star(page, "Open budgets")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("link", name="Calendar of this session")).to_have_attribute(
        "href", f"{visitor.url}/en/events/forum/agenda.ics?sessions={keys(forum, 'Regions')}"
    )
    page.reload()
    expect_list(page, "Wednesday 5 May 2027", "Regions")


def test_what_is_cancelled_or_has_moved_comes_first_and_says_what_it_was(visitor, forum):
    page = visitor.opens(AGENDA)
    save(page, "Open budgets", "Contracts", "Regions")
    moved = forum.sessions.get(title_en="Open budgets")
    attic = forum.rooms.get(name_en="Attic")
    moved.room, hour = attic, dt.timedelta(hours=26)
    moved.starts_at, moved.ends_at = moved.starts_at + hour, moved.ends_at + hour
    moved.save()
    factories.session(forum, "Another", hours="15:00-16:00", room=forum.rooms.get(name_en="Hall"))
    gone = forum.sessions.get(title_en="Regions")
    gone.cancel("The speaker is ill")
    gone.save()

    page.goto(LIST)

    expect_list(
        page,
        "Cancelled or moved",
        "Cancelled The speaker is ill",
        "Regions",
        "Changed, was Tuesday, 09:00, \u2068Hall\u2069",
        "Open budgets",
        "Tuesday 4 May 2027",
        "Contracts",
    )
    hours = page.locator(".session-row__hours").nth(1)
    expect(hours).to_have_text("Wednesday 5 May 2027 · 11:00–12:00", use_inner_text=True)


def test_what_is_no_longer_in_the_programme_is_counted(visitor, forum):
    page = visitor.opens(AGENDA)
    save(page, "Open budgets", "Contracts")
    forum.sessions.get(title_en="Contracts").delete()

    page.goto(LIST)

    expect(page.get_by_text("No longer in the programme: 1")).to_be_visible()
    expect_list(page, "Tuesday 4 May 2027", "Open budgets")


def test_a_link_shares_a_list_which_is_never_sent_and_somebody_else_keeps_it(visitor, forum):
    page = visitor.opens("/en/", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(AGENDA)
    save(page, "Open budgets", "Regions")
    page.goto(LIST)
    page.get_by_role("button", name="Copy link to my list").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{visitor.url}{LIST}#s={keys(forum, 'Open budgets', 'Regions')}"

    friend = visitor.opens(AGENDA)
    save(friend, "Contracts")
    asked = []
    friend.on("request", lambda request: asked.append(request.url))
    friend.goto(link)
    expect(friend.get_by_role("heading", level=1)).to_have_text("A list that somebody shared")
    expect_list(friend, "Tuesday 4 May 2027", "Open budgets", "Wednesday 5 May 2027", "Regions")
    expect(star(friend, "Open budgets")).to_have_attribute("aria-pressed", "false")
    friend.get_by_role("button", name="Keep these sessions").click()

    expect(friend.get_by_role("heading", level=1)).to_have_text("My sessions")
    expect(friend.locator(".my-sessions h3:visible")).to_have_text(
        ["Open budgets", "Contracts", "Regions"]
    )
    assert friend.url == visitor.url + LIST
    assert [url for url in asked if "=" in url] == []


def test_the_page_of_a_session_saves_it_too_and_other_windows_follow(visitor):
    page = visitor.opens(TALK, width=360)
    other = page.context.new_page()
    other.goto(AGENDA)

    button = page.get_by_role("button", name="Save: Open budgets")
    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(star(other, "Open budgets")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(star(other, "Open budgets")).to_have_attribute("aria-pressed", "false")


def test_the_star_does_not_open_the_session_and_has_room_for_a_thumb(visitor):
    page = visitor.opens(AGENDA, width=320)

    save(page, "Contracts")

    assert page.url == visitor.url + AGENDA
    box = star(page, "Contracts").bounding_box()
    assert (round(box["width"]), round(box["height"])) == (44, 44)
    title = page.get_by_role("link", name="Contracts", exact=True)
    page.mouse.click(title.bounding_box()["x"] + 5, title.bounding_box()["y"] + 5)
    page.wait_for_url("**/sessions/contracts/")


@pytest.mark.parametrize("path", [AGENDA, TALK, LIST])
def test_nothing_moves_when_the_script_adds_what_it_has(visitor, path):
    page = visitor.opens(AGENDA, width=360)
    save(page, "Open budgets")
    page.add_init_script(SHIFTS)

    page.goto(path)

    star(page, "Open budgets").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0


def test_filtered_sessions_have_the_button_too(visitor, forum):
    for number in range(21):
        factories.session(forum, f"Talk {number}", hours="14:00-15:00")
    page = visitor.opens(AGENDA)
    save(page, "Contracts")

    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Attic").check()
    page.get_by_role("button", name="Show sessions").click()

    page.wait_for_url("**?room=attic")
    expect(star(page, "Contracts")).to_have_attribute("aria-pressed", "true")


def test_somebody_reads_the_list_in_arabic(visitor):
    page = visitor.opens(AGENDA)
    save(page, "Open budgets", "Contracts")

    page.goto(LIST.replace("/en/", "/ar/"))

    expect(page.locator(".my-sessions h3:visible").first).to_have_text("ميزانيات مفتوحة")
    row, button = page.locator(".session-row").first, page.locator(".session-row .save").first
    assert button.bounding_box()["x"] == row.bounding_box()["x"]


def test_an_empty_list_says_how_to_fill_it(visitor):
    page = visitor.opens(LIST)

    expect(page.locator(".empty-state")).to_contain_text("You have not saved any sessions yet.")
    expect(page.get_by_role("button", name="Copy link to my list")).to_be_hidden()


def test_where_nothing_can_be_stored_there_is_no_button_and_a_sentence(visitor, forum):
    page = visitor.opens("/en/")
    page.add_init_script(BLOCKED)

    page.goto(AGENDA)
    assert page.get_by_role("button", name="Save").count() == 0
    page.goto(LIST)
    expect(page.get_by_text("Your browser keeps nothing for this site")).to_be_visible()
    page.goto(f"{LIST}#s={keys(forum, 'Regions')}")
    expect_list(page, "Wednesday 5 May 2027", "Regions")
    expect(page.get_by_role("button", name="Keep these sessions")).to_be_hidden()


def test_where_the_storage_is_full_the_buttons_go(visitor):
    page = visitor.opens("/en/")
    page.add_init_script(FULL)
    page.goto(AGENDA)

    star(page, "Contracts").click()

    expect(page.get_by_role("button", name="Save")).to_have_count(0)


@pytest.mark.parametrize("rubbish", ["", "null", "{", '"12"', '{"12": null}', "[1]"])
def test_rubbish_on_the_device_breaks_nothing(visitor, rubbish):
    page = visitor.opens(LIST)
    page.evaluate("text => localStorage.setItem('saved-sessions-1-osr_2027', text)", rubbish)

    page.goto(LIST)
    page.goto(AGENDA)
    save(page, "Contracts")

    page.goto(LIST)
    expect(page.locator(".my-sessions h3:visible")).to_contain_text(["Contracts"])


def test_without_script_no_dead_button_and_a_sentence(visitor):
    page = visitor.opens(AGENDA, java_script_enabled=False)

    assert page.get_by_role("button", name="Save").count() == 0
    page.goto(LIST)
    expect(page.get_by_text("This list needs JavaScript.")).to_be_visible()
    assert page.locator(".my-sessions h3:visible").count() == 0


def test_the_list_is_printed_without_its_buttons(visitor):
    page = visitor.opens(AGENDA)
    save(page, "Contracts")
    page.goto(LIST)

    page.emulate_media(media="print")

    expect_list(page, "Tuesday 4 May 2027", "Contracts")
    assert page.locator(".my-sessions :is(button, .tool):visible").count() == 0
