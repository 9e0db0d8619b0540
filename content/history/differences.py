"""What a change made of each field, for a page: pure, with the names of related rows given."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from content.history.columns import find_model, in_model_order, is_shown, split_language
from content.history.models import Change, ChangeKind
from content.history.snapshots import Snapshot, recorded_fields
from content.history.values import Names, column_label, shown_value
from content.history.wording import NOUNS
from content.text import safe_text
from content.translations import join_list

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


@dataclass(frozen=True, slots=True)
class Line:
    """One field, or the parts of one kind that came and went."""

    label: str
    pieces: tuple[Piece, ...] = ()
    language: str = ""
    """That of the text; empty for values in the reader's language."""
    note: str = ""
    is_list: bool = False
    """Whether each piece is a row that was added or removed."""


def field_lines(change: Change, names: Names) -> list[Line]:
    """A line for each field that differs, in the order of the model."""
    model = find_model(change.model)
    columns = [c for c in in_model_order(model, change.columns) if is_shown(model, c)]
    lines = [_line(model, change, column, names) for column in columns]
    return [line for line in (*lines, *_confirmed(model, change)) if line.pieces or line.note]


def _line(model: type[models.Model] | None, change: Change, column: str, names: Names) -> Line:
    label = label_of(model, column)
    if column in change.private:
        return Line(label, note=gettext("changed (private)"))
    old, new = (
        _shown(model, column, values.get(column), names) for values in (change.before, change.after)
    )
    _stem, language = split_language(model, column)
    compare = compare_words if _is_text(model, column) else _old_and_new
    return Line(label, compare(old, new), language)


def label_of(model: type[models.Model] | None, column: str) -> str:
    return column_label(model, column) if model else column


def _shown(model: type[models.Model] | None, column: str, value: Any, names: Names) -> str:
    if model is None:
        return safe_text(str(value or ""))
    return safe_text(shown_value(model, column, value, names))


def _is_text(model: type[models.Model] | None, column: str) -> bool:
    field = recorded_fields(model).get(column) if model else None
    is_plain = isinstance(field, (models.CharField, models.TextField))
    return is_plain and not field.choices


def _old_and_new(old: str, new: str) -> tuple[Piece, ...]:
    pieces = (Piece("old", old), Piece("new", new))
    return tuple(piece for piece in pieces if piece.text)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The differences of two texts, word by word; long unchanged passages are shortened."""
    ours, theirs = (re.findall(r"\s+|\S+", text) for text in (old, new))
    if not ours or not theirs or max(len(ours), len(theirs)) > MAX_WORDS:
        return _old_and_new(old, new)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < MIN_RATIO:
        return _old_and_new(old, new)
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
            yield from _old_and_new(old, new)


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
    pieces = [*_old_and_new(old[:cut], new[:cut])]
    return [*pieces, Piece("same", end)] if cut else pieces


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    """Of a long unchanged passage only the words next to differences."""
    words = re.findall(r"\s*\S+\s*", piece.text)
    head, tail = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    if piece.kind != "same" or len(words) <= head + tail + CONTEXT:
        return piece
    shown = [*words[:head], "… ", *(words[-tail:] if tail else ())]
    return Piece("same", "".join(shown))


def _confirmed(model: type[models.Model] | None, change: Change) -> Iterator[Line]:
    """Translations that were out of date and are marked as correct, their text unchanged."""
    before, after = change.before.get("stale"), change.after.get("stale")
    if change.kind != ChangeKind.CHANGED or before is None or after is None:
        return
    for column in before:
        if column not in after and column not in change.after:
            yield Line(label_of(model, column), note=gettext("translation confirmed"))


def part_lines(changes: Iterable[Change], names: Names) -> list[Line]:
    """What became of the rows that are edited in the form of another, kind by kind."""
    by_model: dict[str, list[Change]] = {}
    for change in changes:
        by_model.setdefault(change.model, []).append(change)
    return [line for label, own in by_model.items() for line in _lines_of_kind(label, own, names)]


def _lines_of_kind(label: str, changes: Sequence[Change], names: Names) -> Iterator[Line]:
    kinds = {ChangeKind.ADDED: "new", ChangeKind.DELETED: "old"}
    moved = [
        Piece(kinds[change.kind], part_name(change, names))
        for change in changes
        if change.kind in kinds
    ]
    if moved:
        yield Line(heading_of(label), tuple(moved), is_list=True)
    for change in changes:
        if change.kind == ChangeKind.CHANGED:
            yield from _named(part_name(change, names), field_lines(change, names))


def heading_of(label: str) -> str:
    """“People”."""
    model, noun = find_model(label), NOUNS.get(label)
    own = model._meta.verbose_name_plural if model else label
    return str(noun and noun.heading) or capfirst(own)


def _named(name: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a part: “Astrid Okonkwo: role”."""
    for line in lines:
        label = pgettext("a field of somebody", "%(name)s: %(field)s")
        yield Line(
            label % {"name": name, "field": line.label}, line.pieces, line.language, line.note
        )


def part_name(change: Change, names: Names) -> str:
    """Its name, or the columns that identify it: “Astrid Okonkwo, Moderator”."""
    is_same_row = change.kind == ChangeKind.CHANGED
    known = names.get((change.model, change.key)) if is_same_row else ""
    if change.name or known:
        return safe_text(change.name or known)
    model = find_model(change.model)
    values = change.after or change.before
    found = [
        _shown(model, column, values.get(column), names) for column in identifying(change.model)
    ]
    return join_list(filter(None, found)) or f"#{change.key}"


def identifying(label: str) -> tuple[str, ...]:
    """The columns that say which row of this model it is."""
    noun = NOUNS.get(label)
    return noun.identified_by if noun else ()


def related_pairs(label: str, values: Snapshot) -> Iterator[tuple[str, int]]:
    """The rows that these columns refer to, by label and key."""
    model = find_model(label)
    for column, value in values.items():
        field = recorded_fields(model).get(column) if model else None
        if isinstance(field, models.ForeignKey) and value and is_shown(model, column):
            yield field.related_model._meta.label_lower, value
