"""What readers are told about a programme that they know already: new, cancelled, moved.

Pure: no query.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

FIRST_EDITION = dt.timedelta(days=1)
"""What is published so soon after the first session is the programme itself, and nothing new."""
MOST_NEW = 12
"""With more new sessions in a day, only their number is told."""


@dataclass(frozen=True, slots=True)
class Change:
    session: Any
    kind: str
    """`new`, `cancelled`, `reinstated` or `moved`."""
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    date: dt.date
    changes: tuple[Change, ...]
    more_new: int
    """So many new sessions are not among the changes, for there are too many."""


def changes_of(sessions: Iterable[Any]) -> list[Change]:
    """The last change of the status of each session, and its last move, the latest first.

    It takes all sessions that readers see: where some were there from the beginning, no session
    that was published later belongs to a first edition.
    """
    sessions = list(sessions)
    were_there = any(not session.former_status for session in sessions)
    published = (s.status_at for s in sessions if s.former_status == "draft")
    first = None if were_there else min(published, default=None)
    found = [change for session in sessions for change in _of(session, first)]
    return sorted(found, key=lambda change: change.at, reverse=True)


def by_day(changes: Iterable[Change], zone: dt.tzinfo) -> list[DayOfChanges]:
    """Changes in the order of `changes_of`, under the days of that zone on which they came."""
    days = groupby(changes, key=lambda change: change.at.astimezone(zone).date())
    return [_day(date, list(group)) for date, group in days]


def _of(session: Any, first: dt.datetime | None) -> Iterator[Change]:
    if session.is_cancelled:
        if session.former_status == "published":
            yield Change(session, "cancelled", session.status_at)
        return
    if session.former_status == "cancelled":
        yield Change(session, "reinstated", session.status_at)
    elif session.former_status == "draft" and _is_late(session, first):
        yield Change(session, "new", session.status_at)
    has_time = session.former_starts_at and session.starts_at
    has_room = session.former_room and session.room
    if session.moved_at and (has_time or has_room):
        yield Change(session, "moved", session.moved_at)


def _is_late(session: Any, first: dt.datetime | None) -> bool:
    return first is None or session.status_at - first > FIRST_EDITION


def _day(date: dt.date, changes: list[Change]) -> DayOfChanges:
    new = sum(change.kind == "new" for change in changes)
    if new <= MOST_NEW:
        return DayOfChanges(date, tuple(changes), 0)
    return DayOfChanges(date, tuple(change for change in changes if change.kind != "new"), new)
