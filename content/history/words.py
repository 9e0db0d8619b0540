"""Two versions of a text, compared word by word. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MAX_WORDS = 1000
"""Longer passages are not compared; what both texts begin and end with does not count."""
PAGE_PAIRS = 400_000
"""How many pairs of equal words are looked at for one page; later texts are shown whole."""
MIN_RATIO = 0.4
"""Texts that have less in common are shown whole, the old one and the new one."""
CONTEXT = 12
"""How many words of an unchanged passage are shown beside a difference."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value: `same`, `old` or `new`."""

    kind: str
    text: str


@dataclass(slots=True)
class Budget:
    """What the comparisons of one page may cost together."""

    pairs: int = PAGE_PAIRS

    def affords(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether these words may be compared; if so, it is spent."""
        if max(len(old), len(new)) > MAX_WORDS:
            return False
        counts = Counter(old)
        cost = len(old) + sum(counts[word] + 1 for word in new)
        is_afforded = cost <= self.pairs
        self.pairs -= cost if is_afforded else 0
        return is_afforded


def old_and_new(old: str, new: str) -> tuple[Piece, ...]:
    pieces = (Piece("old", old), Piece("new", new))
    return tuple(piece for piece in pieces if piece.text)


def compare_words(old: str, new: str, budget: Budget | None = None) -> tuple[Piece, ...]:
    """The differences of two texts, word by word; long unchanged passages are shortened."""
    if not old or not new:
        return old_and_new(old, new)
    ours, theirs = (re.findall(r"\s+|\S+", text) for text in (old, new))
    start, end = _common_ends(ours, theirs)
    middle = _compared(ours[start : len(ours) - end], theirs[start : len(theirs) - end], budget)
    same = 2 * (start + end) + sum(2 * _size(p.text) for p in middle or () if p.kind == "same")
    if middle is None or same < MIN_RATIO * (len(ours) + len(theirs)):
        return old_and_new(old, new)
    head, tail = (Piece("same", "".join(one)) for one in (ours[:start], ours[len(ours) - end :]))
    pieces = _joined([head, *middle, tail])
    last = len(pieces) - 1
    return tuple(
        _shortened(piece, is_first=number == 0, is_last=number == last)
        for number, piece in enumerate(pieces)
    )


def _size(text: str) -> int:
    """In words and spaces."""
    return len(re.findall(r"\s+|\S+", text))


def _common_ends(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many words and spaces both begin with, and how many of the others both end with."""
    most = min(len(ours), len(theirs))
    start = next((n for n in range(most) if ours[n] != theirs[n]), most)
    rest = most - start
    return start, next((n for n in range(rest) if ours[-1 - n] != theirs[-1 - n]), rest)


def _compared(
    ours: Sequence[str], theirs: Sequence[str], budget: Budget | None
) -> list[Piece] | None:
    """The pieces of two passages; None if comparing them would take too long."""
    ours, theirs = (re.findall(r"\S+\s*|\s+", "".join(one)) for one in (ours, theirs))
    # A word at the end has lost its space to what follows; only a new line makes a difference.
    old, new = ([word.rstrip(" ") for word in one] for one in (ours, theirs))
    if not (budget or Budget()).affords(old, new):
        return None
    return [*_pieces(ours, theirs, SequenceMatcher(None, old, new, autojunk=False).get_opcodes())]


def _pieces(ours: Sequence[str], theirs: Sequence[str], operations: list) -> Iterator[Piece]:
    for tag, start, end, other_start, other_end in operations:
        old, new = ours[start:end], theirs[other_start:other_end]
        if tag == "equal":
            pairs = zip(old, new, strict=True)
            yield Piece("same", "".join(max(pair, key=len) for pair in pairs))
        else:
            yield from old_and_new("".join(old), "".join(new))


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
    return _merged(piece for piece in found if piece.text)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Unchanged passages that touch are one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind == "same":
            piece = Piece("same", found.pop().text + piece.text)
        found.append(piece)
    return found


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
