"""The first page of an event on its days: what is on, and what comes next. Pure: no query."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.clock import Placeholder
from programme.agenda.days import Day, Slot
from programme.agenda.page import AgendaPage
from programme.agenda.sessions import ListedSession
from programme.pages.event import EventState

if TYPE_CHECKING:
    from programme.models import InterpretationChannel

FRESH_FOR = dt.timedelta(minutes=5)
"""How long an open page goes on without asking for changes: rooms and times change on the day."""
MINUTE = dt.timedelta(minutes=1)


class Lull(Enum):
    """Why nothing is on."""

    BEFORE = "before"
    """The first session of the day is still to come."""
    BETWEEN = "between"
    DONE = "done"
    """All sessions of the day are over; others follow on later days."""
    FREE = "free"
    """The day has no sessions; others follow on later days."""
    OVER = "over"
    """No session follows."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The line above a page: the day, the time, and the number of changes told today."""

    state: EventState
    now: dt.datetime
    """In the event's zone."""
    changes: int
    until: dt.datetime
    """When the script asks for the page again."""

    @property
    def moments(self) -> set[dt.datetime]:
        return minute_moments(self.now)

    @property
    def clock(self) -> str:
        return f"{self.now:%H:%M}"

    @property
    def iso(self) -> str:
        return self.now.isoformat(timespec="minutes")

    @property
    def iso_until(self) -> str:
        return self.until.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Heard:
    """A session that is on, and the channels on which it is heard."""

    session: ListedSession
    channels: tuple["InterpretationChannel", ...]


@dataclass(frozen=True, slots=True)
class Home:
    page: AgendaPage
    lull: str
    """A value of `Lull`; empty while something is on."""
    slots: tuple[Slot, ...]
    """Those that are on, the breaks after them, and those that start next, on one day."""
    day: dt.date
    """The day of the slots: today, or a later one where nothing follows today."""
    today: Day
    channels: tuple["Heard", ...] = ()
    """Where what is on can be heard in other languages."""

    @property
    def next_start(self) -> dt.datetime | None:
        ahead = [slot for slot in self.slots if _begins_later(slot, self.page.now)]
        return ahead[0].starts_at if ahead else None

    @property
    def is_today(self) -> bool:
        return self.day == self.page.now.date()

    @property
    def on_now(self) -> list[ListedSession]:
        slots = [slot for slot in self.slots if slot.state == "now"]
        sessions = [session for slot in slots for session in slot.sessions]
        return [one for one in sessions if not one.is_cancelled and not one.is_break]

    @property
    def moments(self) -> set[dt.datetime]:
        return self.page.moments

    @property
    def until(self) -> dt.datetime:
        """When the page holds no longer, or may not: `FRESH_FOR` from now at the latest."""
        ahead = [moment for moment in self.moments if moment > self.page.now]
        return min([*ahead, max(minute_moments(self.page.now)) + FRESH_FOR])

    @property
    def iso_until(self) -> str:
        return self.until.isoformat(timespec="seconds")


def minute_moments(now: dt.datetime) -> set[dt.datetime]:
    """The full minutes before and after `now`, for pages that say what time it is."""
    minute = now.replace(second=0, microsecond=0)
    return {minute, minute + MINUTE}


def live_home(page: AgendaPage) -> Home:
    """What the page of the event shows at `page.now`, on one of its days."""
    today = page.now.date()
    here = next((day for day in page.days if day.date == today), Day(today))
    later = next((day for day in page.days if day.date > today and _first(day, page.now)), None)
    is_on = any(slot.state == "now" for slot in here.slots)
    follows_today = _first(here, page.now) is not None
    shown = here if is_on or follows_today or later is None else later
    return Home(
        page=page,
        lull="" if is_on else _lull(here, follows_today=follows_today, later=later),
        slots=tuple(_until_next(shown, page.now)),
        day=shown.date,
        today=here,
    )


def _lull(here: Day, *, follows_today: bool, later: Day | None) -> str:
    if follows_today:
        return (Lull.BETWEEN if here.earlier else Lull.BEFORE).value
    if later is None:
        return Lull.OVER.value
    return (Lull.FREE if here.is_empty else Lull.DONE).value


def _first(day: Day, now: dt.datetime) -> Slot | None:
    """The next slot of the day in which something is held, breaks aside."""
    return next((slot for slot in day.slots if _begins_later(slot, now)), None)


def _begins_later(slot: Slot, now: dt.datetime) -> bool:
    is_held = slot.held_until is not None and not slot.is_break
    return is_held and slot.starts_at > now.astimezone(dt.UTC)


def _until_next(day: Day, now: dt.datetime) -> Iterator[Slot]:
    """The slots of the day up to the next one, each without the sessions that are over."""
    last = _first(day, now)
    for slot in day.slots:
        if last is None or slot.starts_at <= last.starts_at:
            yield replace(slot, sessions=tuple(s for s in slot.sessions if _is_shown(s, now)))


def _is_shown(session: object, now: dt.datetime) -> bool:
    return isinstance(session, Placeholder) or session.ends_at > now
