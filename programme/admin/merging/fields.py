"""The fields of two records of one model side by side, and the choice between them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse

from content.bidi import direction
from content.history.snapshots import put_values, recorded_fields, same, snapshot
from content.history.values import column_label, shown_value
from content.pictures.fields import PictureField, PictureFile
from content.saving import Content
from content.translations import columns
from speakers.models import Speaker

KEPT, GONE = "kept", "gone"
NEVER_CHOSEN = {"slug", "stale", "sort_key", "search_title", "search_text"}
"""The address stays; the others follow from what is chosen."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values, in words."""

    text: str
    picture: str = ""
    """The address of a picture for staff."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field with what both records have in it. `columns` are taken from one of them together."""

    column: str
    columns: tuple[str, ...]
    label: str
    language: str
    kept: Side
    gone: Side
    is_gone_chosen: bool

    @property
    def options(self) -> list[tuple[str, Side, bool]]:
        """What each radio button posts, its value in words, and whether it is chosen."""
        chosen = self.is_gone_chosen
        return [(KEPT, self.kept, not chosen), (GONE, self.gone, chosen)]

    @property
    def name(self) -> str:
        """Of the radio buttons."""
        return f"field-{self.column}"

    @property
    def dir(self) -> str:
        return direction(self.language) if self.language else "auto"


@dataclass
class FieldComparison:
    """`posted` says from which of them columns are taken; where it does not, that is proposed."""

    kept: Content
    gone: Content
    posted: Mapping[str, str]
    names: Mapping[tuple[str, Any], str] | None = None

    @cached_property
    def values(self) -> tuple[dict, dict]:
        return snapshot(self.kept), snapshot(self.gone)

    @cached_property
    def differing(self) -> list[FieldPair]:
        return list(self._pairs())

    @cached_property
    def from_gone(self) -> set[str]:
        """The columns that the record that stays takes from the other one."""
        chosen = {name for pair in self.differing if pair.is_gone_chosen for name in pair.columns}
        if isinstance(self.kept, Speaker) and self._first_name() in chosen:
            chosen.add("sort_key")
        return chosen

    @property
    def keeps_a_name(self) -> bool:
        """Whether the record that stays has a name in some language, as every record must."""
        one, other = self.values
        chosen = ((other if name in self.from_gone else one)[name] for name in columns("name"))
        return any(text and text.strip() for text in chosen)

    def _first_name(self) -> str:
        """The column of the name that the record will be sorted by."""
        one, other = self.values
        return next((name for name in columns("name") if one[name] or other[name]), "")

    def _pairs(self) -> Iterator[FieldPair]:
        one, other = self.values
        for column, together in _choices(type(self.kept)):
            if any(not same(one[name], other[name]) for name in _compared(column, together, one)):
                yield self._pair(column, together)

    def _pair(self, column: str, together: tuple[str, ...]) -> FieldPair:
        model = type(self.kept)
        kept, gone = (self._side(values, column) for values in self.values)
        return FieldPair(
            column,
            together,
            column_label(model, column),
            getattr(recorded_fields(model)[column], "language", ""),
            kept,
            gone,
            is_gone_chosen=self._is_gone_chosen(column),
        )

    def _is_gone_chosen(self, column: str) -> bool:
        chosen = self.posted.get(f"field-{column}")
        if chosen in (KEPT, GONE):
            return chosen == GONE
        one, other = self.values
        return self._is_empty(column, one) and not self._is_empty(column, other)

    def _is_empty(self, column: str, values: Mapping[str, Any]) -> bool:
        field = recorded_fields(type(self.kept))[column]
        return values[column] in ("", None, field.get_default())

    def _side(self, values: Mapping[str, Any], column: str) -> Side:
        model = type(self.kept)
        field = recorded_fields(model)[column]
        if isinstance(field, PictureField) and values[column]:
            file = field.stored(values[column], values[field.sizes_column])
            return Side("", picture_address(file))
        return Side(shown_value(model, column, values[column], self.names))

    def take_over(self) -> dict[str, str]:
        """Give the record that stays the chosen values; returns the English that translations are
        older than, of those that were taken with the same English."""
        _one, other = self.values
        put_values(self.kept, {name: other[name] for name in self.from_gone})
        return {
            name: english
            for name, english in other["stale"].items()
            if name in self.from_gone and _same_english(name, self.kept, self.gone)
        }


def picture_address(file: PictureFile | None) -> str:
    """Of its smallest rendition, for staff, who see it whether it is public or not."""
    if not file:
        return ""
    sizes = file.record.sizes if file.record else ()
    name = file.record.name_of(sizes[0][0]) if sizes else file.name
    return reverse("admin:media", args=[name])


def _same_english(column: str, kept: Content, gone: Content) -> bool:
    english = f"{column.rpartition('_')[0]}_en"
    return same(getattr(kept, english), getattr(gone, english))


def _choices(model: type[models.Model]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The columns between which staff choose, each with those that go with it."""
    fields = recorded_fields(model)
    pictures = [field for field in fields.values() if isinstance(field, PictureField)]
    with_picture = {
        field.name: (field.name, field.sizes_column, *field.focus) for field in pictures
    }
    hidden = NEVER_CHOSEN | {name for names in with_picture.values() for name in names[1:]}
    for column in fields:
        if column not in hidden:
            yield column, with_picture.get(column, (column,))


def _compared(column: str, together: tuple[str, ...], values: Mapping[str, Any]) -> Collection[str]:
    """The point in the middle of a picture means nothing without one."""
    return together if values[column] else (column,)
