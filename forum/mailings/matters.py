"""What people are told about a session: what an act did to it, beside what it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from content.history.models import Change, ChangeKind
from content.history.snapshots import same
from content.translations import columns
from programme.models import Event, Session
from programme.models.visibility import PUBLIC_SESSION_STATUSES

LABEL = "programme.session"
TOLD_COLUMNS = frozenset(
    ["status", "starts_at", "ends_at", "room_id", *columns("cancellation_reason")]
)


class Matter(StrEnum):
    NEW = "new"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    REMOVED = "removed"
    TIME = "time"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Touched:
    """A session as it was before the act, and as it is now: None if it is deleted.

    Both are the same where staff chose the session and no act is told of. Their rooms are in
    `rooms`, by key, with the names that readers see.
    """

    event: Event
    then: Session
    now: Session | None
    rooms: Mapping[int, Any]
    is_changed_since: bool = False

    @property
    def session(self) -> Session:
        return self.now or self.then

    @property
    def is_public(self) -> bool:
        return self.now is not None and self.now.is_seen

    @property
    def was_public(self) -> bool:
        return self.then.is_seen and self.then.event_id == self.event.pk

    @property
    def concerns_readers(self) -> bool:
        """Nobody is told of what no reader could see, before or after."""
        return self.event.is_public and (self.is_public or self.was_public)

    @property
    def matters(self) -> list[Matter]:
        """What is different now; empty if all is as it was before the act."""
        if not self.concerns_readers:
            return []
        if not self.is_public:
            return [Matter.REMOVED]
        if self.now.is_cancelled:
            return [Matter.CANCELLED] if self._is_newly_cancelled() else []
        if not self.was_public:
            return [Matter.NEW]
        back = [Matter.REINSTATED] if self.then.is_cancelled else []
        return [*back, *self._moves()]

    def _is_newly_cancelled(self) -> bool:
        if not (self.was_public and self.then.is_cancelled):
            return True
        reasons = columns("cancellation_reason")
        return any(not same(getattr(self.then, n), getattr(self.now, n)) for n in reasons)

    def _moves(self) -> list[Matter]:
        then, now = self.then, self.now
        is_moved = (then.starts_at, then.ends_at) != (now.starts_at, now.ends_at)
        moved = [Matter.TIME] if is_moved else []
        return [*moved, Matter.ROOM] if then.room_id != now.room_id else moved


def is_told(change: Change) -> bool:
    """Whether people may be told of a change, by its columns alone."""
    if change.model != LABEL:
        return False
    if change.kind == ChangeKind.CHANGED:
        return bool(TOLD_COLUMNS & change.columns)
    stored = change.after if change.kind == ChangeKind.ADDED else change.before
    return stored.get("status") in PUBLIC_SESSION_STATUSES


def may_be_told(changes: Iterable[Change]) -> bool:
    return any(map(is_told, changes))
