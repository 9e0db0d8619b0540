"""What the clock changes in an agenda. Pure: the time is an argument."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from programme.agenda.days import Band, Day, Slot

PLACEHOLDER_FOR = dt.timedelta(hours=24)
"""How long the place that a session has left says where it went."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Stands where a session was that is at another time now."""

    session: Any
    starts_at: dt.datetime
    section: Any | None
    is_break: bool = False
    is_cancelled: bool = True
    """Nothing is held in the place that it has left."""

    @property
    def ends_at(self) -> dt.datetime:
        """It takes no time: what stands beside it says how long the slot is."""
        return self.starts_at


def with_placeholders(sessions: Iterable[Any], now: dt.datetime) -> list[Any]:
    """The sessions and, for those moved lately, what stands in their former place."""
    sessions = list(sessions)
    return [
        *sessions,
        *(
            Moved(session, session.former_starts_at, session.section)
            for session in sessions
            if session.former_starts_at
            and session.moved_at
            and session.former_starts_at != session.starts_at
            and not session.is_cancelled
            and now - session.moved_at < PLACEHOLDER_FOR
        ),
    ]


def mark_now_and_next(
    days: list[Day], now: dt.datetime, *, dates: tuple[dt.date, dt.date]
) -> list[Day]:
    """The days as they stand at `now`, an aware time in the zone of the slots.

    Slots in which something is held now are marked `now`, and on the `dates` of the event, first
    and last, the first that is still to come `next`. What is over of the day that it is now stands
    in `earlier`.
    """
    slots = [slot for day in days for band in day.bands for slot in band.slots if slot.starts_at]
    held = [slot for slot in slots if slot.held_until]
    # In UTC: times of one zone are compared by their clocks, which may be put back between them.
    utc = now.astimezone(dt.UTC)
    running = [slot for slot in held if slot.starts_at <= utc < slot.held_until]
    ahead = [slot for slot in held if slot.starts_at > utc]
    is_on = dates[0] <= now.date() <= dates[1]
    nearest = min((slot.starts_at for slot in ahead), default=None) if is_on else None
    following = [slot for slot in ahead if slot.starts_at == nearest]
    states = {id(slot): "now" for slot in running} | {id(slot): "next" for slot in following}
    target = max(running, key=lambda slot: slot.starts_at, default=None) or next(
        iter(following), None
    )

    def marked(slot: Slot) -> Slot:
        return replace(slot, state=states.get(id(slot), ""), is_target=slot is target)

    return [_folded(_each_slot(day, marked), now) for day in days] if slots else days


def _each_slot(day: Day, change) -> Day:
    bands = [replace(band, slots=tuple(map(change, band.slots))) for band in day.bands]
    return replace(day, bands=tuple(bands))


def _folded(day: Day, now: dt.datetime) -> Day:
    if day.date != now.date():
        return day
    over = [_part(band, lambda slot: _is_over(slot, now)) for band in day.bands]
    rest = [_part(band, lambda slot: not _is_over(slot, now)) for band in day.bands]
    introduced = {band.section for band in over if band.slots and band.is_first}
    return replace(
        day,
        earlier=tuple(band for band in over if band.slots),
        bands=tuple(
            replace(band, is_first=band.is_first and band.section not in introduced)
            for band in rest
            if band.slots
        ),
    )


def _part(band: Band, keep) -> Band:
    return replace(band, slots=tuple(filter(keep, band.slots)))


def _is_over(slot: Slot, now: dt.datetime) -> bool:
    return slot.starts_at is not None and slot.ends_at <= now.astimezone(dt.UTC)
