"""Rows are mended or left out in the preview of an import."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.models import Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.imports.pages import (
    CHANGED,
    OPENING,
    PANEL,
    answer,
    bring_in,
    confirm,
    lines,
    page_of,
    refusals,
    sent,
    titles,
    upload,
)

pytestmark = pytest.mark.django_db

TIMES = ("day", "start", "end")
REFUSED = PANEL.replace("2027", "2031")


def fields(page, mark: str) -> dict[str, str]:
    return {k.rpartition("-")[2]: v for k, v in sent(page).items() if k.startswith(f"row-{mark}-")}


@pytest.mark.once
def test_a_row_opens_with_what_was_read(staff, event):
    page = read(upload(staff, event, OPENING, PANEL))

    opened = answer(staff, event, page, open="3")

    assert (fields(page, "3"), fields(opened, "2")) == ({}, {})
    assert fields(opened, "3") == {
        "title": "The panel on the law",
        "day": "Tue 4 May 2027",
        "start": "10:00",
        "end": "11:00",
        "room": "Room 2",
        "people": "Omar Fassi",
    }
    assert texts(opened, "[aria-labelledby='rows'] .import-mend legend") == [
        "Row 3: The panel on the law"
    ]
    [button] = page.select("button[value='3'][name=open]")
    assert (button["aria-label"], button["formaction"]) == (
        "Change The panel on the law",
        f"{page_of(event)}#row-3",
    )


def test_a_refused_file_goes_in_once_its_row_is_mended(staff, event):
    page = read(upload(staff, event, OPENING, REFUSED))

    shown = answer(staff, event, page, **{"row-3-day": "4 May 2027"})
    confirm(staff, event, shown)

    assert [row[5] for row in lines(page)] == ["To be corrected", "New"]
    assert texts(page, "[aria-labelledby='refused'] a[href='#row-3']") == [
        "Row 3: This is more than one day outside the dates of the event."
    ]
    assert [row[2] for row in lines(shown)] == ["4 May 09:00–09:30", "4 May 10:00–11:00"]
    assert titles() == [("The opening of the forum", "draft"), ("The panel on the law", "draft")]


def test_a_refused_file_goes_in_once_its_row_is_left_out(staff, event):
    page = read(upload(staff, event, OPENING, REFUSED))

    shown = answer(staff, event, page, **{"leave-3": "1"})
    confirm(staff, event, shown)

    assert [row[5] for row in lines(shown)] == ["New", "Left out"]
    assert texts(shown, ".import-counts li") == ["New 1", "Unchanged 0", "Left out 1"]
    assert titles() == [("The opening of the forum", "draft")]


def test_what_was_typed_is_previewed_before_it_is_imported(staff, event):
    page = answer(staff, event, read(upload(staff, event, OPENING)), open="2")

    again = read(confirm(staff, event, page, **{"row-2-title": "Grand opening"}))
    before = Session.objects.count()
    confirm(staff, event, again)

    assert (refusals(again), before) == ([CHANGED], 0)
    assert titles() == [("Grand opening", "draft")]


def test_a_row_left_out_since_the_preview_is_previewed_before_the_rest_is_imported(staff, event):
    page = answer(staff, event, read(upload(staff, event, OPENING, PANEL)), open="3")

    again = read(confirm(staff, event, page, **{"leave-3": "1"}))

    assert (refusals(again), Session.objects.count()) == ([CHANGED], 0)


@pytest.mark.once
def test_a_wrong_entry_is_told_at_its_field_and_stops_the_import(staff, event):
    page = answer(staff, event, read(upload(staff, event, OPENING)), open="2")

    shown = answer(staff, event, page, **{"row-2-start": "noonish", "row-2-room": "Tent"})
    again = read(confirm(staff, event, shown))

    [field] = shown.select("[name='row-2-start']")
    assert (field["value"], field["aria-invalid"]) == ("noonish", "true")
    assert texts(shown, f"#{field['aria-describedby']}") == ["“noonish” is not a time."]
    assert fields(shown, "2")["room"] == "Tent"
    assert len(refusals(again)) == 1
    assert Session.objects.count() == 0


@pytest.mark.once
def test_a_row_with_a_note_is_open_and_says_it(staff, event):
    page = read(upload(staff, event, OPENING, "2;4 May 2027;soon;;The panel;Hall;\n"))

    assert (fields(page, "2"), fields(page, "3")["start"]) == ({}, "soon")
    assert texts(page, ".import-mend__notes li") == [
        "“soon” is not a time, so the session has none."
    ]


@pytest.mark.once
def test_what_was_typed_stays_where_another_answer_reads_the_other_fields_anew(staff, event):
    page = answer(staff, event, read(upload(staff, event, OPENING)), open="2")

    shown = answer(staff, event, page, zone="Europe/Paris", **{"row-2-title": "Grand opening"})

    found = fields(shown, "2")
    assert (found["title"], found["start"], found["end"]) == ("Grand opening", "07:00", "07:30")


@pytest.mark.once
def test_what_was_typed_stays_while_something_is_asked(staff, event):
    page = answer(staff, event, read(upload(staff, event, OPENING)), open="2")
    typed = {"row-2-title": "Grand opening"}

    asked = answer(staff, event, page, **typed, **{"column-3": ""})
    shown = answer(staff, event, asked, minutes="45")

    assert texts(asked, "#questions") == ["The file leaves this open"]
    assert lines(shown)[0][1:3] == ["Grand opening", "4 May 09:00–09:45"]


@pytest.mark.once
def test_rows_come_a_hundred_on_a_page_and_keep_what_was_typed(staff, event):
    rows = "".join(f"{n};4 May 2027;9:00;10:00;Talk {n} of the forum;;\n" for n in range(102))
    page = answer(staff, event, read(upload(staff, event, rows)), open="2")
    typed = {"row-2-title": "Grand opening", "leave-3": "1"}

    second = answer(staff, event, page, **typed, page="2")
    first = answer(staff, event, second, page="1")
    confirm(staff, event, second)

    assert [row[0] for row in lines(second)] == ["102", "103"]
    assert texts(second, ".import-pages [aria-current]") == ["2"]
    assert [row[1:2] + row[5:] for row in lines(first)[:2]] == [
        ["Grand opening", "New"],
        ["Talk 1 of the forum", "Left out"],
    ]
    assert Session.objects.filter(title_en="Grand opening").count() == 1
    assert Session.objects.count() == 101


def test_refused_rows_come_first_on_every_page(staff, event):
    rows = "".join(f"{n};4 May 2027;9:00;10:00;Talk {n} of the forum;;\n" for n in range(101))
    page = read(upload(staff, event, rows, REFUSED.replace("2;", "900;", 1)))

    second = answer(staff, event, page, page="2")

    assert [[row[0] for row in lines(one)[:2]] for one in (page, second)] == [
        ["103", "2"],
        ["103", "102"],
    ]


def test_entries_of_rows_and_fields_that_do_not_exist_count_as_none(staff, event):
    page = read(upload(staff, event, OPENING))
    wrong = {"row-99-title": "x", "row-2-colour": "red", "row-": "x", "leave-77": "1"}

    shown = answer(staff, event, page, **wrong, page="0x", open="none")
    far = answer(staff, event, page, page="99999")

    assert lines(shown) == lines(page) == lines(far)
    assert confirm(staff, event, page, **wrong).status_code == 302


def test_the_same_file_keeps_what_was_mended(staff, event):
    page = read(upload(staff, event, OPENING, REFUSED))
    shown = answer(staff, event, page, **{"row-3-day": "4 May 2027", "row-3-title": "Panel"})
    confirm(staff, event, shown)

    again = read(upload(staff, event, OPENING, REFUSED))

    assert [row[5] for row in lines(again)] == ["Unchanged", "Unchanged"]
    assert refusals(again) == []
    assert "Panel" in [title for title, _status in titles()]


def test_the_number_of_queries_does_not_depend_on_the_number_of_open_rows(staff):
    counts = []
    for length in (1, 3):
        event = factories.event()
        rows = [OPENING.replace("1;", f"{n};", 1).replace("opening", f"talk {n}") for n in range(3)]
        bring_in(staff, event, *rows)
        page = read(upload(staff, event, *rows))
        typed = {f"row-{n + 2}-room": "Tent" for n in range(length)}
        form = sent(page) | typed
        with CaptureQueriesContext(connection) as queries:
            shown = read(staff.post(page_of(event), form))
        counts.append(len(queries))
        assert [row[3] for row in lines(shown)].count("Tent") == length

    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_a_time_that_cannot_be_read_is_in_its_field_with_its_day(staff, event):
    row = "1;4 May 2027;25:99;26:30;The opening of the forum;Hall;Amina Alami\n"
    page = read(upload(staff, event, row))

    shown = [page.select_one(f"[name='row-2-{name}']")["value"] for name in TIMES]
    confirm(staff, event, answer(staff, event, page, **{"row-2-start": "9h", "row-2-end": "10h"}))

    assert shown == ["4 May 2027", "25:99", "26:30"]
    session = Session.objects.get()
    assert (session.starts_at, session.ends_at) == (factories.at("09:00"), factories.at("10:00"))


def test_an_end_long_before_the_start_is_told_where_it_can_be_mended(staff, event):
    late = "1;4 May 2027;22:00;01:00;The night of the forum;Hall;\n"
    wrong = "2;4 May 2027;14:00;13:00;The panel on the law;Hall;\n"

    page = read(upload(staff, event, late, wrong))

    told = "The end is before the start, so the session ends on the next day."
    assert texts(page, ".import-mend__notes") == [told]
    assert page.select_one("[name='row-3-end']")["value"] == "13:00"
