"""Every session of an event by its day, for the page of those that a reader has saved. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from programme.agenda.days import first_and_last_date
from programme.agenda.sessions import ListedSession


@dataclass(frozen=True, slots=True)
class DayOfSessions:
    date: dt.date | None
    """None for the sessions without a time."""
    sessions: tuple[ListedSession, ...]


def by_first_day(sessions: Iterable[ListedSession], zone: dt.tzinfo) -> list[DayOfSessions]:
    """Sessions in agenda order, without breaks, by the days on which they begin."""
    found: dict[dt.date | None, list[ListedSession]] = {}
    for session in sessions:
        if not session.is_break:
            date = first_and_last_date(session, zone)[0] if session.starts_at else None
            found.setdefault(date, []).append(session)
    dates = sorted(found, key=lambda date: date or dt.date.max)
    return [DayOfSessions(date, tuple(found[date])) for date in dates]
