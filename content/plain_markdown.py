"""Markdown as plain text, for files that show no marks: calendars, feeds, terminals. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKS = re.compile(r"[*_`\[\]<>#|&\\~=]|^\s*(?:[-+]|\d+[.)])\s|^ {4}|^-{3}", re.MULTILINE)
"""Signs without which a text is its own plain text."""
_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
_parser.disable(["image"]).enable(["table"])


@lru_cache(maxsize=2048)
def to_plain(text: str) -> str:
    """Paragraphs with an empty line between them; links as their words and their address."""
    if not _MARKS.search(text):
        paragraphs = re.split(r"\n\s*\n", text.strip())
        return "\n\n".join(_squeezed(paragraph) for paragraph in paragraphs)
    return "\n".join(_blocks(_parser.parse(text))).strip("\n")


def shortened(text: str, most: int) -> str:
    """The text, cut at a word where it is longer than the limit."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = re.split(r"\s+\S*\Z", cut)[0]
    return (words or cut).rstrip(" ,;:.\n") + "…"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The lines, with an empty one after each block that is in no list or table."""
    lists: list[int | None] = []
    mark, cells, depth = "", [], 0
    for token in tokens:
        depth += {"tr_open": 1, "tr_close": -1}.get(token.type, 0)
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrs.get("start", 1))
            lists.append(start if token.type.startswith("ordered") else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
            yield from () if lists else [""]
        elif token.type == "list_item_open":
            mark = "– " if lists[-1] is None else f"{lists[-1]}. "
            lists[-1] = None if lists[-1] is None else lists[-1] + 1
        elif token.type == "tr_close":
            yield " · ".join(cells)
            cells = []
        elif token.type == "table_close":
            yield ""
        elif token.type in {"code_block", "fence"}:
            yield from (*token.content.rstrip("\n").split("\n"), "")
        elif token.type == "inline" and depth:
            cells.append(_line(token))
        elif token.type == "inline":
            indent = "  " * (len(lists) - 1)
            yield from (indent + mark + line for line in _line(token).split("\n"))
            mark = ""
            yield from () if lists else [""]


def _line(token: Token) -> str:
    """The words of a paragraph or cell. A link that says where it leads is written once."""
    words, opened = [], []
    for child in token.children or []:
        if child.type == "link_open":
            opened.append((str(child.attrs["href"]), len(words)))
        elif child.type == "link_close":
            address, start = opened.pop()
            shown = "".join(words[start:])
            if shown != address and address.removeprefix("mailto:") != shown:
                words.append(f" ({address.removeprefix('mailto:')})")
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
        else:
            words.append(child.content)
    return "\n".join(map(_squeezed, "".join(words).split("\n")))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
