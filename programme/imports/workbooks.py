"""Tables from XLSX workbooks, with limits on what is unpacked. Pure."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable

import openpyxl
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from content.spreadsheets import unescape_formula
from programme.imports.tables import MOST_COLUMNS, Row, Table, check_size
from programme.imports.values import ImportRefused

MOST_BYTES = 64 * 1024 * 1024
"""Of all parts of a workbook, unpacked."""
LAST_ROW = 1_048_576
"""Of any workbook."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, if what it unpacks to is small enough; raises ImportRefused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ImportRefused(_("The file is damaged: it cannot be unpacked.")) from error
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise ImportRefused(_("Unpacked, the file would take more than 64 MB."))
    return archive


def read_workbook(data: bytes) -> list[Table]:
    """The visible sheets. A formula has the value that was computed when the file was saved."""
    archive = open_zip(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            merges = _merges(archive)
            return [
                Table(sheet.title, tuple(_rows(sheet, merges.get(sheet.title, ()))))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
    except ImportRefused:
        raise
    except (
        *(KeyError, ValueError, TypeError, IndexError, AttributeError, OSError),
        *(zipfile.BadZipFile, ElementTree.ParseError, DefusedXmlException),
    ) as error:
        raise ImportRefused(_("The workbook cannot be read. Save it again as .xlsx.")) from error


def _merges(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int, int, int]]]:
    """The merged cells of each sheet, which openpyxl does not read from large files."""
    root = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in root}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for sheet in book.iter():
        target = targets.get(sheet.get(_RELATION), "") if sheet.tag.endswith("}sheet") else ""
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and path in archive.namelist():
            refs = _MERGED.findall(archive.read(path))
            found[sheet.get("name")] = [range_boundaries(ref.decode()) for ref in refs]
    return found


def _rows(sheet, merges: Iterable[tuple[int, int, int, int]]) -> Iterable[Row]:
    downward: dict[int, dict[int, tuple[int, int]]] = {}
    widths: dict[int, dict[int, int]] = {}
    for left, top, right, bottom in merges:
        width = min(right, MOST_COLUMNS) - left + 1
        for row in range(top, min(bottom, top + 2000) + 1):
            if width > 1:
                widths.setdefault(row, {})[left - 1] = width
            if row > top:
                downward.setdefault(row, {})[left - 1] = (top, left - 1)
    sources = {at for row in downward.values() for at in row.values()}
    kept: dict[tuple[int, int], str] = {}
    count = 0
    sheet.reset_dimensions()  # those that the file claims may be a million empty rows
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > LAST_ROW:
            check_size(number)
        if not any(value is not None for value in values) and number not in downward:
            continue
        cells = _without_empty_end([cell_text(value) for value in values])
        kept |= {(number, n): cells[n] for n in range(len(cells)) if (number, n) in sources}
        above = downward.get(number, {})
        cells += [""] * (max(above, default=-1) + 1 - len(cells))
        for column, source in above.items():
            cells[column] = kept.get(source, "")
        check_size(count := count + any(cells), cells)
        yield Row(number, tuple(cells), frozenset(above), widths.get(number, {}))


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def cell_text(value: object) -> str:
    """A cell as text; dates and hours as ISO writes them."""
    match value:
        case None:
            return ""
        case dt.datetime() if value.time() == dt.time(0):
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case dt.time():
            return value.isoformat(timespec="minutes")
        case dt.timedelta():
            minutes = value // dt.timedelta(minutes=1)
            return f"{minutes // 60}:{minutes % 60:02}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return unescape_formula(str(value).strip())
