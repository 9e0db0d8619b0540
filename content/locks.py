"""Locks on stored rows: a row in whose form others are edited is locked before them.

The holder of the lock of a record knows that nobody is writing any part of it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections, models, transaction

from content.history.acts import locked_roots
from content.history.recorded import Recorded

Root = tuple[type[models.Model], Any]


def stored_rows(
    model: type[models.Model], using: str, *, no_key: bool = True, **lookup: Any
) -> dict[Any, Any]:
    """The rows as the database has them, locked until the transaction ends, by primary key.

    With `no_key` other rows may still be made that refer to them.
    """
    rows = models.QuerySet(model, using=using).filter(**lookup).order_by("pk")
    lock_roots(_stored_roots(model, rows, using), using)
    related = rows.select_related(*model.loaded_with) if model.loaded_with else rows
    found = {row.pk: row for row in related.select_for_update(of=("self",), no_key=no_key)}
    locked_roots().update((model, key) for key in found)
    return found


def lock_roots(roots: Iterable[Root], using: str) -> None:
    """Lock these rows in a fixed order, each once in an act.

    A database without such locks has one writer at a time anyhow.
    """
    if not connections[using].features.has_select_for_update:
        return
    done = locked_roots()
    wanted = sorted({*roots} - done, key=lambda root: (root[0]._meta.label, root[1]))
    for model, key in wanted:
        rows = models.QuerySet(model, using=using).filter(pk=key).select_for_update(no_key=True)
        list(rows.values_list("pk"))
        done.add((model, key))


def lock_records(rows: Iterable[Recorded], using: str) -> None:
    """Lock the rows themselves and their roots, so that nobody adds a part meanwhile."""
    if not connections[using].features.has_select_for_update:
        return
    stored = [row for row in rows if row.pk is not None]
    with transaction.atomic(using=using):
        lock_roots(roots_of(stored) | {(type(row), row.pk) for row in stored}, using)


def roots_of(rows: Iterable[Recorded]) -> set[Root]:
    """The rows in whose forms these rows are edited, if they are in any."""
    return {
        (row._meta.get_field(name).related_model, key)
        for row in rows
        for name in row.part_of
        if (key := getattr(row, f"{name}_id")) is not None
    }


def _stored_roots(model: type[Recorded], rows: models.QuerySet, using: str) -> set[Root]:
    if not model.part_of or not connections[using].features.has_select_for_update:
        return set()
    return {
        (model._meta.get_field(name).related_model, key)
        for keys in rows.order_by().values(*model.part_of)
        for name, key in keys.items()
        if key is not None
    }
