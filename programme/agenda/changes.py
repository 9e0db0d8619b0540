"""Changes that readers of a programme are told about: new, cancelled, reinstated, moved.

Pure: no query.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from programme.agenda.sessions import Changeable

FIRST_EDITION = dt.timedelta(days=1)
"""Sessions published so soon after the first one are the programme itself, and not new in it."""
MOST_NEW = 12
"""With more new sessions in a day, only their number is given."""


@dataclass(frozen=True, slots=True)
class Change:
    session: Changeable
    kind: str
    """`new`, `cancelled`, `reinstated` or `moved`."""
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ChangesOfDay:
    date: dt.date
    changes: tuple[Change, ...]
    new_count: int
    """The number of new sessions, where they are too many to be among the changes."""


def changes_of(sessions: Iterable[Changeable]) -> list[Change]:
    """The last change of status and the last move of each session, latest first.

    It needs all sessions that readers see: where some have been there from the start, a session
    published later is never part of a first edition.
    """
    sessions = list(sessions)
    has_original = any(not session.former_status for session in sessions)
    published = (s.status_at for s in sessions if s.former_status == "draft")
    first = None if has_original else min(published, default=None)
    found = [change for session in sessions for change in _changes_of_one(session, first)]
    return sorted(found, key=lambda change: change.at, reverse=True)


def by_day(changes: Iterable[Change], zone: dt.tzinfo) -> list[ChangesOfDay]:
    """Changes in the order of `changes_of`, grouped by their dates in that zone."""
    days = groupby(changes, key=lambda change: change.at.astimezone(zone).date())
    return [_day(date, list(group)) for date, group in days]


def _changes_of_one(session: Changeable, first: dt.datetime | None) -> Iterator[Change]:
    if session.is_cancelled:
        if session.former_status == "published":
            yield Change(session, "cancelled", session.status_at)
        return
    if session.former_status == "cancelled":
        yield Change(session, "reinstated", session.status_at)
    elif session.former_status == "draft" and _is_late(session, first):
        yield Change(session, "new", session.status_at)
    has_new_time = session.former_starts_at and session.starts_at
    has_new_room = session.former_room and session.room
    if session.moved_at and (has_new_time or has_new_room):
        yield Change(session, "moved", session.moved_at)


def _is_late(session: Changeable, first: dt.datetime | None) -> bool:
    return first is None or session.status_at - first > FIRST_EDITION


def _day(date: dt.date, changes: list[Change]) -> ChangesOfDay:
    new = sum(change.kind == "new" for change in changes)
    if new <= MOST_NEW:
        return ChangesOfDay(date, tuple(changes), 0)
    return ChangesOfDay(date, tuple(change for change in changes if change.kind != "new"), new)
