"""The first page of an event on its days: what is on, and what comes next. Pure: no query."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.clock import Placeholder, day_moments, days_at, session_moments
from programme.agenda.days import Day, Slot, agenda_dates
from programme.agenda.sessions import ListedSession
from programme.pages.event import EventState

if TYPE_CHECKING:
    from programme.models import Event, InterpretationChannel

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
    event: "Event"
    now: dt.datetime
    """In the event's zone."""
    sessions: tuple[ListedSession, ...]
    """Those of today; and of the days after it, where nothing follows today."""
    dates: list[dt.date]
    """The days of the event and of these sessions."""
    lull: str
    """A value of `Lull`; empty while something is on."""
    day: dt.date
    """The day of the slots: today, or a later one where nothing follows today."""
    today: Day
    chosen: tuple[Slot, ...]
    """The slots of the day up to those that start next, with the sessions that are over."""
    follows_today: bool
    """Whether something is still to begin today."""
    channels: tuple["Heard", ...] = ()
    """Where what is on can be heard in other languages."""

    @property
    def slots(self) -> list[Slot]:
        """Those that are on, the breaks after them, and those that start next, on one day."""
        return [
            replace(slot, sessions=tuple(one for one in slot.sessions if _is_shown(one, self.now)))
            for slot in self.chosen
        ]

    @property
    def shown(self) -> set[int]:
        """The keys of the sessions in its slots."""
        all_day = (self.today.all_day,) if self.today.all_day else ()
        placed = [one for slot in (*self.chosen, *all_day) for one in slot.sessions]
        return {one.session.pk if isinstance(one, Placeholder) else one.pk for one in placed}

    def filled(self, found: Mapping[int, ListedSession]) -> "Home":
        """With those of its sessions that are `found`, by their keys."""
        all_day = self.today.all_day
        return replace(
            self,
            chosen=tuple(_filled(slot, found) for slot in self.chosen),
            today=replace(self.today, all_day=all_day and _filled(all_day, found)),
        )

    @property
    def next_start(self) -> dt.datetime | None:
        ahead = [slot for slot in self.chosen if _begins_later(slot, self.now)]
        return ahead[0].starts_at if ahead else None

    @property
    def on_now(self) -> list[ListedSession]:
        slots = [slot for slot in self.slots if slot.state == "now"]
        sessions = [session for slot in slots for session in slot.sessions]
        return [one for one in sessions if not one.is_cancelled and not one.is_break]

    @property
    def moments(self) -> set[dt.datetime]:
        return day_moments(self.event, self.now) | session_moments(self.sessions)

    @property
    def until(self) -> dt.datetime:
        """When the page holds no longer, or may not: `FRESH_FOR` from now at the latest."""
        ahead = [moment for moment in self.moments if moment > self.now]
        return min([*ahead, max(minute_moments(self.now)) + FRESH_FOR])

    @property
    def iso_until(self) -> str:
        return self.until.isoformat(timespec="seconds")


def _filled(slot: Slot, found: Mapping[int, ListedSession]) -> Slot:
    sessions = tuple(
        replace(one, session=found.get(one.session.pk, one.session))
        if isinstance(one, Placeholder)
        else found.get(one.pk, one)
        for one in slot.sessions
    )
    sections = {one.section: one.section for one in found.values()}
    return replace(slot, sessions=sessions, section=sections.get(slot.section))


def minute_moments(now: dt.datetime) -> set[dt.datetime]:
    """The full minutes before and after `now`, for pages that say what time it is."""
    minute = now.replace(second=0, microsecond=0)
    return {minute, minute + MINUTE}


def live_home(event: "Event", sessions: Iterable[ListedSession], now: dt.datetime) -> Home:
    """What the page of the event shows at `now`, on one of its days."""
    now, sessions = now.astimezone(event.zone), tuple(sessions)
    dates, today = agenda_dates(event, sessions), now.date()
    days = days_at(event, sessions, now, dates=dates)
    here = next((day for day in days if day.date == today), Day(today))
    later = next((day for day in days if day.date > today and _first(day, now)), None)
    is_on = any(slot.state == "now" for slot in here.slots)
    follows_today = _first(here, now) is not None
    shown = here if is_on or follows_today or later is None else later
    return Home(
        event=event,
        now=now,
        sessions=sessions,
        dates=dates,
        lull="" if is_on else _lull(here, follows_today=follows_today, later=later),
        day=shown.date,
        today=here,
        chosen=tuple(_until_next(shown, now)),
        follows_today=follows_today,
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
    """The slots of the day up to the next one."""
    last = _first(day, now)
    return (slot for slot in day.slots if last is None or slot.starts_at <= last.starts_at)


def _is_shown(session: object, now: dt.datetime) -> bool:
    return isinstance(session, Placeholder) or session.ends_at > now
