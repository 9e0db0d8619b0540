"""A programme from tables: their headings, days between the rows, and rows that go on. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.folding import fold_for_search
from programme.imports.headings import (
    TRANSLATED,
    Column,
    language_of_headings,
)
from programme.imports.rows import RowReader, SheetRow
from programme.imports.sheets import Sheet, find_sheets
from programme.imports.tables import Table
from programme.imports.times import DayReader, NotReadable, day_order_of
from programme.imports.values import (
    ImportRefused,
    Notice,
    Options,
    Question,
    ReadProgramme,
    ReadSession,
    Unanswered,
)
from programme.imports.zoned import ask_day_order


def read_tables(tables: Sequence[Table], options: Options, format_name: str) -> ReadProgramme:
    sheets = find_sheets(tables, options)
    if not sheets:
        raise ImportRefused(
            _("No column with titles was found. Call one “Title” in the row of the headings.")
        )
    order = options.day_order or day_order_of(_texts_of_days(sheets))
    if order is None:
        raise Unanswered({Question.DAY_ORDER: ask_day_order(_texts_of_days(sheets))})
    days = DayReader(order, options.year or _year_in(sheets))
    notices: list[Notice] = []
    main = [sheet for sheet in sheets if not sheet.language] or sheets[:1]
    sessions = [one for sheet in main for one in _sessions(sheet, days, notices)]
    for sheet in sheets:
        if sheet not in main:
            translated = _sessions(sheet, days, [])
            sessions = _with_translations(sessions, translated, sheet.language, notices)
    private = {h for s in sheets for n, h in enumerate(s.headings) if _is_private(s, n)}
    headings = [heading for sheet in main for heading in sheet.headings]
    exported_in = main[0].exported_in if len(main) == 1 else ""
    return ReadProgramme(
        format=format_name,
        sessions=tuple(sessions),
        language=exported_in or language_of_headings(headings),
        notices=(*_unknown_columns(main), *notices),
        present=_present(sheets, main),
        exported_in=exported_in,
        private_fields=len(private),
    )


def _present(sheets: Iterable[Sheet], main: Sequence[Sheet]) -> frozenset[str]:
    """The fields that have a column."""
    return frozenset(
        replace(column, language=sheet.language or column.language).field
        if sheet not in main
        else column.field
        for sheet in sheets
        for column in sheet.columns.values()
    )


def _is_private(sheet: Sheet, place: int) -> bool:
    column = sheet.columns.get(place)
    return column is not None and column.meaning == "private"


def _unknown_columns(sheets: Iterable[Sheet]) -> Iterable[Notice]:
    names = {
        heading: None
        for sheet in sheets
        for n, heading in enumerate(sheet.headings)
        if heading
        and n not in sheet.columns
        and any(n < len(r.cells) and r.cells[n] for r in sheet.rows)
    }
    if names:
        text = _("These columns are not imported: %(columns)s.")
        yield Notice(0, text % {"columns": ", ".join(names)})


DAYS = {"date", "start", "end", "time"}


def _texts_of_days(sheets: Iterable[Sheet]) -> list[str]:
    """The cells that may be dates."""
    return [
        text
        for sheet in sheets
        for row in sheet.rows
        for n, text in enumerate(row.cells)
        if text
        and len(text) < 60
        and (sheet.columns.get(n, Column("date")).meaning in DAYS or len(row.filled()) == 1)
    ]


def _year_in(sheets: Iterable[Sheet]) -> int | None:
    years = {
        int(year)
        for sheet in sheets
        for text in [sheet.title, *_texts_of_days([sheet])]
        for year in re.findall(r"\b(?:19|20)\d\d\b", text)
    }
    return years.pop() if len(years) == 1 else None


def _sessions(sheet: Sheet, days: DayReader, notices: list[Notice]) -> list[ReadSession]:
    reader = RowReader(sheet.columns, days, notices, _day_of(sheet.title, days))
    found: list[ReadSession] = []
    for row in sheet.rows:
        line = SheetRow(row, sheet.columns)
        if reader.is_heading(line):
            continue
        if found and line.goes_on:
            found[-1] = reader.continued(found[-1], line)
        elif session := reader.session(line):
            cells = {f: row.cells[n] for n, f in sheet.fields.items() if n < len(row.cells)}
            found.append(replace(session, cells=dict.fromkeys(sheet.fields.values(), "") | cells))
    return found


def _day_of(title: str, days: DayReader):
    """The date in the name of a sheet."""
    for text in (title, re.sub(r"^\W*\w+\s+\d{1,2}\W+", "", title)):
        try:
            return days.read(text).day
        except NotReadable:
            continue
    return None


def _with_translations(
    sessions: list[ReadSession], others: list[ReadSession], language: str, notices: list[Notice]
) -> list[ReadSession]:
    """The sessions with the texts of a sheet in another language: by identifier, else by place."""
    by_id = {one.source_id: one for one in others if one.source_id}
    by_place = {(one.starts_at, fold_for_search(one.room)): one for one in others if one.starts_at}
    has_as_many = len(sessions) == len(others)
    found, missing = [], 0
    for n, one in enumerate(sessions):
        place = (one.starts_at, fold_for_search(one.room))
        other = by_id.get(one.source_id) or (others[n] if has_as_many else by_place.get(place))
        missing += other is None
        untold = one.untold | {f"{name}_{language}" for name in TRANSLATED}
        found.append(_translated(one, other, language) if other else replace(one, untold=untold))
    if missing:
        text = ngettext(
            "%(count)s session has no row in the sheet in the other language.",
            "%(count)s sessions have no row in the sheet in the other language.",
            missing,
        )
        notices.append(Notice(0, text % {"count": missing}))
    return found


def _translated(session: ReadSession, other: ReadSession, language: str) -> ReadSession:
    texts = {
        name: {**getattr(session, name), language: text}
        for name in ("titles", "subtitles", "abstracts")
        if (text := next(iter(getattr(other, name).values()), ""))
    }
    return replace(session, **texts)
