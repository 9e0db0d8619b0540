"""Many new rows at once, in as many queries however many there are."""

from collections.abc import Iterable
from contextlib import ExitStack

from django.db import DEFAULT_DB_ALIAS, models

from content.history.acts import act
from content.saving import Content, written
from content.traits import apply_traits

CHOSEN_AMONG_SIBLINGS = ("slug", "position")
"""Columns that traits fill in by looking at the stored rows, where others of the same lot are not
yet."""


def add_all(rows: Iterable[Content], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Insert new rows of one model as saving each of them would.

    Raises ValueError for a row that does not bring its own address or position.
    """
    rows = list(rows)
    if not rows:
        return
    _require_places(rows)
    with act(using=using) as current:
        with ExitStack() as undo:
            for row in rows:
                apply_traits(row, None, None, undo)
            models.QuerySet(type(rows[0]), using=using).bulk_create(rows)
            undo.pop_all()
        for row in rows:
            current.note(row, None)
        for row in rows:
            written.send(type(row), row=row, before=None, is_cascade=False)


def _require_places(rows: list[Content]) -> None:
    for name in CHOSEN_AMONG_SIBLINGS:
        if any(getattr(row, name, name) in (None, "") for row in rows):
            raise ValueError(f"add_all() takes rows with a {name}.")
