"""The columns and values of the history in the words of the reader."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from content.dates import date_format
from content.history.recorded import recorded_model
from content.history.snapshots import recorded_fields
from content.translations import join_list

Names = Mapping[tuple[str, Any], str]
"""What rows are called, by the label of their model and their key."""


def column_label(model: type[models.Model], column: str) -> str:
    """`"Title in French"`; a column that is unknown now keeps its name in the database."""
    field = recorded_fields(model).get(column)
    if field is None:
        return column
    return str(capfirst(field.verbose_name))


def shown_value(
    model: type[models.Model], column: str, value: Any, names: Names | None = None
) -> str:
    """A value of a snapshot in words, times in the active zone; empty if there is none.

    `names` comes from `related_names()`: without it, a relation is shown by its key.
    """
    field = recorded_fields(model).get(column)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return (names or {}).get((field.related_model._meta.label_lower, value), f"#{value}")
    if isinstance(value, list):
        return join_list(_choice(field, item) for item in value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return _moment(field, value) or _file_name(field, value) or _choice(field, value)


def related_names(pairs: Iterable[tuple[str, Any]]) -> dict[tuple[str, Any], str]:
    """What these rows are called, in one query for each model; those that are gone are missing."""
    keys: dict[str, set] = {}
    for label, key in pairs:
        keys.setdefault(label, set()).add(key)
    return {
        (label, row.pk): str(row)
        for label, found in keys.items()
        for row in recorded_model(label)._base_manager.filter(pk__in=found)
    }


def _moment(field: models.Field | None, value: Any) -> str:
    match field:
        case models.DateTimeField():
            return date_format(timezone.localtime(dt.datetime.fromisoformat(value)), "D j M H:i")
        case models.DateField():
            return date_format(dt.date.fromisoformat(value), "D j M Y")
        case models.TimeField():
            return date_format(dt.time.fromisoformat(value), "H:i")
    return ""


def _file_name(field: models.Field | None, value: Any) -> str:
    return PurePosixPath(value).name if isinstance(field, models.FileField) else ""


def _choice(field: models.Field | None, value: Any) -> str:
    """The label of a choice; other values as they are."""
    choices = dict(field.flatchoices) if field is not None else {}
    if field is not None and not choices and isinstance(field, models.JSONField):
        choices = dict(getattr(field.formfield(), "choices", ()))
    return str(choices.get(value, value))
