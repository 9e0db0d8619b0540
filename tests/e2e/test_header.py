"""The header: two rows on a phone in every language, readable with the largest letters."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["/{}/events/forum/agenda/", "/{}/events/"]


@pytest.fixture(autouse=True)
def forum():
    factories.identity("Impact For Development", name_ar="إمباكت للتنمية")
    names = {"name_fr": "Régions ouvertes 2027", "name_ar": "الجهات المنفتحة 2027"}
    return factories.event("Open Regions 2027", slug="forum", **names)


def height(page) -> int:
    return page.evaluate("document.querySelector('.site-header').offsetHeight")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_it_takes_two_rows_on_a_phone(visitor, language):
    heights = [
        height(visitor.opens(path.format(language), width=width))
        for path in PATHS
        for width in (320, 360)
    ]

    assert max(heights) <= 104


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_on_a_desk_it_is_one_row_with_the_menu_beside_the_name(visitor, language):
    for path in PATHS:
        page = visitor.opens(path.format(language), width=1440)
        name, menu = (
            page.locator(part).bounding_box() for part in (".site-header__name span", ".site-nav")
        )

        first, second = sorted((name, menu), key=lambda box: box["x"])
        assert first["x"] + first["width"] <= second["x"]
        assert height(page) <= 62


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_with_very_large_letters_it_grows_by_its_words_only(visitor, language):
    for path in PATHS:
        page = visitor.opens(path.format(language), width=360)
        page.context.new_cdp_session(page).send(
            "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
        )

        assert height(page) <= 260
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_escape_closes_a_menu_and_returns_to_its_button(visitor):
    page = visitor.opens("/en/events/forum/agenda/")
    menu = page.locator(".site-nav .menu")
    menu.locator("summary").click()
    menu.get_by_role("link", name="All forums").focus()

    page.keyboard.press("Escape")

    expect(menu.locator("summary")).to_be_focused()
    assert menu.get_attribute("open") is None


def test_escape_takes_the_focus_from_nothing_else(visitor):
    page = visitor.opens("/en/events/forum/agenda/")
    menu = page.locator(".language-switch")
    menu.locator("summary").click()
    page.locator("main").focus()

    page.keyboard.press("Escape")

    expect(page.locator("main")).to_be_focused()
    assert menu.get_attribute("open") is None


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_to_the_content_lies_over_it(visitor, width):
    page = visitor.opens("/en/contact/", width=width)

    page.keyboard.press("Tab")

    expect(page.locator(".skip-link")).to_be_focused()
    page.locator(".skip-link").click(timeout=2000)  # fails if anything covers it
    expect(page.locator("main")).to_be_focused()
