"""What a form submits, field by field and row by row, to be changed before a form reads it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from content.admin.forms import is_primary_key

Values = dict[str, list]

FILE_PARTS = ("", "-clear", "-kept", "-drop")
"""What follows the name of a file field in the names of its inputs."""


@dataclass(slots=True)
class SubmittedRow:
    """A row of an inline: its values by the name of the field, without prefix and number."""

    key: int | None
    """Of the stored row that it shows; None for a new one."""
    data: Values = field(default_factory=dict)
    files: Values = field(default_factory=dict)

    @property
    def is_deleted(self) -> bool:
        return "DELETE" in self.data


@dataclass(slots=True)
class Submission:
    data: QueryDict
    files: MultiValueDict

    @classmethod
    def of(cls, request: HttpRequest) -> "Submission":
        return cls(request.POST.copy(), request.FILES.copy())

    def replace_in(self, request: HttpRequest) -> None:
        """Let every form that is made of this request read these values."""
        request.POST = self.data
        request.FILES.clear()
        for name, files in self.files.lists():
            request.FILES.setlist(name, files)

    def take_over(self, shown: forms.BoundField) -> None:
        """Submit what a field of an unbound form shows."""
        name = shown.html_name
        for part in FILE_PARTS if isinstance(shown.field, forms.FileField) else ("",):
            self.data.pop(name + part, None)
            self.files.pop(name + part, None)
        for input_name, values in submitted_values(shown.field.widget, name, shown.value()):
            self.data.setlist(input_name, values)

    def rows(self, prefix: str) -> list[SubmittedRow]:
        """The rows of an inline, by their numbers."""
        found: dict[int, SubmittedRow] = {}
        initial, total = (self._count(prefix, name) for name in ("INITIAL", "TOTAL"))
        for number, name, is_file, values in self._row_values(prefix):
            if number < total:
                row = found.setdefault(number, SubmittedRow(None))
                (row.files if is_file else row.data)[name] = values
        for number, row in found.items():
            key = row.data.get("id", [""])[-1]
            row.key = int(key) if number < initial and is_primary_key(key) else None
        return [found[number] for number in sorted(found)]

    def has_rows(self, prefix: str) -> bool:
        return f"{prefix}-TOTAL_FORMS" in self.data

    def replace_rows(self, prefix: str, rows: Iterable[SubmittedRow]) -> None:
        """Submit these rows instead, stored ones first, numbered from 0."""
        for number, name, is_file, _values in [*self._row_values(prefix)]:
            (self.files if is_file else self.data).pop(f"{prefix}-{number}-{name}")
        ordered = sorted(rows, key=lambda row: row.key is None)
        for number, row in enumerate(ordered):
            for target, values in ((self.data, row.data), (self.files, row.files)):
                for name, found in values.items():
                    target.setlist(f"{prefix}-{number}-{name}", found)
        stored = sum(row.key is not None for row in ordered)
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(ordered))
        self.data[f"{prefix}-INITIAL_FORMS"] = str(stored)

    def _count(self, prefix: str, name: str) -> int:
        text = self.data.get(f"{prefix}-{name}_FORMS", "")
        return int(text) if is_primary_key(text) else 0

    def _row_values(self, prefix: str) -> Iterator[tuple[int, str, bool, list]]:
        pattern = re.compile(rf"{re.escape(prefix)}-(0|[1-9][0-9]{{0,3}})-(.+)", re.DOTALL)
        for source in (self.data, self.files):
            for name, values in source.lists():
                if match := pattern.fullmatch(name):
                    yield int(match[1]), match[2], source is self.files, values


def submitted_values(
    widget: forms.Widget, name: str, value: Any
) -> Iterator[tuple[str, list[str]]]:
    """What a browser sends for a widget that shows this value: names of inputs, and values."""
    widget = getattr(widget, "widget", widget)  # the admin wraps those of relations
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value)
        for suffix, part, one in zip(widget.widgets_names, widget.widgets, parts, strict=True):
            yield from submitted_values(part, name + suffix, one)
    elif isinstance(widget, forms.CheckboxInput):
        if widget.check_test(value):
            yield name, ["on"]
    elif not isinstance(widget, forms.FileInput):
        shown = widget.format_value(value)
        values = shown if isinstance(shown, list) else ["" if shown is None else str(shown)]
        if values:
            yield name, values
