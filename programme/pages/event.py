"""The phase of an event, before it, on its days and after it. Pure: no query."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.clock import day_moments

if TYPE_CHECKING:
    from programme.models import Event


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
