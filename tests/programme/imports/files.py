"""Invented programmes as files."""

import io

import openpyxl

from programme.imports.reading import read_file
from programme.imports.values import DayOrder, Options, ReadProgramme
from programme.imports.zoned import settle

ANSWERS = Options(zone="Africa/Casablanca", language="en", day_order=DayOrder.DAY_FIRST, minutes=60)


def read(data: bytes | str, answers: Options = ANSWERS) -> ReadProgramme:
    data = data.encode() if isinstance(data, str) else data
    return settle(read_file(data, answers), answers)


def workbook(*sheets: tuple[str, list[list], list[str]]) -> bytes:
    """Sheets by name, with rows of cells and the ranges that are merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, merges in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merges:
            sheet.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
