"""The page of an event: its phase, and its sessions now and next. Pure: no query."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.clock import day_moments
from programme.agenda.days import takes_whole_days
from programme.agenda.sessions import ListedSession

if TYPE_CHECKING:
    from programme.models import Event

MOST_CARDS = 6
CARDS_FOR_NEXT = 2
"""Cards kept for the next sessions, however many are on now."""


class EventPhase(Enum):
    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"


def event_phase(now: dt.datetime, event: "Event") -> EventPhase:
    """The phase by the days of the event's zone."""
    today = event.local_date(now)
    if today < event.first_day:
        return EventPhase.AHEAD
    return EventPhase.OVER if today > event.last_day else EventPhase.RUNNING


def event_moments(event: "Event", now: dt.datetime) -> set[dt.datetime]:
    """When its phase changes, and on its days each midnight."""
    phases = {event.midnight(event.first_day), event.over_at}
    is_running = event_phase(now, event) is EventPhase.RUNNING
    return phases | (day_moments(event, now) if is_running else set())


def days_until(event: "Event", now: dt.datetime) -> int:
    """The number of nights until its first day; 0 once it has begun."""
    return max(0, (event.first_day - event.local_date(now)).days)


def day_number(event: "Event", now: dt.datetime) -> int:
    """The first day of an event is 1."""
    return (event.local_date(now) - event.first_day).days + 1


@dataclass(frozen=True, slots=True)
class EventState:
    """The phase of an event at one moment, with the numbers its page shows."""

    event: "Event"
    phase: str
    days_until: int
    day_number: int

    @property
    def day_count(self) -> int:
        return (self.event.last_day - self.event.first_day).days + 1


def event_state(event: "Event", now: dt.datetime) -> EventState:
    return EventState(
        event=event,
        phase=event_phase(now, event).value,
        days_until=days_until(event, now),
        day_number=day_number(event, now),
    )


def now_and_next(
    sessions: Iterable[ListedSession], now: dt.datetime, zone: dt.tzinfo
) -> tuple[list[ListedSession], list[ListedSession]]:
    """The sessions that are on at `now`, and those that start next: at most `MOST_CARDS`.

    The sessions come by time. Cancelled sessions and those that take whole days are left out.
    """
    timed = [session for session in sessions if _has_hours(session, zone)]
    on = [session for session in timed if session.starts_at <= now < session.ends_at]
    ahead = [session for session in timed if session.starts_at > now]
    following = [session for session in ahead if session.starts_at == ahead[0].starts_at]
    on = on[: MOST_CARDS - min(len(following), CARDS_FOR_NEXT)]
    return on, following[: MOST_CARDS - len(on)]


def _has_hours(session: ListedSession, zone: dt.tzinfo) -> bool:
    is_held = session.starts_at is not None and not session.is_cancelled
    return is_held and not takes_whole_days(session, zone)
