"""The page of changes: all of them, or those of one topic. Pure: no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programme.agenda.changes import TOPICS, ChangeGroup, ChangesOfDay


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changes that readers are told, all of them or those of one topic."""

    days: list[ChangesOfDay]
    topics: list[tuple[str, int]]
    """Each topic that has changes, with the number of sessions concerned."""
    chosen: str
    """The topic that the address asks for; empty for all."""
    is_unknown: bool
    """Whether it asks for something else, which is ignored."""

    @property
    def offers_topics(self) -> bool:
        return len(self.topics) > 1 or bool(self.chosen)


def changes_page(days: Sequence[ChangesOfDay], asked: Sequence[str]) -> ChangesPage:
    """The page for the topics that an address asks for: at most one, and a known one."""
    counts = {topic: _count(days, topic) for topic in TOPICS}
    chosen = asked[0] if len(asked) == 1 and asked[0] in TOPICS else ""
    return ChangesPage(
        days=_only(days, chosen) if chosen else list(days),
        topics=[(topic, count) for topic, count in counts.items() if count],
        chosen=chosen,
        is_unknown=not chosen and any(asked),
    )


def _count(days: Iterable[ChangesOfDay], topic: str) -> int:
    entries = (entry for day in days for entry in day.entries if entry.topic == topic)
    return sum(len(e.changes) if isinstance(e, ChangeGroup) else 1 for e in entries)


def _only(days: Iterable[ChangesOfDay], topic: str) -> list[ChangesOfDay]:
    found = ((day.date, tuple(e for e in day.entries if e.topic == topic)) for day in days)
    return [ChangesOfDay(date, entries) for date, entries in found if entries]
