"""What is missing, found from the first page of the desk."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_sessions_without_a_french_abstract_are_listed_in_a_click_and_opened_in_two(visitor, width):
    event = factories.event("Forum")
    factories.session(event, "Written", abstract_en="Text", abstract_fr="Texte")
    factories.session(event, "Untranslated", abstract_en="Text")
    page = visitor.signs_in(width=width)
    clicks = Clicks(page)

    clicks.on("link", "1 missing", within="tr:has(th:text('abstract')) td:nth-of-type(2)")
    expect(page.locator("#result_list tbody th")).to_have_count(1)
    clicks.on("link", re.compile("Untranslated"), within="#result_list")
    expect(page.locator("#id_abstract_fr")).to_be_attached()

    assert clicks.count == 2
