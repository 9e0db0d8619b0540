"""Plain text from word processors and spreadsheets as Markdown. Pure.

Their bullets are characters followed by a tab, their tables are lines with tabs, and their soft
breaks are control characters: Markdown would run all of them together. Text that is Markdown
already stays as it is.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from content.typed_text import tidy_text

_LINE_ENDS = re.compile("\r\n|[\r\x0c\x85\u2029]")
_SOFT_BREAK = re.compile(r"[ \t]*[\x0b\u2028]+[ \t]*")
_FENCE = re.compile(" {0,3}(```|~~~)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")

# Word's bullets by level; the private ones are of the fonts Symbol and Wingdings. Letters and
# dashes are bullets only before a tab.
_BULLET = re.compile(
    r"""\s*
      (?: (?P<first>  [•●‣·\uf0b7][ \t\u00a0]+ | –\t )
        | (?P<second> [○◦][ \t\u00a0]+ | o\t )
        | (?P<third>  [▪■□\uf0a7][ \t\u00a0]+ | §\t )
      ) \s* (?P<text>\S.*)
    """,
    re.VERBOSE,
)
_INDENTS = {"first": "", "second": "  ", "third": "    "}
_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})(?P<mark>[.)])\t\s*(?P<text>\S.*)")


def tidy_markdown(typed: str) -> str:
    """The text with Markdown's own lists, tables and line breaks; the same again if repeated."""
    lines = _without_soft_breaks(_LINE_ENDS.sub("\n", typed).split("\n"))
    written: list[str] = []
    for is_code, block in groupby(_marked_code(lines), key=lambda pair: pair[0]):
        block_lines = [line for _is_code, line in block]
        written += block_lines if is_code else _with_tables(_with_lists(block_lines))
    return tidy_text("\n".join(written))


def _without_soft_breaks(lines: list[str]) -> Iterator[str]:
    """A soft break is one in Markdown too, but a space in a row of a table."""
    for line in lines:
        if not _SOFT_BREAK.search(line):
            yield line
            continue
        parts = list(filter(None, _SOFT_BREAK.split(line)))
        is_row = "\t" in line and not _as_item(line)
        yield from (" " if is_row else "\\\n").join(parts).split("\n")


def _marked_code(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it belongs to fenced code."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        is_edge = bool(found) and fence in {"", found[1]}
        yield is_edge or bool(fence), line
        if is_edge:
            fence = "" if fence else found[1]


def _with_lists(lines: list[str]) -> list[str]:
    """With items as Markdown writes them, and a blank line between a list and the text around."""
    written: list[str] = []
    made = False
    """Whether the last line is of a list that is made here."""
    for line in lines:
        item = _as_item(line)
        before = written[-1] if written else ""
        goes_on = before.endswith("\\") or line[:1] in {" ", "\t"} or not line.strip()
        if item:
            indent, text = item
            written += [""] if before.strip() and not (made or _LIST_ITEM.match(before)) else []
            written.append((indent if made else "") + text)
        else:
            written += [""] if made and not goes_on and not _LIST_ITEM.match(line) else []
            written.append(line)
        made = bool(item) or (made and goes_on and bool(line.strip()))
    return written


def _as_item(line: str) -> tuple[str, str] | None:
    """The indent and the text of an item, if a word processor wrote the line as one."""
    if bullet := _BULLET.fullmatch(line):
        level = next(name for name in _INDENTS if bullet[name])
        return _INDENTS[level], f"- {bullet['text']}"
    if number := _NUMBER.fullmatch(line):
        return "", f"{int(number['number'])}{number['mark']} {number['text']}"
    return None


def _with_tables(lines: list[str]) -> list[str]:
    """With a table for each run of lines that have equally many tabs."""
    written: list[str] = []
    after_table = False
    for tabs, block in groupby(lines, key=_tabs):
        rows = list(block)
        is_code = all(row.startswith("\t") for row in rows)
        is_table = bool(tabs) and len(rows) > 1 and not is_code
        if not is_table:
            written += [""] if after_table and rows[0].strip() else []
            written += rows
        else:
            written += [""] if written and written[-1].strip() else []
            written += _table(rows)
        after_table = is_table
    return written


def _tabs(line: str) -> int:
    return 0 if _LIST_ITEM.match(line) else line.count("\t")


def _table(rows: list[str]) -> list[str]:
    head, *rest = [[_cell(text) for text in row.split("\t")] for row in rows]
    cells = [head, ["---"] * len(head), *rest]
    return [f"| {' | '.join(row)} |" for row in cells]


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|")
