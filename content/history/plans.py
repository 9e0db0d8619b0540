"""What has to be written to take changes back: pure, without a query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from content.history.models import Change, ChangeKind
from content.history.snapshots import Snapshot, same


@dataclass(slots=True)
class Step:
    """One row on its way back. A row that is to go has no `target`, one that is gone no `expected`.

    Otherwise both hold columns: those to put back, and those that must be found in the row, or
    somebody has changed it since.
    """

    model: str
    key: int
    last: Change
    target: Snapshot | None = field(default_factory=dict)
    expected: Snapshot | None = field(default_factory=dict)
    has_expired: bool = False
    """Whether the content of one of its deletions is no longer kept."""

    @property
    def is_empty(self) -> bool:
        return self.target is None and self.expected is None

    def fold(self, change: Change) -> None:
        """Add a change that was made before those folded so far."""
        match change.kind:
            case ChangeKind.ADDED:
                self.target = None
                self._expect(change.after)
            case ChangeKind.CHANGED:
                self.target = {**(self.target or {}), **change.before}
                self._expect(change.after)
            case ChangeKind.DELETED:
                self.target = change.before | (change.sealed or {})
                self.has_expired |= not change.before or change.is_past_bin_time

    def _expect(self, values: Snapshot) -> None:
        if self.expected is not None:
            self.expected = {**values, **self.expected}


def way_back(changes: Iterable[Change]) -> list[Step]:
    """One step for each row that these changes touched; the changes are given latest first."""
    steps: dict[tuple[str, int], Step] = {}
    for change in changes:
        key = (change.model, change.key)
        if key not in steps:
            is_gone = change.kind == ChangeKind.DELETED
            steps[key] = Step(*key, change, expected=None if is_gone else {})
        steps[key].fold(change)
    return [step for step in steps.values() if not step.is_empty]


def is_found(values: Snapshot, step: Step) -> bool:
    """Whether a row with these values is as the changes left it."""
    target = step.target or {}
    return all(
        _is_same(values[name], left, target.get(name)) for name, left in step.expected.items()
    )


def _is_same(value: Any, left: Any, before: Any) -> bool:
    """Of a mapping, such as the stale translations of a row, only what the changes touched."""
    if isinstance(value, dict) and isinstance(left, dict) and isinstance(before, dict):
        return all(value.get(key) == left.get(key) for key in _touched(before, left))
    return same(value, left)


def merged(values: Snapshot, step: Step) -> Snapshot:
    """The columns to put back; in a mapping, what others have changed since stays."""
    return {
        name: _merge(values[name], before, step.expected.get(name))
        for name, before in step.target.items()
    }


def _merge(value: Any, before: Any, left: Any) -> Any:
    if not (isinstance(value, dict) and isinstance(left, dict) and isinstance(before, dict)):
        return before
    touched = _touched(before, left)
    kept = {key: found for key, found in value.items() if key not in touched}
    return kept | {key: before[key] for key in touched & before.keys()}


def _touched(before: dict, left: dict) -> set[str]:
    return {key for key in before.keys() | left.keys() if before.get(key) != left.get(key)}
