"""What a change made of each field, for a page: pure, with the names of related rows given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from content.history.columns import find_model, in_model_order, is_shown, split_language
from content.history.models import Change, ChangeKind
from content.history.snapshots import Snapshot, recorded_fields
from content.history.values import Names, column_label, shown_value
from content.history.wording import NOUNS
from content.history.words import Budget, Piece, compare_words, old_and_new
from content.text import safe_text
from content.translations import join_list


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


def field_lines(change: Change, names: Names, budget: Budget | None = None) -> list[Line]:
    """A line for each field that differs, in the order of the model."""
    model = find_model(change.model)
    columns = [c for c in in_model_order(model, change.columns) if is_shown(model, c)]
    lines = [_line(model, change, column, names, budget or Budget()) for column in columns]
    return [line for line in (*lines, *_confirmed(model, change)) if line.pieces or line.note]


def _line(
    model: type[models.Model] | None, change: Change, column: str, names: Names, budget: Budget
) -> Line:
    label = label_of(model, column)
    if column in change.private:
        return Line(label, note=gettext("changed (private)"))
    old, new = (
        _shown(model, column, values.get(column), names) for values in (change.before, change.after)
    )
    _stem, language = split_language(model, column)
    is_text = _is_text(model, column)
    pieces = compare_words(old, new, budget) if is_text else old_and_new(old, new)
    return Line(label, pieces, language)


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


def _confirmed(model: type[models.Model] | None, change: Change) -> Iterator[Line]:
    """Translations that were out of date and are marked as correct, their text unchanged."""
    before, after = change.before.get("stale"), change.after.get("stale")
    if change.kind != ChangeKind.CHANGED or before is None or after is None:
        return
    for column in before:
        if column not in after and column not in change.after:
            yield Line(label_of(model, column), note=gettext("translation confirmed"))


def part_lines(
    changes: Iterable[Change],
    names: Names,
    budget: Budget | None = None,
    *,
    root: tuple[str, int] | None = None,
) -> list[Line]:
    """What became of the rows that are edited in the form of `root`, kind by kind."""
    by_model: dict[str, list[Change]] = {}
    for change in changes:
        by_model.setdefault(change.model, []).append(change)
    lines: list[Line] = []
    for label, own in by_model.items():
        lines += _lines_of_kind(label, own, names, budget or Budget(), root)
    return lines


def _lines_of_kind(
    label: str,
    changes: Sequence[Change],
    names: Names,
    budget: Budget,
    root: tuple[str, int] | None,
) -> Iterator[Line]:
    kinds = {ChangeKind.ADDED: "new", ChangeKind.DELETED: "old"}
    moved = [
        Piece(kinds[kind], part_name(change, names))
        for change in changes
        if (kind := change.kind_for(root)) in kinds
    ]
    if moved:
        yield Line(heading_of(label), tuple(moved), is_list=True)
    for change in changes:
        if change.kind == ChangeKind.CHANGED and change.kind_for(root) != ChangeKind.DELETED:
            yield from _named(part_name(change, names), field_lines(change, names, budget))


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
