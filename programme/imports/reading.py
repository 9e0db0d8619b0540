"""A file of any kind as a programme: the format is seen from its contents. Pure."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from programme.imports.formats import schedule
from programme.imports.formats.icalendar import ICALENDAR, read_calendar
from programme.imports.formats.open_event import (
    OPEN_EVENT,
    read_open_event,
    read_open_event_archive,
)
from programme.imports.formats.pretalx import PRETALX, read_pretalx
from programme.imports.formats.sessionize import SESSIONIZE, read_sessionize
from programme.imports.sheets import table_columns
from programme.imports.spreadsheet import read_tables
from programme.imports.tables import decode, read_text
from programme.imports.values import ImportRefused, Options, ReadColumn, ReadProgramme
from programme.imports.workbooks import is_zip, open_zip, read_workbook

MOST_BYTES = 32 * 1024 * 1024
TABLE, WORKBOOK = "csv", "xlsx"
FORMATS = [TABLE, WORKBOOK, schedule.XML, schedule.JSON, ICALENDAR, SESSIONIZE, OPEN_EVENT, PRETALX]
_SCRIPT = re.compile(
    r"(?:(?:var|let|const)\s+)?[\w.$]+\s*[=(]\s*([{\[].*[}\]])\s*\)?\s*;?", re.DOTALL
)
"""JSON as a script assigns it, or calls a function with it."""
LISTS = (read_sessionize, read_open_event, read_pretalx)


NO_TABLES = (
    *(b"\xd0\xcf\x11\xe0", b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF"),
    *(b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"),
)
"""How files begin that are often chosen by mistake: old documents, pictures, archives."""


def read_file(data: bytes, options: Options) -> ReadProgramme:
    """What the file says; raises ImportRefused, or Unanswered."""
    if len(data) > MOST_BYTES:
        raise ImportRefused(_("The file is larger than 32 MB."))
    if not data.strip():
        raise ImportRefused(_("The file is empty."))
    if is_zip(data):
        return _read_archive(data, options)
    if data.startswith(NO_TABLES):
        raise ImportRefused(_("This kind of file cannot be read. Save it as .xlsx or .csv."))
    text = decode(data)
    beginning = text.lstrip("\ufeff \t\r\n")[:2000]
    if beginning.startswith("<?xml") or beginning.startswith("<schedule"):
        return schedule.read_xml(data)
    if "BEGIN:VCALENDAR" in beginning.upper():
        return read_calendar(text)
    if beginning.startswith(("{", "[")):
        return _read_json(text)
    if script := _SCRIPT.fullmatch(text.strip("\ufeff \t\r\n")):
        return _read_json(script[1])
    return read_tables(read_text(text), options, TABLE)


def read_columns(data: bytes, options: Options) -> list[ReadColumn]:
    """What each column of a spreadsheet is taken for; none of any other file."""
    if is_zip(data):
        is_archive = read_open_event_archive(open_zip(data))
        return [] if is_archive else table_columns(read_workbook(data), options)
    if data.startswith(NO_TABLES):
        return []
    text = decode(data)
    beginning = text.lstrip("\ufeff \t\r\n")[:2000]
    is_other = beginning.startswith(("<?xml", "<schedule", "{", "["))
    if is_other or "BEGIN:VCALENDAR" in beginning.upper():
        return []
    return table_columns(read_text(text), options)


def _read_json(text: str) -> ReadProgramme:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRefused(_("The file is not well-formed JSON.")) from error
    if programme := schedule.read_json(data) or _read_list(data):
        return programme
    raise ImportRefused(
        _("This kind of JSON cannot be read: schedule.json, pretalx, Sessionize, Open Event can.")
    )


def _read_list(data: Any) -> ReadProgramme | None:
    try:
        return next(filter(None, (read(data) for read in LISTS)), None)
    except (AttributeError, KeyError, TypeError) as error:
        raise ImportRefused(_("The schedule in this file cannot be read.")) from error


def _read_archive(data: bytes, options: Options) -> ReadProgramme:
    if programme := read_open_event_archive(open_zip(data)):
        return programme
    return read_tables(read_workbook(data), options, WORKBOOK)
