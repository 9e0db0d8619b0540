"""A workbook of one sheet of texts, in the format of Office Open XML (ECMA-376). Pure.

The library openpyxl writes the same file at four times the cost; tests read this one with it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOST_IN_TITLE = 31
PLAIN, BOLD, WRAPPED = range(3)
"""The styles of cells, by their place in `STYLES`."""

STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>'
    '<xf xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/>'
    "</Types>"
)
FROZEN_HEAD = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile("[&<>\r]")


def workbook(headings: Sequence[str], rows: Iterable[Sequence[str]], *, title: str) -> bytes:
    """Texts that XML can hold, under bold headings that stay in sight. Empty ones have no cell."""
    strings: dict[str, int] = {}
    sheet = "".join(_sheet([headings, *rows], strings))
    name = escape(_NO_TITLE.sub(" ", title)[:MOST_IN_TITLE])
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = ("worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml")
    return _zip(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _relations(
                dict(zip(("worksheet", "styles", "sharedStrings"), parts, strict=True))
            ),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": "".join(_shared(strings)),
        }
    )


def _sheet(rows: Iterable[Sequence[str]], strings: dict[str, int]) -> Iterator[str]:
    """Each text once in `strings`, by its number."""
    yield f'<worksheet xmlns="{MAIN}">{FROZEN_HEAD}<sheetData>'
    columns: list[str] = []
    for number, row in enumerate(rows, start=1):
        columns += map(_letters, range(len(columns), len(row)))
        yield f'<row r="{number}">'
        for column, text in zip(columns, row, strict=False):
            if text:
                style = BOLD if number == 1 else WRAPPED if "\n" in text else PLAIN
                index = strings.setdefault(text, len(strings))
                yield f'<c r="{column}{number}" s="{style}" t="s"><v>{index}</v></c>'
        yield "</row>"
    yield "</sheetData></worksheet>"


def _letters(index: int) -> str:
    """The name of a column: A to Z, then AA."""
    above, last = divmod(index, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + last)


def _shared(strings: dict[str, int]) -> Iterator[str]:
    yield f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">'
    for text in strings:
        yield f'<si><t xml:space="preserve">{_escaped(text)}</t></si>'
    yield "</sst>"


def _escaped(text: str) -> str:
    if "_x" in text:
        text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return escape(text, quote=False).replace("\r", "&#13;") if _SPECIAL.search(text) else text


def _relations(targets: dict[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _zip(parts: dict[str, str]) -> bytes:
    """Without the time, so that the same rows are the same file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (HEAD + text).encode())
    return file.getvalue()
