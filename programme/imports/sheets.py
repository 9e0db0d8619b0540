"""The tables of a file whose headings are known, or were said by staff. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest

from content.folding import fold_for_search
from programme.imports.headings import MOST_ROWS_ABOVE, Column, language_of_name, read_headings
from programme.imports.labels import exported_columns
from programme.imports.tables import Row, Table
from programme.imports.values import Options, ReadColumn


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose headings are known."""

    title: str
    columns: Mapping[int, Column]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    """Those below the headings."""
    language: str = ""
    """The one that the whole sheet is a translation into."""
    exported_in: str = ""
    """Of a sheet that was exported here, the language of its headings."""
    fields: Mapping[int, str] = field(default_factory=dict)
    """What its columns are called in the export."""


def find_sheets(tables: Sequence[Table], options: Options) -> list[Sheet]:
    """Those with a column of titles, with the meanings that staff chose for the first of them."""
    found = _recognized(tables, options)
    if not (options.columns or options.headings):
        return found
    found = found or _unrecognized(tables, options)
    headings = found[0].headings if found else ()
    corrected = [_with_corrections(sheet, headings, options.columns) for sheet in found]
    return [one for one in corrected if any(c.meaning == "title" for c in one.columns.values())]


def table_columns(tables: Sequence[Table], options: Options) -> list[ReadColumn]:
    """Those of the first sheet, or of the first table if no headings were found in any."""
    sheets = _recognized(tables, options) or _unrecognized(tables, options)
    if not sheets:
        return []
    sheet = next((one for one in sheets if not one.language), sheets[0])
    columns = _with_corrections(sheet, sheet.headings, options.columns).columns
    width = max(len(row.cells) for row in [Row(0, sheet.headings), *sheet.rows[:MOST_ROWS_ABOVE]])
    return [
        ReadColumn(
            n,
            sheet.headings[n] if n < len(sheet.headings) else "",
            _words(columns[n]) if n in columns else "",
            tuple(islice((row.cells[n] for row in sheet.rows if any(row.cells[n : n + 1])), 3)),
        )
        for n in range(width)
    ]


def _words(column: Column) -> str:
    return f"{column.meaning} {column.language}".strip()


def _recognized(tables: Iterable[Table], options: Options) -> list[Sheet]:
    found = (_sheet(table) for table in tables)
    return [_as_remembered(sheet, options) for sheet in found if sheet]


def _unrecognized(tables: Iterable[Table], options: Options) -> list[Sheet]:
    """The first table with rows, without a meaning of any column."""
    for table in tables:
        if rows := tuple(row for row in table.rows if any(row.cells)):
            if options.has_headings:
                sheet = Sheet(table.title, {}, rows[0].cells, rows[1:])
                return [_as_remembered(sheet, options)]
            return [Sheet(table.title, {}, (), rows)]
    return []


def _with_corrections(sheet: Sheet, headings: Sequence[str], chosen: Mapping[int, str]) -> Sheet:
    """Other sheets follow only where they have the same heading."""
    same = {n: m for n, m in chosen.items() if sheet.headings[n : n + 1] == headings[n : n + 1]}
    return _with_meanings(sheet, same)


def _as_remembered(sheet: Sheet, options: Options) -> Sheet:
    """With what staff have said of headings that the sheet has once."""
    known = {} if sheet.exported_in else options.headings or {}
    folded = [fold_for_search(text) for text in sheet.headings]
    counts = Counter(folded)
    chosen = {
        n: known[word] for n, word in enumerate(folded) if counts[word] == 1 and word in known
    }
    return _with_meanings(sheet, chosen)


def _with_meanings(sheet: Sheet, meanings: Mapping[int, str]) -> Sheet:
    if not meanings:
        return sheet
    kept = {n: column for n, column in sheet.columns.items() if n not in meanings}
    corrected = {n: Column(*meaning.split(" ")) for n, meaning in meanings.items() if meaning}
    return replace(sheet, columns=kept | corrected, exported_in="", fields={})


def _sheet(table: Table) -> Sheet | None:
    """The table below the row that looks most like headings; None if no column has titles."""
    best: tuple[int, int, list[str], dict[int, Column]] | None = None
    rows = [row for row in table.rows[:MOST_ROWS_ABOVE] if any(row.cells)]
    if rows and (exported := _exported(table, rows[0])):
        return exported
    for place, row in enumerate(rows):
        for above in (None, rows[place - 1] if place else None):
            texts = _headings(row, above)
            columns = read_headings(texts)
            has_title = any(one.meaning == "title" for one in columns.values())
            if has_title and (best is None or len(columns) > best[0]):
                best = (len(columns), row.number, texts, columns)
    if best is None or (best[0] < 2 and len(best[2]) > 1):
        return None
    _count, number, texts, columns = best
    below = tuple(row for row in table.rows if row.number > number and any(row.cells))
    return Sheet(table.title, columns, tuple(texts), below, language_of_name(table.title))


def _exported(table: Table, head: Row) -> Sheet | None:
    language, found = exported_columns(head.cells)
    if not found:
        return None
    columns = {
        n: Column("identifier" if one.name == "guid" else one.name, one.language)
        for n, one in found.items()
    }
    below = tuple(row for row in table.rows if row.number > head.number and any(row.cells))
    fields = {n: one.field for n, one in found.items()}
    return Sheet(table.title, columns, head.cells, below, exported_in=language, fields=fields)


def _headings(row: Row, above: Row | None) -> list[str]:
    """The texts of a row; where it has a number or nothing, those of a wide cell above."""
    if above is None:
        return list(row.cells)
    texts = list(above.cells)
    for start, width in above.widths.items():
        texts += [""] * (start + width - len(texts))
        texts[start : start + width] = [texts[start]] * len(texts[start : start + width])
    pairs = zip_longest(row.cells, texts, fillvalue="")
    return [up if up and (not own or own.isdecimal()) else own for own, up in pairs]
