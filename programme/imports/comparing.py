"""Three values of a field: what a file said last, what it says now, and what staff made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Decision(Enum):
    AGREE = "agree"
    TAKE = "take"
    """Only the file has changed."""
    KEEP = "keep"
    """Only staff have changed it."""
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both have changed a field; staff's value stays unless they choose the file's."""

    code: str
    field: str
    last: Any
    file: Any
    ours: Any
    is_taken: bool = False
    """Whether staff chose the file's value."""


def decide(
    name: str, key: Any, value: Any, ours: Any, base: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Decision:
    """`base` is what the file said and what the row held after the last import, if there was one.

    A field that was never imported before is the file's, unless the file leaves it empty.
    """
    read, written = base
    if value == ours:
        return Decision.AGREE
    if name not in read:
        return Decision.TAKE if value else Decision.KEEP
    has_file_changed = read[name] != key
    have_staff_changed = (written.get(name) or None) != ours
    if has_file_changed and have_staff_changed:
        return Decision.CONFLICT
    return Decision.TAKE if has_file_changed else Decision.KEEP
