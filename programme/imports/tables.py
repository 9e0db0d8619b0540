"""Tables from text: CSV in any separator and encoding, cells pasted as text, and HTML. Pure."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from content.spreadsheets import unescape_formula
from programme.imports.labels import exported_columns
from programme.imports.values import ImportRefused

MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_STRAY = 2
"""NUL characters at the beginning of a text; a picture has more, and UTF-16 every second byte."""
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS = ";\t,|"
_C1 = {*range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """As the spreadsheet counts it, from 1."""
    cells: tuple[str, ...]
    from_above: frozenset[int] = frozenset()
    """The columns whose cell is merged with that of the row above, and has its text."""
    widths: Mapping[int, int] = field(default_factory=dict)
    """How many columns a merged cell takes, by the first of them."""

    def filled(self) -> list[int]:
        """The columns with a text of this row's own."""
        return [n for n, text in enumerate(self.cells) if text and n not in self.from_above]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: tuple[Row, ...]


def decode(data: bytes) -> str:
    """The text in the encoding that it shows itself to be in."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _decoded(data, encoding)
    nothing = data[:1000].count(b"\0")
    if nothing > MOST_STRAY and nothing * 4 <= len(data[:1000]):
        raise ImportRefused(_("This kind of file cannot be read. Save it as .xlsx or .csv."))
    if nothing > MOST_STRAY:
        is_little = data[1:2] == b"\0" or (data[:200].count(b"\0", 1, 200) and data[:1] != b"\0")
        return _decoded(data, "utf-16-le" if is_little else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_code_page(data), errors="replace")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(_("The characters of this file cannot be read.")) from error


def _code_page(data: bytes) -> str:
    """Windows' for Arabic if most letters beyond ASCII would be Arabic in it, else for French."""
    arabic = data.decode("cp1256", errors="replace")
    letters = [letter for letter in arabic if ord(letter) > 127]
    count = sum("\u0621" <= letter <= "\u0652" for letter in letters)
    has_words = re.search("[\u0621-\u064a]{2}", arabic)
    return "cp1256" if has_words and count * 2 > len(letters) else "cp1252"


def read_text(text: str) -> list[Table]:
    """The table of a CSV file or of cells that were pasted, or the tables of a page."""
    beginning = text[:2000].lstrip().lower()
    if beginning.startswith("<") and "<t" in text[:200_000].lower():
        return html_tables(text)
    if beginning.startswith(("<!doctype html", "<html")):
        raise ImportRefused(_("This is a web page without a table."))
    return [Table("", tuple(_rows(text, _separator(text))))]


def _separator(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()][:20]
    for one in _SEPARATORS:
        if exported_columns(next(csv.reader(lines[:1], delimiter=one), []))[0]:
            return one
    first = "\n".join(lines)
    return max(_SEPARATORS, key=lambda one: _regularity(first, one))


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many rows have as many cells as the most frequent number, and that number."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:  # told with its row when it is read
        return 0, 0
    most = max(widths, default=1)
    return (0, 0) if most < 2 else (sum(width == most for width in widths) * most, most)


def _rows(text: str, separator: str) -> Iterable[Row]:
    csv.field_size_limit(2_000_000)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(lines, start=1):
            texts = (unescape_formula(cell.strip()) for cell in cells)
            yield Row(check_size(number, cells), tuple(texts))
    except csv.Error as error:
        raise ImportRefused(
            _("Row %(row)s cannot be read as a row of a table.") % {"row": lines.line_num}
        ) from error


def check_size(number: int, cells: Iterable[object] = ()) -> int:
    """The number of a row, if the table is not too large; raises ImportRefused."""
    if number > MOST_ROWS:
        raise ImportRefused(_("The file has more than 100,000 rows."))
    if len(tuple(cells)) > MOST_COLUMNS:
        details = {"row": number}
        raise ImportRefused(_("Row %(row)s has more than 500 columns.") % details)
    return number


def html_tables(text: str) -> list[Table]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [Table("", tuple(merged(table))) for table in parser.tables if table]


Cell = tuple[str, int, int]
"""Its text, and how many rows and columns it takes."""


class _Tables(HTMLParser):
    """The cells of all tables of a page; scripts and styles are no text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in {"script", "style"}:
            self._hidden += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            values = dict(attrs)
            self._spans = tuple(_span(values.get(name)) for name in ("rowspan", "colspan"))
            self._text = []
        elif tag in {"br", "p", "div", "li"} and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._hidden:
            self._text.append(" ".join(data.split()) if data.strip() else " ")

    def _end_cell(self) -> None:
        if self._text is not None:
            lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
            text = "\n".join(filter(None, lines))
            self.tables[-1][-1].append((text, *self._spans))
            check_size(len(self.tables[-1]), self.tables[-1][-1])
            self._text = None


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() and len(text) < 6 else 1


def merged(table: list[list[Cell]]) -> Iterable[Row]:
    """The rows with the cells that reach into them from above."""
    above: dict[int, tuple[str, int]] = {}
    for number, cells in enumerate(table, start=1):
        texts: dict[int, str] = {}
        widths: dict[int, int] = {}
        from_above = {column: text for column, (text, _rest) in above.items()}
        following = {c: (text, rest - 1) for c, (text, rest) in above.items() if rest > 1}
        column = 0
        for text, height, width in cells:
            while column in from_above:
                column += 1
            texts[column] = text
            if width > 1:
                widths[column] = width
            if height > 1:
                following |= {column + n: (text if not n else "", height - 1) for n in range(width)}
            column += width
        above = following
        texts = from_above | texts
        length = max(texts, default=-1) + 1
        line = tuple(texts.get(n, "") for n in range(length))
        yield Row(check_size(number, line), line, frozenset(from_above), widths)
