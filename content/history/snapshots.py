"""Rows as JSON values, and back."""

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models

from content.constraints import translated_names

Snapshot = dict[str, Any]
"""The columns of a row by name, as JSON values; moments are in UTC."""


@cache
def recorded_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """The columns that hold a value of their own: a translated field repeats one language."""
    aliases = translated_names(model)
    fields = model._meta.concrete_fields
    return {f.attname: f for f in fields if not f.primary_key and f.name not in aliases}


@cache
def derived_columns(model: type[models.Model]) -> frozenset[str]:
    """What all classes of a model together call derived."""
    return frozenset(name for cls in model.__mro__ for name in vars(cls).get("derived_columns", ()))


def snapshot(row: models.Model) -> Snapshot:
    fields = recorded_fields(type(row)).items()
    return {name: _as_json(field.get_prep_value(getattr(row, name))) for name, field in fields}


def _as_json(value: Any) -> Any:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case tuple() | list():
            return [_as_json(item) for item in value]
        case dict():
            return dict(value)
        case _:
            return value


def put_values(row: models.Model, values: Mapping[str, Any]) -> None:
    """Set columns to values of a snapshot; raises KeyError for a column that is unknown now."""
    fields = recorded_fields(type(row))
    for name, value in values.items():
        setattr(row, name, fields[name].to_python(value))


def same(one: Any, other: Any) -> bool:
    """Whether two values look the same: forms drop blanks at the ends, and NULL is no text."""
    if isinstance(one, str) or isinstance(other, str):
        return _plain(one) == _plain(other)
    return one == other


def as_shown(value: Any) -> Any:
    """Equal for two values of a column that look the same."""
    return _plain(value) if value is None or isinstance(value, str) else value


def _plain(value: Any) -> Any:
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value or ""
