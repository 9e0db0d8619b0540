"""An agenda printed on A4: few sheets, which say whose they are and all that counts."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PageObject, PdfReader

from forum.demo import first_forum, showcase
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


A3_ACROSS = (420, 297)


def sheets_of(visitor, path: str) -> list[PageObject]:
    pdf = visitor.opens(path).pdf(format="A4", prefer_css_page_size=True)
    return list(PdfReader(BytesIO(pdf)).pages)


def printed(visitor, path: str) -> list[str]:
    """The words of each sheet."""
    return [sheet.extract_text() for sheet in sheets_of(visitor, path)]


def size(sheet: PageObject) -> tuple[int, int]:
    """In millimetres."""
    return round(sheet.mediabox.width / 72 * 25.4), round(sheet.mediabox.height / 72 * 25.4)


def test_three_hundred_sessions_take_a_dozen_sheets(visitor):
    showcase.load(sessions=300, speakers=200)

    counts = [
        len(sheets_of(visitor, f"/{language}/events/showcase/agenda/?days=all"))
        for language in ("en", "ar")
    ]

    assert max(counts) <= 12


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_first_forum_takes_a_sheet(visitor, language):
    first_forum.load()

    sheets = printed(visitor, f"/{language}/events/open-smart-regions-2020/agenda/")

    assert len(sheets) == 1


def test_a_timetable_is_printed_across_with_its_rooms_on_each_sheet(visitor):
    showcase.load(sessions=60, speakers=20)

    sheets = sheets_of(visitor, "/en/events/showcase/agenda/2027-05-04/?view=grid")

    assert {size(sheet) for sheet in sheets} == {A3_ACROSS}
    assert ["Great Hall" in sheet.extract_text() for sheet in sheets] == [True] * len(sheets)


def test_each_sheet_has_its_number_and_the_first_says_where_and_when(visitor):
    showcase.load(sessions=60, speakers=20)

    sheets = printed(visitor, "/en/events/showcase/agenda/2027-05-04/")

    numbers = [f"{number} / {len(sheets)}" for number in range(1, len(sheets) + 1)]
    assert [number in sheet for number, sheet in zip(numbers, sheets, strict=True)] == [
        True for _sheet in sheets
    ]
    head = " ".join(sheets[0].split())
    for words in ["Open Government Showcase", "Tuesday 4 May 2027", "Casablanca time"]:
        assert words in head
    assert "/en/events/showcase/agenda/2027-05-04/" in head.replace(" ", "")


def test_a_printed_agenda_says_all_that_counts_and_nothing_to_press(visitor, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.at("12:00"))
    forum = factories.event("Open Regions", slug="forum")
    hall = factories.room(forum, "Hall")
    for number in range(21):
        factories.session(forum, f"Talk {number}", hours="00:00-00:01", room=hall)
    factories.session(
        forum, "Lost", hours="23:58-23:59", status="cancelled", cancellation_reason_en="A strike."
    )

    [sheet] = printed(visitor, "/en/events/forum/agenda/")

    for words in ["Open Regions", "Casablanca time", "printed on", "Talk 0", "Talk 20", "Hall"]:
        assert words in sheet
    assert "Cancelled A strike." in sheet
    for words in ["Filter", "another time zone", "Calendar", "Timetable", "Earlier", "Contact"]:
        assert words not in sheet


def test_the_word_print_opens_the_dialog_of_the_device(visitor):
    factories.session(factories.event(slug="forum"), hours="09:00-10:00")
    page = visitor.opens("/en/events/forum/agenda/")
    page.evaluate("window.print = () => document.body.append('Dialog')")

    page.get_by_role("button", name="Print").click()

    assert page.get_by_text("Dialog").is_visible()


def test_the_sheet_of_a_session_says_how_to_get_there(visitor):
    forum = factories.event("Forum", slug="forum")
    room = factories.room(forum, "Medina", directions_en="Up one stair.")
    factories.session(forum, "Talk", slug="talk", hours="09:00-10:00", room=room)

    [sheet] = printed(visitor, "/en/events/forum/sessions/talk/")

    assert "Medina\nUp one stair." in sheet
