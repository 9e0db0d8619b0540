"""What the page of an event says before it, while it runs and after it. Pure: no query."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from programme.agenda.days import takes_whole_days

MOST_CARDS = 6
ROOM_FOR_NEXT = 2
"""However much is on, so many cards are left for what is next."""


class EventPhase(Enum):
    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"


def event_phase(now: dt.datetime, event: Any) -> EventPhase:
    """Where an event stands, by the days of its own zone."""
    today = event.local_date(now)
    if today < event.first_day:
        return EventPhase.AHEAD
    return EventPhase.OVER if today > event.last_day else EventPhase.RUNNING


def days_until(event: Any, now: dt.datetime) -> int:
    """So many nights until its first day; none when it has begun."""
    return max(0, (event.first_day - event.local_date(now)).days)


def day_number(event: Any, now: dt.datetime) -> int:
    """The first day of an event is 1."""
    return (event.local_date(now) - event.first_day).days + 1


@dataclass(frozen=True)
class EventState:
    """How far an event is, as its page says it."""

    event: Any
    phase: str
    days_until: int
    day_number: int
    recordings: int
    """How many there are, once it is over."""

    @property
    def day_count(self) -> int:
        return (self.event.last_day - self.event.first_day).days + 1


def event_state(event: Any, now: dt.datetime, *, recordings: int = 0) -> EventState:
    return EventState(
        event=event,
        phase=event_phase(now, event).value,
        days_until=days_until(event, now),
        day_number=day_number(event, now),
        recordings=recordings,
    )


def now_and_next(sessions: Iterable[Any], now: dt.datetime) -> tuple[list[Any], list[Any]]:
    """What is on at `now`, and what starts next: so many cards at most, what is on first.

    The sessions come by time. What is cancelled, or takes whole days, is neither.
    """
    held = [session for session in sessions if _goes_by_the_clock(session)]
    on = [session for session in held if session.starts_at <= now < session.ends_at]
    ahead = [session for session in held if session.starts_at > now]
    following = [session for session in ahead if session.starts_at == ahead[0].starts_at]
    on = on[: MOST_CARDS - min(len(following), ROOM_FOR_NEXT)]
    return on, following[: MOST_CARDS - len(on)]


def _goes_by_the_clock(session: Any) -> bool:
    zone = session.event.zone
    has_time = session.starts_at is not None
    return has_time and not session.is_cancelled and not takes_whole_days(session, zone)
