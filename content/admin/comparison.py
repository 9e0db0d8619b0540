"""Compares a submitted form with what others have saved since it was opened."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from content.admin.differences import Difference, Outcome, ShownDifference, Words, in_words
from content.admin.forms import related_row
from content.admin.opened_rows import OpenedRow, form_columns
from content.admin.private_columns import OpenedPrivate
from content.admin.submissions import Submission, SubmittedRow
from content.bidi import isolate
from content.history.models import Act, Change
from content.history.snapshots import put_values, recorded_fields, snapshot
from content.history.values import column_label
from content.translations import join_list

CHOICE = "-choice"
"""After the name of a field: `theirs` takes over what the other one saved."""

MakeForm = Callable[..., forms.ModelForm]


@dataclass(frozen=True)
class Comparison:
    """What an editor is shown instead of saving; empty, and false, if there is nothing to show."""

    found: tuple[Difference, ...] = ()
    is_version_known: bool = True
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.found) or not self.is_version_known

    @cached_property
    def differences(self) -> list[ShownDifference]:
        return in_words(self.found)

    @cached_property
    def acts(self) -> list[Act]:
        found = {one.act.pk: one.act for one in self.found if one.act}
        return [found[key] for key in sorted(found)]

    @property
    def undecided(self) -> set[str]:
        """The columns of the record of which no version is selected."""
        return {one.column for one in self.found if not one.is_mine_selected}

    @property
    def title(self) -> str:
        return isolate(self.name)

    @property
    def editors(self) -> str:
        return join_list(dict.fromkeys(isolate(act.who) for act in self.acts))

    @property
    def choices(self) -> int:
        return sum(one.outcome is Outcome.CHOICE for one in self.found)

    @property
    def taken_over(self) -> str:
        shown = (s for s in self.differences if s.difference.outcome is Outcome.TAKEN_OVER)
        return join_list(one.label for one in shown)


@dataclass(slots=True)
class FormComparison:
    """Of the form of one row; what only others have changed is taken over into the submission."""

    submission: Submission
    opened: OpenedRow
    row: models.Model
    make: MakeForm
    part: str = ""
    private: OpenedPrivate = field(default_factory=OpenedPrivate)

    def differences(self) -> Iterator[Difference]:
        self._take_chosen()
        self._drop_needless_confirmations()
        others = {*self._bound(self.row).changed_data}
        shown = self.make(instance=self.row)
        mine, undecided = self._mine(), self._undecided(shown)
        for name, column in form_columns(shown).items():
            if column not in self.opened.changed | undecided:
                continue
            if column in mine:
                if name in others:
                    yield self._choice(shown[name], column, is_decided=column not in undecided)
            elif name in others or isinstance(shown.fields[name], forms.FileField):
                self.submission.take_over(shown[name])
                yield self._difference(Outcome.TAKEN_OVER, shown[name], column)

    def deletions(self) -> Iterator[Difference]:
        """What others have changed of a row that this editor takes away."""
        shown = self.make(instance=self.row)
        for name, column in form_columns(shown).items():
            if column in self.opened.changed:
                yield self._difference(Outcome.DELETED, shown[name], column)

    def _mine(self) -> set[str]:
        """The columns that this editor has changed, or may have."""
        bound = self._bound(self.opened.row)
        columns = form_columns(bound)
        changed = {columns[name] for name in bound.changed_data if name in columns}
        typed = {
            column
            for name, column in columns.items()
            if column in self.private.columns
            and self.private.is_typed(column, typed_value(bound[name], self.row))
        }
        return (changed | self.opened.unknown) - self.private.columns | typed

    def _undecided(self, shown: forms.ModelForm) -> set[str]:
        """The columns of unknown origin for which no version of today was chosen."""
        chosen = {
            column
            for name, column in form_columns(shown).items()
            if self.submission.data.get(shown.add_prefix(name) + CHOICE) == "mine"
        }
        return self.private.unknown - (chosen - self.opened.changed)

    def _take_chosen(self) -> None:
        """Apply the choices that were made when the versions were last shown side by side."""
        shown = self.make(instance=self.opened.row)
        for name in shown.fields:
            if self.submission.data.get(shown.add_prefix(name) + CHOICE) == "theirs":
                self.submission.take_over(shown[name])

    def _drop_needless_confirmations(self) -> None:
        """Of translations that are up to date by now: the form would refuse them, unseen."""
        name = self.make(instance=self.row).add_prefix("confirmed")
        confirmed = self.submission.data.getlist(name)
        stale = getattr(self.row, "stale", {})
        self.submission.data.setlist(name, [one for one in confirmed if one in stale])

    def _bound(self, row: models.Model) -> forms.ModelForm:
        return self.make(self.submission.data, self.submission.files, instance=row)

    def _choice(self, shown: forms.BoundField, column: str, *, is_decided: bool) -> Difference:
        return self._difference(
            Outcome.CHOICE,
            shown,
            column,
            mine=typed_value(self._bound(self.row)[shown.name], self.row),
            input_name=shown.html_name,
            is_mine_selected=is_decided,
        )

    def _difference(
        self, outcome: Outcome, shown: forms.BoundField, column: str, **choice: Any
    ) -> Difference:
        opened = self.opened
        return Difference(
            outcome,
            type(self.row),
            column,
            self.part,
            theirs=opened.now[column],
            then=opened.then.get(column),
            is_then_known=column in opened.then,
            act=opened.acts.get(column),
            **choice,
        )


def typed_value(typed: forms.BoundField, row: models.Model) -> Any:
    """The value of a snapshot that a field would store, or the words that were typed."""
    if isinstance(typed.field, forms.FileField):
        return Words(getattr(typed.data, "name", "") or "–")
    try:
        value = typed.field.clean(typed.data)
        probe = copy.copy(row)
        setattr(probe, typed.name, value)
        return snapshot(probe)[row._meta.get_field(typed.name).attname]
    except (ValidationError, TypeError, ValueError):
        return Words(typed_words(typed))


def typed_words(typed: forms.BoundField) -> str:
    """What was typed, as it was typed; the labels of choices."""
    if isinstance(typed.field, forms.ModelChoiceField):
        return _chosen_rows(typed)
    data = typed.data if isinstance(typed.data, list | tuple) else [typed.data]
    choices = {str(key): label for key, label in getattr(typed.field, "choices", ())}
    return " ".join(str(choices.get(str(one), one)) for one in data if one not in (None, ""))


def _chosen_rows(typed: forms.BoundField) -> str:
    try:
        chosen = typed.field.clean(typed.data)
    except ValidationError:
        return ""
    rows = chosen if isinstance(chosen, models.QuerySet) else filter(None, [chosen])
    return join_list(str(row) for row in rows)


@dataclass(slots=True)
class InlineComparison:
    """Of the rows of one inline. Rows that are gone are dropped from the submission, so that Django
    does not refuse them with an error that nobody sees; rows that others have added join it."""

    submission: Submission
    prefix: str
    formset: type[forms.BaseInlineFormSet]
    stored: dict[int, models.Model]
    changes: dict[int, list[Change]] | None
    """By the key of the row; None if the version is unknown."""

    def differences(self) -> Iterator[Difference]:
        rows = self.submission.rows(self.prefix)
        added = self._added({row.key for row in rows})
        gone = [row for row in rows if row.key is not None and row.key not in self.stored]
        if added or gone:
            staying = [row for row in rows if row not in gone]
            self.submission.replace_rows(self.prefix, [*staying, *map(self._submitted, added)])
        for number, submitted in enumerate(self.submission.rows(self.prefix)):
            if submitted.key is not None and self.stored[submitted.key] not in added:
                yield from self._of_row(number, submitted)
        yield from (self._gone(row) for row in gone if not row.is_deleted)
        yield from (self._whole_row(Outcome.ADDED, row) for row in added)

    def _of_row(self, number: int, submitted: SubmittedRow) -> Iterator[Difference]:
        row = self.stored[submitted.key]
        opened = OpenedRow.unknown_version(row)
        if self.changes is not None:
            opened = OpenedRow.before(self.changes.get(row.pk, []), row)
        make = partial(self.formset.form, prefix=f"{self.prefix}-{number}")
        compared = FormComparison(self.submission, opened, row, make, self._name(row))
        is_deleted = submitted.is_deleted and self.changes is not None
        return compared.deletions() if is_deleted else compared.differences()

    def _added(self, submitted: set[int | None]) -> list[models.Model]:
        changed = self.changes or {}
        return [r for key, r in self.stored.items() if key not in submitted and key in changed]

    def _submitted(self, row: models.Model) -> SubmittedRow:
        """A stored row as an unchanged form would submit it."""
        one = Submission(QueryDict(mutable=True), MultiValueDict())
        shown = self.formset.form(instance=row)
        for name in shown.fields:
            one.take_over(shown[name])
        keys = {
            "id": [str(row.pk)],
            self.formset.fk.name: [str(getattr(row, self.formset.fk.attname))],
        }
        return SubmittedRow(row.pk, dict(one.data.lists()) | keys)

    def _whole_row(self, outcome: Outcome, row: models.Model, **details: Any) -> Difference:
        changes = (self.changes or {}).get(row.pk) or [None]
        act = changes[-1] and changes[-1].act
        return Difference(outcome, type(row), part=self._name(row), act=act, **details)

    def _gone(self, submitted: SubmittedRow) -> Difference:
        """With what this editor had changed of the row."""
        changes = (self.changes or {}).get(submitted.key, [])
        row = self._as_it_was(submitted.key, changes)
        values = (MultiValueDict(found) for found in (submitted.data, submitted.files))
        form = self.formset.form(*values, instance=row)
        edits = tuple(
            (column_label(type(row), column), typed_words(form[name]))
            for name, column in form_columns(form).items()
            if name in form.changed_data
        )
        return self._whole_row(Outcome.GONE, row, edits=edits)

    def _as_it_was(self, key: int, changes: list[Change]) -> models.Model:
        model = self.formset.model
        row = model._base_manager.filter(pk=key).first() or model(pk=key)
        for change in reversed(changes):
            known = change.before.keys() & recorded_fields(model).keys()
            put_values(row, {name: change.before[name] for name in known})
        return row

    def _name(self, row: models.Model) -> str:
        """Its title or name, or that of what it relates to the record: a person's."""
        if name := row.get_history_name():
            return name
        own = {self.formset.fk.name, *row.part_of}
        related = [f for f in row._meta.concrete_fields if f.many_to_one and f.name not in own]
        names = (_related_name(row, field) for field in related if getattr(row, field.attname))
        return next(filter(None, names), str(row._meta.verbose_name))


def _related_name(row: models.Model, field: models.ForeignKey) -> str:
    """What the row is called that this one refers to, also once that is deleted."""
    if found := related_row(row, field.name):
        return str(found)
    pair = (field.related_model._meta.label_lower, getattr(row, field.attname))
    return Change.objects.names_of([pair]).get(pair, "")
