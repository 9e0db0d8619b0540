"""The rows of a file in the preview: what each becomes, and the fields in which it is mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.admin.imports.columns import NAMES
from programme.admin.imports.lines import join_names, when
from programme.admin.imports.typed_rows import LEFT_OUT, TYPED, WAS, name_of_field
from programme.imports.mending import FIELDS, entries_of
from programme.imports.plan import Plan, SessionPlan
from programme.imports.shown import cut
from programme.imports.values import ReadSession
from programme.models import Session

ROWS_ON_A_PAGE = 100
MOST_OPEN = 20
"""Rows with a notice that are open before staff open them."""
LABELS = {
    **{name: NAMES[name] for name in ("title", "start", "end", "room")},
    "day": _("Day"),
    "people": _("People, one in a line"),
}


class Becomes(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left-out"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return str(_BECOMES[self])


_BECOMES = {
    Becomes.NEW: pgettext_lazy("a row of a file", "New"),
    Becomes.CHANGED: pgettext_lazy("a row of a file", "Changed"),
    Becomes.UNCHANGED: pgettext_lazy("a row of a file", "Unchanged"),
    Becomes.LEFT_OUT: pgettext_lazy("a row of a file", "Left out"),
    Becomes.REFUSED: pgettext_lazy("a row of a file", "To be corrected"),
}


@dataclass(frozen=True, slots=True)
class RowField:
    mark: str
    key: str
    value: str
    was: str
    error: str

    @property
    def name(self) -> str:
        return name_of_field(TYPED, self.mark, self.key)

    @property
    def name_of_was(self) -> str:
        return name_of_field(WAS, self.mark, self.key)

    @property
    def label(self) -> str:
        return capfirst(str(LABELS[self.key]))

    @property
    def is_long(self) -> bool:
        return self.key == "people"

    @property
    def lines(self) -> int:
        return min(max(self.value.count("\n") + 1, 2), 8)


@dataclass(frozen=True, slots=True)
class RowLine:
    mark: str
    row: int
    title: str
    when: str
    room: str
    people: str
    becomes: Becomes
    notes: tuple[str, ...]
    fields: tuple[RowField, ...]
    """None of a row that is not open."""

    @property
    def leave_name(self) -> str:
        return f"{LEFT_OUT}{self.mark}"

    @property
    def is_left_out(self) -> bool:
        return self.becomes == Becomes.LEFT_OUT


@dataclass
class Rows:
    """A page of the rows; those that are refused come first, on every page."""

    plan: Plan
    opened: frozenset[str]
    asked_page: int

    @cached_property
    def lines(self) -> list[RowLine]:
        few = MOST_OPEN
        found = []
        for one in self._shown:
            has_notes = self._becomes(one) != Becomes.REFUSED and one.row in self._notes
            is_open = one.mark in self.opened | self._refused or one.is_left_out
            if has_notes and not is_open and few:
                few -= 1
                is_open = True
            found.append(self._line(one, is_open=is_open))
        return found

    @property
    def pages(self) -> range:
        return range(1, max(1, -(-len(self._others) // ROWS_ON_A_PAGE)) + 1)

    @property
    def page(self) -> int:
        return self.asked_page if self.asked_page in self.pages else 1

    @property
    def hidden(self) -> Iterator[tuple[str, str]]:
        """What was typed or left out on other pages, as names and values of fields."""
        shown = {one.mark for one in self._shown}
        for mark, entries in self.plan.mending.typed.items():
            if mark not in shown:
                yield from ((name_of_field(TYPED, mark, key), t) for key, t in entries.items())
        for one in self.plan.read.sessions:
            if one.is_left_out and one.mark not in shown:
                yield f"{LEFT_OUT}{one.mark}", "1"

    @cached_property
    def _refused(self) -> frozenset[str]:
        rows = {one.row for one in self.plan.refused}
        sessions = (one for one in self.plan.read.sessions if not one.is_left_out)
        return frozenset(one.mark for one in sessions if one.row in rows)

    @cached_property
    def _others(self) -> list[ReadSession]:
        return [one for one in self.plan.read.sessions if one.mark not in self._refused]

    @cached_property
    def _shown(self) -> Sequence[ReadSession]:
        first = [one for one in self.plan.read.sessions if one.mark in self._refused]
        start = (self.page - 1) * ROWS_ON_A_PAGE
        return [*first[:ROWS_ON_A_PAGE], *self._others[start : start + ROWS_ON_A_PAGE]]

    @cached_property
    def _plans(self) -> Mapping[str, SessionPlan]:
        return {one.read.mark: one for one in self.plan.sessions}

    @cached_property
    def _notes(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = {}
        for one in (*self.plan.refused, *self.plan.notices):
            found.setdefault(one.row, []).append(one.text)
        return found

    @cached_property
    def _wrong(self) -> Mapping[tuple[str, str], str]:
        return {(one.mark, one.field): one.text for one in self.plan.mending.wrong}

    def _becomes(self, read: ReadSession) -> Becomes:
        if read.is_left_out:
            return Becomes.LEFT_OUT
        if read.mark in self._refused:
            return Becomes.REFUSED
        session = self._plans[read.mark]
        if session.is_new:
            return Becomes.NEW
        return Becomes.CHANGED if session.is_changed else Becomes.UNCHANGED

    def _line(self, read: ReadSession, *, is_open: bool) -> RowLine:
        session = self._plans.get(read.mark)
        row = session.row if session else None
        return RowLine(
            read.mark,
            read.row,
            cut(read.title),
            when(self.plan, row or read),
            self._room(row) if row else cut(read.room),
            join_names([one.name for one in read.people]),
            self._becomes(read),
            tuple(dict.fromkeys(self._notes_of(read) if is_open else ())),
            tuple(self._fields(read)) if is_open else (),
        )

    def _notes_of(self, read: ReadSession) -> Iterable[str]:
        """Without those that are told at a field."""
        wrong = {one.text for one in self.plan.mending.wrong if one.mark == read.mark}
        return (text for text in self._notes.get(read.row, ()) if text not in wrong)

    def _fields(self, read: ReadSession) -> Iterator[RowField]:
        was = entries_of(read, self.plan.event.zone)
        typed = self.plan.mending.typed.get(read.mark, {})
        for key in FIELDS:
            error = self._wrong.get((read.mark, key), "")
            yield RowField(read.mark, key, typed.get(key, was[key]), was[key], error)

    def _room(self, row: Session) -> str:
        known = self.plan.known_places["room"].get(row.room_id)
        return str(known or (row.room if row.room_id is None else "") or "")
