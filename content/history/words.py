"""Two versions of a text, compared word by word. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MAX_WORDS = 3000
"""Longer texts are not compared word by word."""
MIN_RATIO = 0.4
"""Texts that have less in common are shown whole, the old one and the new one."""
CONTEXT = 12
"""How many words of an unchanged passage are shown beside a difference."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value: `same`, `old` or `new`."""

    kind: str
    text: str


def old_and_new(old: str, new: str) -> tuple[Piece, ...]:
    pieces = (Piece("old", old), Piece("new", new))
    return tuple(piece for piece in pieces if piece.text)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The differences of two texts, word by word; long unchanged passages are shortened."""
    ours, theirs = (re.findall(r"\s+|\S+", text) for text in (old, new))
    if not ours or not theirs or max(len(ours), len(theirs)) > MAX_WORDS:
        return old_and_new(old, new)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < MIN_RATIO:
        return old_and_new(old, new)
    pieces = _joined(_pieces(ours, theirs, matcher.get_opcodes()))
    last = len(pieces) - 1
    return tuple(
        _shortened(piece, is_first=number == 0, is_last=number == last)
        for number, piece in enumerate(pieces)
    )


def _pieces(ours: Sequence[str], theirs: Sequence[str], operations: list) -> Iterator[Piece]:
    for tag, start, end, other_start, other_end in operations:
        old, new = "".join(ours[start:end]), "".join(theirs[other_start:other_end])
        if tag == "equal":
            yield Piece("same", old)
        else:
            yield from old_and_new(old, new)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Differences with nothing but a space between them become one: whole phrases are readable."""
    found: list[Piece] = []
    old = new = ""
    for piece in (*pieces, Piece("same", "")):
        if piece.kind == "old":
            old += piece.text
        elif piece.kind == "new":
            new += piece.text
        elif (old or new) and piece.text.isspace():
            old, new = old + piece.text, new + piece.text
        else:
            found += [*_trimmed(old, new), piece]
            old = new = ""
    return [piece for piece in found if piece.text]


def _trimmed(old: str, new: str) -> list[Piece]:
    """Spaces at the end of both stay outside."""
    end = old[len(old.rstrip()) :] if old[-1:].isspace() and new[-1:].isspace() else ""
    cut = -len(end) if end and new.endswith(end) else None
    pieces = [*old_and_new(old[:cut], new[:cut])]
    return [*pieces, Piece("same", end)] if cut else pieces


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    """Of a long unchanged passage only the words next to differences."""
    words = re.findall(r"\s*\S+\s*", piece.text)
    head, tail = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    if piece.kind != "same" or len(words) <= head + tail + CONTEXT:
        return piece
    shown = [*words[:head], "… ", *(words[-tail:] if tail else ())]
    return Piece("same", "".join(shown))


def mark_pieces(pieces: Iterable[Piece]) -> SafeString:
    """What came and what went as `<ins>` and `<del>`, a space between the two."""
    return format_html_join("", "{}{}", _spaced(pieces))


def _spaced(pieces: Iterable[Piece]) -> Iterator[tuple[str, SafeString]]:
    previous = ""
    for piece in pieces:
        yield " " if (previous, piece.kind) == ("old", "new") else "", mark_piece(piece)
        previous = piece.kind


def mark_piece(piece: Piece) -> SafeString:
    if piece.kind == "same":
        return format_html("{}", piece.text)
    tag = {"old": "del", "new": "ins"}[piece.kind]
    before, words, after = re.fullmatch(r"(\s*)(.*?)(\s*)", piece.text, re.DOTALL).groups()
    return format_html("{1}<{0}><bdi>{2}</bdi></{0}>{3}", tag, before, words, after)
