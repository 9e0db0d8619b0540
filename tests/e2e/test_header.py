"""The header: two rows on a phone in every language, readable with the largest letters."""

import pytest

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
def test_with_very_large_letters_it_grows_by_its_words_only(visitor, language):
    for path in PATHS:
        page = visitor.opens(path.format(language), width=360)
        page.context.new_cdp_session(page).send(
            "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
        )

        assert height(page) <= 260
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
