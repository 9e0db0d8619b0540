"""Positions that staff type: a place that is taken is made free."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.positions import LAST_POSITION


@dataclass(slots=True)
class Place:
    before: int | None
    """None for a new row."""
    typed: int

    @property
    def _key(self) -> tuple[int, int]:
        """Of two rows with one position, who moved up or is new comes first, who moved down last.

        So a row that is given the place of another is where that one was.
        """
        if self.before == self.typed:
            return self.typed, 0
        return self.typed, 1 if self.before is not None and self.before < self.typed else -1


def make_room(places: Iterable[Place]) -> None:
    """Give rows of which one moved onto another places of their own, in the order they mean.

    What nobody moved stays: rows may share a position from before.
    """
    places = list(places)
    if all(place.before == place.typed for place in places):
        return
    last = -1
    for place in sorted(places, key=lambda one: one._key):
        place.typed = last = min(max(place.typed, last + 1), LAST_POSITION)


def in_order(places: Mapping[int, Place]) -> list[int]:
    """The keys in the order that the places mean."""
    return sorted(places, key=lambda key: places[key]._key)
