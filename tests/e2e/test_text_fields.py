"""Texts in Markdown: what is pasted, what is made of it, and the preview."""

import pytest
from playwright.sync_api import Page, expect

from speakers.models import Speaker
from tests import factories
from tests.e2e.pasted import CASES, EXCEL, EXCEL_TEXT

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "/admin/speakers/speaker/add/"
TEXT = "#id_biography_en"


def paste(page: Page, html: str, plain: str = "as it falls", field: str = TEXT) -> None:
    """Paste as the browser does, which inserts the plain text unless a script takes over."""
    page.locator(field).focus()
    page.evaluate(
        """([field, html, plain]) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          data.setData("text/plain", plain);
          const event = new ClipboardEvent("paste",
            { clipboardData: data, bubbles: true, cancelable: true });
          if (document.querySelector(field).dispatchEvent(event))
            document.execCommand("insertText", false, plain);
        }""",
        [field, html, plain],
    )


def report(page: Page) -> str:
    return page.locator(".field-biography_en .paste-report").inner_text()


@pytest.mark.parametrize("source", CASES)
def test_what_is_pasted_becomes_markdown_and_can_be_taken_back(visitor, source):
    html, text, words = CASES[source]
    page = visitor.signs_in(FORM)
    page.locator(TEXT).fill("Before.\n\n")

    paste(page, html)
    pasted = page.locator(TEXT).input_value()
    told = report(page)
    page.get_by_role("button", name="Undo").click()

    assert (pasted, told) == (f"Before.\n\n{text}", f"{words} Undo")
    assert (page.locator(TEXT).input_value(), report(page)) == ("Before.\n\n", "")


def test_a_table_pasted_into_a_line_stands_apart(visitor):
    page = visitor.signs_in(FORM)
    page.locator(TEXT).fill("onetwo")
    page.locator(TEXT).evaluate("field => field.setSelectionRange(3, 3)")

    paste(page, EXCEL)

    assert page.locator(TEXT).input_value() == f"one\n\n{EXCEL_TEXT}\n\ntwo"


@pytest.mark.parametrize(
    "html",
    ["", "<span>as it falls</span>", "<div style='font-family:monospace'>as <b>it</b> falls</div>"],
)
def test_plain_text_and_source_are_pasted_as_they_are(visitor, html):
    page = visitor.signs_in(FORM)

    paste(page, html)

    assert page.locator(TEXT).input_value() == "as it falls"
    assert page.locator(".paste-report").count() == 0


def test_the_preview_shows_the_text_and_follows_it(visitor):
    page = visitor.signs_in(FORM)
    panel = page.locator("#id_biography_ar_preview")
    page.locator("#id_biography_ar").fill("النص **مهم** https://example.org")

    page.locator(".field-biography_ar").get_by_role("button", name="Preview").click()
    expect(panel.locator("strong")).to_have_text("مهم")
    prose = panel.locator(".prose")
    shown = [prose.get_attribute(name) for name in ("lang", "dir")]
    target = panel.locator("a").get_attribute("target")
    page.locator("#id_biography_ar").fill("• أول\n•\tثان")
    expect(panel.locator("li")).to_have_text(["أول", "ثان"])
    page.locator(".field-biography_ar").get_by_role("button", name="Preview").click()

    assert (shown, target) == (["ar", "rtl"], "_blank")
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_preview_is_beside_its_text_where_there_is_room(visitor, width):
    page = visitor.signs_in(FORM, width=width)
    french, arabic = (page.locator(f"#id_biography_{code}") for code in ("fr", "ar"))
    page.locator(TEXT).fill("One **word**.")

    page.locator(".field-biography_en").get_by_role("button", name="Preview").click()
    page.locator(".field-biography_fr .copy-translation").click()
    expect(page.locator("#id_biography_en_preview strong")).to_be_visible()

    text, panel = (page.locator(name).bounding_box() for name in (TEXT, f"{TEXT}_preview"))
    if width == 1280:
        assert panel["x"] > text["x"] + text["width"]
        assert (panel["y"], panel["height"]) == (text["y"], text["height"])
    else:
        assert panel["y"] > text["y"] + text["height"]
    assert french.bounding_box()["x"] == arabic.bounding_box()["x"] == text["x"]
    assert french.input_value() == "One **word**."


def test_without_script_the_preview_is_another_tab_and_saves_nothing(visitor):
    speaker = factories.speaker("Hanan", biography_en="Old")
    state = visitor.session()
    page = visitor.opens(
        f"/admin/speakers/speaker/{speaker.pk}/change/",
        storage_state=state,
        java_script_enabled=False,
    )
    page.locator(TEXT).fill("**New** text")

    with page.expect_popup() as opened:
        page.locator(".field-biography_en").get_by_role("button", name="Preview").click()
    preview = opened.value
    shown = preview.locator(".prose").inner_text()
    typed, stored = page.locator(TEXT).input_value(), Speaker.objects.get().biography_en
    page.locator("#id_photo_focus_x").press("Enter")
    page.wait_for_url("**/speaker/")

    assert (shown, typed, stored) == ("New text", "**New** text", "Old")
    assert Speaker.objects.get().biography_en == "**New** text"
