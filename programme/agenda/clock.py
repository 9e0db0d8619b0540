"""The agenda at a moment: marks sessions that are on now or next, folds those that are over.

Pure: the time is an argument.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from programme.agenda.days import Day, Slot, arrange
from programme.agenda.sessions import ListedSection, ListedSession

if TYPE_CHECKING:
    from programme.models import Event

MOST_LATE = dt.timedelta(hours=1)
"""A session that begins more than so much later has moved."""
PLACEHOLDER_FOR = dt.timedelta(hours=24)
"""How long after a move the former place of a session says where it went."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Fills the former place of a session that has moved to another time."""

    session: ListedSession
    starts_at: dt.datetime
    section: ListedSection | None
    is_break: bool = False
    is_cancelled: bool = True
    """Nothing is held there any more."""

    @property
    def ends_at(self) -> dt.datetime:
        """Its start: the other sessions of its slot decide how long the slot lasts."""
        return self.starts_at


def with_placeholders(
    sessions: Iterable[ListedSession], now: dt.datetime
) -> list[ListedSession | Placeholder]:
    """The sessions, then a placeholder for each that has moved within `PLACEHOLDER_FOR`."""
    sessions = list(sessions)
    return [
        *sessions,
        *(
            Placeholder(session, session.former.starts_at, session.section)
            for session in sessions
            if session.former.starts_at
            and not session.is_cancelled
            and now - session.former.moved_at < PLACEHOLDER_FOR
        ),
    ]


def days_at(
    event: "Event",
    sessions: Iterable[ListedSession],
    now: dt.datetime,
    *,
    dates: Collection[dt.date],
) -> list[Day]:
    """These dates and all days of the sessions, as they are at `now` in the event's zone."""
    days = arrange(with_placeholders(sessions, now), zone=event.zone, dates=dates)
    return mark_now_and_next(days, now, dates=(event.first_day, event.last_day))


def starts_late(session: ListedSession, now: dt.datetime | None) -> bool:
    """Whether a session of today is still to begin, up to `MOST_LATE` after its former start."""
    start, former = session.starts_at, session.former.starts_at
    if not (now and start and former):
        return False
    is_today = start.astimezone(now.tzinfo).date() == now.date()
    return is_today and now < start and dt.timedelta() < start - former <= MOST_LATE


def day_moments(event: "Event", now: dt.datetime) -> set[dt.datetime]:
    """The midnights of the event's zone before and after `now`."""
    today = event.local_date(now)
    return {event.midnight(today), event.midnight(today + dt.timedelta(days=1))}


def session_moments(sessions: Iterable[ListedSession]) -> set[dt.datetime]:
    """When the sessions begin and end, and when their placeholders are over or go."""
    timed = [session for session in sessions if session.starts_at]
    formers = [session.former for session in timed if session.former.moved_at]
    over = (former.starts_at for former in formers if former.starts_at)
    gone = (former.moved_at + PLACEHOLDER_FOR for former in formers)
    return {moment for s in timed for moment in (s.starts_at, s.ends_at)}.union(over, gone)


def mark_now_and_next(
    days: list[Day], now: dt.datetime, *, dates: tuple[dt.date, dt.date]
) -> list[Day]:
    """The days at `now`, an aware time in the zone of the slots.

    Slots in which something is held now get the state `now`. Between the first and the last of the
    `dates` of the event, the slots within them that start next get `next`, breaks aside. The slots
    of today that are over move to `earlier`.
    """
    # In UTC: Python compares times of one zone by their clocks, which may be put back between.
    utc = now.astimezone(dt.UTC)
    held = [slot for day in days for slot in day.every_slot if slot.held_until]
    running = [slot for slot in held if slot.starts_at <= utc < slot.held_until]
    days_of_event = dates if dates[0] <= now.date() <= dates[1] else ()
    eligible = [slot for slot in held if _is_within(slot, days_of_event)]
    following = _following(eligible, utc)
    can_be_next = {id(slot) for slot in eligible}
    states = {id(slot): "now" for slot in running} | {id(slot): "next" for slot in following}
    today = [slot for slot in running if not slot.is_all_day] or running
    target = max(today, key=lambda slot: slot.starts_at, default=None)
    target = target or next(iter(following), None)

    def marked(slot: Slot) -> Slot:
        return replace(
            slot,
            state=states.get(id(slot), ""),
            is_target=slot is target,
            can_be_next=id(slot) in can_be_next,
        )

    return [_fold_earlier(_each_slot(day, marked), now) for day in days]


def _is_within(slot: Slot, dates: tuple[dt.date, ...]) -> bool:
    """Whether sessions start in it, at an hour of a day between the first and last of the dates."""
    if slot.is_all_day or slot.is_break:
        return False
    return bool(dates) and dates[0] <= slot.date <= dates[-1]


def _following(slots: list[Slot], utc: dt.datetime) -> list[Slot]:
    ahead = [slot for slot in slots if slot.starts_at > utc]
    nearest = min((slot.starts_at for slot in ahead), default=None)
    return [slot for slot in ahead if slot.starts_at == nearest]


def _each_slot(day: Day, change: Callable[[Slot], Slot]) -> Day:
    all_day = day.all_day and change(day.all_day)
    return replace(day, slots=tuple(map(change, day.slots)), all_day=all_day)


def _fold_earlier(day: Day, now: dt.datetime) -> Day:
    if day.date != now.date():
        return day
    over = [slot for slot in day.slots if _is_over(slot, now)]
    rest = [slot for slot in day.slots if not _is_over(slot, now)]
    ended, all_day = _parted(day.all_day, now) if day.all_day else (None, None)
    earlier = (*([ended] if ended else []), *over)
    return replace(day, earlier=earlier, slots=tuple(rest), all_day=all_day)


def _parted(slot: Slot, now: dt.datetime) -> tuple[Slot | None, Slot | None]:
    """The slot of whole days as two: what is over, and the rest."""
    utc = now.astimezone(dt.UTC)
    over = tuple(session for session in slot.sessions if session.ends_at <= utc)
    rest = tuple(session for session in slot.sessions if session.ends_at > utc)
    ended = replace(slot, sessions=over, state="", is_target=False) if over else None
    return ended, replace(slot, sessions=rest) if rest else None


def _is_over(slot: Slot, now: dt.datetime) -> bool:
    return slot.ends_at <= now.astimezone(dt.UTC)
