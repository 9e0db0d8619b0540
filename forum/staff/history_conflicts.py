"""Which acts of a row cannot be undone because of later ones, as far as the page itself tells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.history.models import Act, Change, ChangeKind
from content.history.snapshots import same

Place = tuple[str, int, str]
"""The label of a model, a key, and a column."""


@dataclass(slots=True)
class LaterChanges:
    """What the acts after one have written, the latest first."""

    values: dict[Place, tuple[Any, Act]] = field(default_factory=dict)
    deletions: dict[tuple[str, int], Act] = field(default_factory=dict)
    _known: set[tuple[str, int]] = field(default_factory=set)

    def in_the_way(self, changes: Iterable[Change]) -> Act | None:
        """The latest act that changed again what these changes wrote."""
        found = [act for change in changes for act in self._in_the_way(change)]
        return max(found, key=lambda act: (act.at, act.pk), default=None)

    def _in_the_way(self, change: Change) -> Iterator[Act]:
        row = (change.model, change.key)
        if change.kind != ChangeKind.DELETED and row in self.deletions:
            yield self.deletions[row]
        for column, value in change.after.items():
            if isinstance(value, dict):
                continue  # compared key by key when it is undone
            now, act = self.values.get((*row, column), (value, None))
            if not same(now, value):
                yield act

    def add(self, act: Act, changes: Iterable[Change]) -> None:
        for change in changes:
            row = (change.model, change.key)
            if change.kind == ChangeKind.DELETED and row not in self._known:
                self.deletions[row] = act
            self._known.add(row)
            for column, value in change.after.items():
                self.values.setdefault((*row, column), (value, act))


def acts_in_the_way(acts: Sequence[Act], changes: Sequence[Sequence[Change]]) -> list[Act | None]:
    """For each act, the latest first, a later one that changed the same fields."""
    later, found = LaterChanges(), []
    for act, own in zip(acts, changes, strict=True):
        found.append(later.in_the_way(own))
        later.add(act, own)
    return found
