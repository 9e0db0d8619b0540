"""What has to be written to take changes back: pure, without a query."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from content.history.models import Change, ChangeKind
from content.history.snapshots import Snapshot


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
