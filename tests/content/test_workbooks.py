"""Workbooks of our own, as openpyxl reads them, and as it would have written them."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.workbooks import workbook
from content.xml_text import xml_text

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30).map(xml_text)


def sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def values(content: bytes) -> list[tuple]:
    return list(sheet(content).values)


def test_rows_come_back_as_they_were_and_empty_cells_are_none():
    rows = [("Budgets & <law>", "", "ميزانية"), ("Two\nlines", " spaced ", "Budgets & <law>")]

    assert values(workbook(["Title", "Room", "العنوان"], rows, title="forum_2027")) == [
        ("Title", "Room", "العنوان"),
        ("Budgets & <law>", None, "ميزانية"),
        ("Two\nlines", " spaced ", "Budgets & <law>"),
    ]


def test_headings_are_bold_and_stay_in_sight_and_lines_are_kept_apart():
    found = sheet(workbook(["Title"], [["One"], ["Two\nlines"]], title="forum"))

    assert (found.title, found.freeze_panes) == ("forum", "A2")
    assert [cell.font.b for [cell] in found.rows] == [True, False, False]
    assert [bool(cell.alignment.wrap_text) for [cell] in found.rows] == [False, False, True]


@pytest.mark.parametrize(
    ("title", "expected"), [("a/b:c*d", "a b c d"), ("x" * 40, "x" * 31), ("A & B", "A & B")]
)
def test_a_title_is_one_that_programs_accept(title, expected):
    assert sheet(workbook(["Title"], [], title=title)).title == expected


def test_more_columns_than_letters():
    heads = [f"Column {number}" for number in range(800)]

    assert values(workbook(heads, [], title="wide")) == [tuple(heads)]


def test_the_same_rows_are_the_same_file():
    assert workbook(["A"], [["1"]], title="x") == workbook(["A"], [["1"]], title="x")


@pytest.mark.parametrize("text", ["_x0041_", "_x_", "a_x000D_b"])
def test_what_looks_like_an_escape_is_text(text):
    assert values(workbook(["A"], [[text]], title="x"))[1] == (text,)


@given(cells=st.lists(texts, min_size=3, max_size=3))
@settings(max_examples=60)
def test_any_text_comes_back(cells):
    row = [*cells, "end"]

    assert values(workbook(["A", "B", "C", "D"], [row], title="x"))[1] == tuple(
        cell or None for cell in row
    )
