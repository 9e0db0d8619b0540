"""A programme comes in through the admin: clicks, a pasted table, and a page for everybody."""

import pytest
from playwright.sync_api import expect

from programme.models import Event, Session
from tests import factories
from tests.e2e.test_accessibility import violations
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = (
    "ID;Date;Start;End;Title;Room;Speakers\n"
    "1;04/05/2027;9:00;9:30;The opening of the forum;Hall;Amina Alami\n"
    "2;04/05/2027;10:00;11:00;The panel on the law;Hall;A. Benali\n"
)
FILE = {"name": "forum.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
PASTED = """
<p>The programme</p><table><tr><th>Title</th><th>Room</th><th>Speakers</th></tr>
<tr><td rowspan="2">The panel of the <b>forum</b></td>
<td>Hall &amp; garden</td><td>Amina Alami</td></tr>
<tr><td></td><td><p>Omar Fassi</p></td></tr></table>
"""
PASTE = """([field, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture
def event() -> Event:
    factories.speaker("Ahmed Benali")
    return factories.event("Forum 2027", slug="forum-2027")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_programme_takes_eight_clicks_and_its_undo_one(visitor, event, width):
    signed_in = visitor.signs_in().context.storage_state()
    page = visitor.opens("/admin/", width=width, storage_state=signed_in)
    clicks, fits, problems = Clicks(page), [], []

    def look() -> None:
        fits.append(page.evaluate("document.documentElement.scrollWidth") <= width)
        problems.extend(violations(page))

    clicks.on("link", "Import a programme…", within="body")
    look()
    page.get_by_label("File").set_input_files(FILE)
    clicks.on("button", "Show what will be imported")
    page.get_by_role("heading", name="The file leaves this open").wait_for()
    look()
    page.get_by_label("Is “04/05/2027” written").select_option(label="the day first: 5 April")
    clicks.on("button", "Show what will be imported")
    page.get_by_role("heading", name="Are these people known already?").wait_for()
    look()
    page.get_by_label("A. Benali").select_option(label="Ahmed Benali")
    clicks.on("button", "Import 2 sessions as drafts")
    page.wait_for_url("**/programme/done/*/")
    made = [str(one.contributions.get().speaker) for one in Session.objects.order_by("starts_at")]
    taken = clicks.count + 2 + 1  # a choice takes two clicks where it is made with a pointer
    clicks.on("button", "Undo")
    page.get_by_text("Undone:").wait_for()

    assert (made, taken <= 8) == (["Amina Alami", "Ahmed Benali"], True)
    assert (fits, problems) == ([True] * 3, [])
    assert Session.objects.count() == 0


def test_a_table_that_is_pasted_from_a_document_keeps_its_merged_cells(visitor, event):
    page = visitor.signs_in()
    page.goto(f"/admin/programme/event/{event.pk}/import/")
    field = page.get_by_label("Or paste a table")

    page.evaluate(PASTE, [field.element_handle(), PASTED])
    shown = field.input_value()
    page.get_by_role("button", name="Show what will be imported").click()

    rows = page.locator("[aria-labelledby=rows] .import-table__short")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("The panel of the forum")
    expect(rows.first).to_contain_text("Hall & garden")
    expect(rows.first).to_contain_text("Amina Alami, Omar Fassi")
    assert shown.splitlines() == [
        "Title\tRoom\tSpeakers",
        "The panel of the forum\tHall & garden\tAmina Alami",
        "\tOmar Fassi",
    ]


def test_what_is_typed_after_pasting_counts(visitor, event):
    page = visitor.signs_in()
    page.goto(f"/admin/programme/event/{event.pk}/import/")
    field = page.get_by_label("Or paste a table")

    page.evaluate(PASTE, [field.element_handle(), PASTED])
    field.fill("Title\tRoom\nThe opening of the forum\tTent\n")
    page.get_by_role("button", name="Show what will be imported").click()

    expect(page.locator("[aria-labelledby=rows] .import-table__short")).to_contain_text(["Tent"])


def test_without_script_a_pasted_table_comes_in(visitor, event):
    signed_in = visitor.signs_in().context.storage_state()
    options = {"java_script_enabled": False, "storage_state": signed_in}
    page = visitor.opens(f"/admin/programme/event/{event.pk}/import/", **options)

    page.get_by_label("Or paste a table").fill("Title\tRoom\nThe opening of the forum\tTent\n")
    page.get_by_role("button", name="Show what will be imported").click()
    page.get_by_role("button", name="Import 1 session as a draft").click()
    page.wait_for_url("**/programme/done/*/")

    assert Session.objects.get().room.name_en == "Tent"


def test_the_preview_is_for_everybody_in_arabic_on_a_phone_in_the_dark(visitor, event):
    page = visitor.signs_in()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 5000})
    page.context.set_extra_http_headers({"Accept-Language": "ar"})
    page.goto(f"/admin/programme/event/{event.pk}/import/")

    page.locator("[type=file]").set_input_files(
        {**FILE, "buffer": TABLE.replace("04/05", "14/05").encode()}
    )
    page.locator("#content .button--main").click()
    page.locator("[aria-labelledby=refused]").wait_for()
    page.locator(".import-reading summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_without_script_a_refused_row_is_mended_and_another_one_left_out(visitor, event):
    signed_in = visitor.signs_in().context.storage_state()
    options = {"java_script_enabled": False, "storage_state": signed_in}
    page = visitor.opens(f"/admin/programme/event/{event.pk}/import/", **options)
    file = TABLE.replace("04/05/2027", "14/05/2031", 1).replace("04/05", "14/05")
    page.get_by_label("File").set_input_files({**FILE, "buffer": file.encode()})
    page.get_by_role("button", name="Show what will be imported").click()

    page.get_by_role("group", name="Row 2").get_by_label("Day").fill("4 May 2027")
    page.get_by_role("group", name="Row 3").get_by_label("Leave this row out").check()
    page.get_by_role("group", name="Row 2").get_by_role("button", name="Refresh").click()
    page.get_by_role("button", name="Import 1 session as a draft").click()
    page.wait_for_url("**/programme/done/*/")

    assert [str(one) for one in Session.objects.all()] == ["The opening of the forum"]
