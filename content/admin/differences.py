"""What two editors made of the same record, as the second one is shown it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from modeltranslation.fields import TranslationField

from content.bidi import direction
from content.history.models import Act
from content.history.snapshots import recorded_fields
from content.history.values import Names, column_label, related_names, shown_value
from content.history.words import Budget, compare_words, mark_pieces


class Outcome(Enum):
    """What becomes of a difference when the form is saved again."""

    CHOICE = "choice"
    """Both have changed the field."""
    TAKEN_OVER = "taken over"
    """Only the other one has."""
    ADDED = "added"
    """A row that the other one has added."""
    GONE = "gone"
    """A row that the other one has taken away."""
    DELETED = "deleted"
    """A field of a row that this editor takes away."""


@dataclass(frozen=True, slots=True)
class Difference:
    outcome: Outcome
    model: type[models.Model]
    column: str = ""
    """Empty for a whole row."""
    part: str = ""
    """Which row of an inline it is about."""
    theirs: Any = None
    """A value of a snapshot, as `then` and, unless it is words already, `mine`."""
    then: Any = None
    is_then_known: bool = False
    mine: Any = None
    edits: tuple[tuple[str, str], ...] = ()
    """What this editor had changed of a row that is gone: labels and values."""
    input_name: str = ""
    """Of the field in the form, for the choice."""
    is_mine_selected: bool = True
    """Otherwise neither version is, and nothing is saved until one is chosen."""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed, where it is not a value of the column."""

    text: str


@dataclass(frozen=True, slots=True)
class ShownDifference:
    difference: Difference
    label: str
    theirs: SafeString
    mine: SafeString
    then: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else "auto"


def in_words(differences: Iterable[Difference]) -> list[ShownDifference]:
    """With the names of related rows, in one query for each model."""
    differences = list(differences)
    names = related_names(pair for one in differences for pair in _related(one))
    budget = Budget()
    return [_in_words(one, names, budget) for one in differences]


def _related(one: Difference) -> Iterable[tuple[str, Any]]:
    field = recorded_fields(one.model).get(one.column)
    if isinstance(field, models.ForeignKey):
        label = field.related_model._meta.label_lower
        return [(label, key) for key in (one.theirs, one.then, one.mine) if isinstance(key, int)]
    return []


def _in_words(one: Difference, names: Names, budget: Budget) -> ShownDifference:
    field = recorded_fields(one.model).get(one.column)
    theirs, then, mine = (
        value.text if isinstance(value, Words) else shown_value(one.model, one.column, value, names)
        for value in (one.theirs, one.then, one.mine)
    )
    is_marked = one.is_then_known and _is_text(field)
    marks = partial(mark_words, budget=budget) if is_marked else _unmarked
    marked = marks(then, theirs)
    label = column_label(one.model, one.column) if one.column else ""
    return ShownDifference(
        one,
        ": ".join(filter(None, [one.part, label])),
        theirs=marked,
        mine=marks(then, mine),
        then=then if marked == _unmarked(then, theirs) else "",
        language=field.language if isinstance(field, TranslationField) else "",
    )


def _is_text(field: models.Field | None) -> bool:
    is_plain = isinstance(field, models.CharField | models.TextField)
    return is_plain and not field.choices


def _unmarked(_old: str, new: str) -> SafeString:
    return format_html("{}", new)


def mark_words(old: str, new: str, budget: Budget | None = None) -> SafeString:
    """The new text, with `<ins>` and `<del>` where its words differ from the old one."""
    pieces = compare_words(old, new, budget)
    if not any(piece.kind == "same" for piece in pieces):
        return _unmarked(old, new)
    return mark_pieces(pieces)
