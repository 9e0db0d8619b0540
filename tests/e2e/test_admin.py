"""The admin as a newcomer uses it."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_entered_is_seen_on_the_site_in_one_step(visitor):
    session = factories.session(factories.event(), "Open region")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/")

    page.get_by_role("link", name="View on site").click()

    page.wait_for_url(f"**{session.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open region")


def test_a_mistake_in_a_session_is_named_beside_its_field(visitor):
    session = factories.session(factories.event(), "Open region", hours="09:00-10:00")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/")
    page.locator("#id_ends_at_1").fill("08:00")

    page.get_by_role("button", name="Save", exact=True).first.click()

    assert (
        page.locator(".field-ends_at .errorlist").inner_text() == "The end must be after the start."
    )
    assert page.locator("#id_ends_at_1").input_value().startswith("08:00")


def test_a_text_is_copied_from_english_to_be_translated_beside_it(visitor):
    session = factories.session(factories.event(), "Open region")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/")
    english, french, arabic = (page.locator(f"#id_title_{code}") for code in ("en", "fr", "ar"))

    page.get_by_role("button", name="Copy from English").first.click()

    boxes = [field.bounding_box() for field in (english, french, arabic)]
    assert french.input_value() == "Open region"
    assert arabic.input_value() == ""
    assert len({round(box["y"]) for box in boxes}) == 1
    assert (french.get_attribute("lang"), arabic.get_attribute("dir")) == ("fr", "rtl")


def test_on_a_phone_the_languages_stand_one_below_the_other(visitor):
    session = factories.session(factories.event(), "Open region")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/", width=400)

    tops = [page.locator(f"#id_title_{code}").bounding_box()["y"] for code in ("en", "fr", "ar")]

    assert tops == sorted(set(tops))


def test_a_text_of_a_row_that_was_just_added_is_copied_too(visitor):
    session = factories.session(factories.event(), "Open region")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/")
    page.locator("#fold-documents summary").click()
    page.get_by_text("Add a document or link").click()
    page.locator("#id_documents-0-title_en").fill("Slides")

    page.locator("#id_documents-0-title_ar + .copy-translation").click()

    assert page.locator("#id_documents-0-title_ar").input_value() == "Slides"
