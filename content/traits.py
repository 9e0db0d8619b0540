"""Traits: what is filled in whenever a row is written."""

import copy
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from django.db import models

from content.constraints import translated_names
from content.translations import columns

Trait = Callable[[Any, Any], Callable[[], None] | None]
"""Fills in columns of `row` by comparing it with `before`, which is None for a new row.

A trait that has written files returns a function that removes them if the row cannot be written.
"""


def column_names(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """The names of fields, with the columns of all languages for a translated one."""
    aliases = translated_names(model)
    return {
        column for name in names for column in [name, *(columns(name) if name in aliases else [])]
    }


def apply_traits(
    row: models.Model, before: models.Model | None, names: set[str] | None, undo: ExitStack
) -> tuple[models.Model, set[str] | None]:
    """Let the traits work on the row as it will be stored.

    Returns that row, and the fields to write: those named, and those that the traits filled in;
    None for all.
    """
    is_partial = names is not None or bool(row.get_deferred_fields())
    if not (before and is_partial):
        _run_traits(row, before, undo)
        return row, names
    whole = _as_stored(row, before, names)
    values = {field.attname: getattr(whole, field.attname) for field in _columns(row)}
    _run_traits(whole, before, undo)
    filled = {name for name, value in values.items() if getattr(whole, name) != value}
    for name in filled:
        setattr(row, name, getattr(whole, name))
    return whole, filled | (_loaded_fields(row) if names is None else names)


def _run_traits(row: models.Model, before: models.Model | None, undo: ExitStack) -> None:
    for name in row.loaded_with if before else ():
        if getattr(row, f"{name}_id") == getattr(before, f"{name}_id"):
            setattr(row, name, getattr(before, name))  # fresher than the row's own
    for trait in row.traits:
        if remove := trait(row, before):
            undo.callback(remove)


def _loaded_fields(row: models.Model) -> set[str]:
    fields = {field.attname for field in row._meta.concrete_fields if not field.primary_key}
    return fields - row.get_deferred_fields()


def _as_stored(row: models.Model, before: models.Model, names: set[str] | None) -> models.Model:
    """The row as it will be once the named fields are written and all others are as before."""
    whole = copy.copy(row)
    kept = [
        field
        for field in _columns(row)
        if field.attname in row.get_deferred_fields()
        or (names is not None and not {field.name, field.attname} & names)
    ]
    for field in kept:
        setattr(whole, field.attname, getattr(before, field.attname))
    return whole


def _columns(row: models.Model) -> list[models.Field]:
    """Those that hold a value: a translated field sets the column of the active language."""
    aliases = translated_names(type(row))
    fields = row._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in aliases]
