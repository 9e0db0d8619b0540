"""Tables as files that every spreadsheet program opens, and in which no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from content.workbooks import workbook
from content.xml_text import xml_text

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_IN_CELL = 32_767
"""Letters that a cell of a spreadsheet holds."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it a spreadsheet program takes UTF-8 for another encoding."""
WITH_SEMICOLON = ("fr", "ar")
"""Languages in which spreadsheet programs expect it: the comma is in numbers."""


def spreadsheet(
    headings: Sequence[object], rows: Iterable[Sequence[object]], *, form: str, title: str
) -> bytes:
    """The rows as `csv` or `xlsx`, as the reader's spreadsheet program expects them."""
    cells = [[escape_formula(value) for value in row] for row in rows]
    heads = [str(heading) for heading in headings]
    if form == "xlsx":
        return workbook(heads, cells, title=title)
    text = io.StringIO()
    csv.writer(text, delimiter=separator()).writerows([heads, *cells])
    return BYTE_ORDER_MARK + text.getvalue().encode()


def separator() -> str:
    """Of the columns of CSV, in the reader's language."""
    return ";" if (get_language() or "")[:2] in WITH_SEMICOLON else ","


def escape_formula(value: object) -> str:
    """The value as text; an apostrophe stops spreadsheet programs from computing it."""
    text = xml_text(value)[: MOST_IN_CELL - 1]
    return f"'{text}" if text.lstrip("' ").startswith(FORMULA_STARTS) else text


def unescape_formula(text: str) -> str:
    """The value that `escape_formula()` wrote as this text."""
    is_escaped = text.startswith("'") and text[1:].lstrip("' ").startswith(FORMULA_STARTS)
    return text[1:] if is_escaped else text
