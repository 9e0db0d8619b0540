"""The agenda of an event: its sessions as days, bands, and slots. Pure: no query, no request.

A *day* is a date in the event's zone; sessions without a time have a day without a date. A *band*
is a run of slots of one section; slots that several sections share make a band without a section.
A *slot* holds the sessions that start at the same moment, breaks first; sessions that take whole
days have a slot of their own before the others. Every section is introduced once: by its first
band, or at the head of its first day where its sessions only run beside those of other sections.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from programme.agenda.sessions import ListedSection, Timed

NEARLY_A_DAY = dt.timedelta(hours=22)
"""The day on which clocks go forward is an hour or two short."""


class Placed(Timed, Protocol):
    """A session, or the placeholder in its former place, as the agenda arranges it."""

    @property
    def section(self) -> ListedSection | None: ...
    @property
    def is_break(self) -> bool: ...
    @property
    def is_cancelled(self) -> bool: ...


def takes_whole_days(session: Timed, zone: dt.tzinfo) -> bool:
    """Whether it lasts from midnight to midnight, by the clocks of the zone."""
    if session.starts_at is None or session.ends_at - session.starts_at < NEARLY_A_DAY:
        return False
    return all(_begins_a_day(moment, zone) for moment in (session.starts_at, session.ends_at))


def _begins_a_day(moment: dt.datetime, zone: dt.tzinfo) -> bool:
    """By UTC: where clocks go forward at midnight the day begins at one."""
    midnight = dt.datetime.combine(moment.astimezone(zone).date(), dt.time(), zone)
    return midnight.astimezone(dt.UTC) == moment.astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Slot:
    starts_at: dt.datetime | None
    """In the event's zone."""
    sessions: tuple[Placed, ...]
    is_all_day: bool = False
    state: str = ""
    """`now`, `next`, or nothing: see `mark_now_and_next()`."""
    is_target: bool = False
    """Whether the link “Now” points here."""

    @property
    def ends_at(self) -> dt.datetime:
        """When the last of its sessions ends, in the zone of its start."""
        return max(s.ends_at for s in self.sessions).astimezone(self.starts_at.tzinfo)

    @property
    def held_until(self) -> dt.datetime | None:
        """The end of its last session that is not cancelled; None for whole days."""
        held = [s.ends_at for s in self.sessions if not s.is_cancelled and not self.is_all_day]
        return max(held).astimezone(self.starts_at.tzinfo) if held and self.starts_at else None

    @property
    def clock(self) -> str:
        return f"{self.starts_at:%H:%M}"

    @property
    def iso(self) -> str:
        return self.starts_at.isoformat(timespec="minutes")

    @property
    def iso_end(self) -> str:
        """`held_until`; empty where the slot is never “Now”."""
        return self.held_until.isoformat(timespec="minutes") if self.held_until else ""


@dataclass(frozen=True, slots=True)
class Band:
    section: ListedSection | None
    slots: tuple[Slot, ...]
    is_first: bool = True
    """Whether the section is introduced here."""


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date | None
    bands: tuple[Band, ...]
    introduced: tuple[ListedSection, ...] = ()
    """The sections whose first sessions are on this day and that have no band of their own."""
    earlier: tuple[Band, ...] = ()
    """The part of today that is over."""

    @property
    def earlier_sessions(self) -> int:
        return sum(len(slot.sessions) for band in self.earlier for slot in band.slots)


def arrange(sessions: Iterable[Placed], *, zone: dt.tzinfo) -> list[Day]:
    """The days, in `zone`, of sessions that come in agenda order.

    Sessions without a time follow the last timed band of their section; those whose section has no
    band of its own make a last day without a date.
    """
    sessions = list(sessions)
    waiting = _by_section(session for session in sessions if not session.starts_at)
    days = [
        Day(date, tuple(_bands(slots)))
        for date, slots in groupby(_slots(sessions, zone), key=lambda slot: slot.starts_at.date())
    ]
    placed = [_with_untimed(day, waiting) for day in reversed(days)][::-1]
    rest = tuple(Band(section, (slot,)) for section, slot in waiting.items())
    return _with_introductions([*placed, Day(None, rest)] if rest else placed)


def _slots(sessions: list[Placed], zone: dt.tzinfo) -> list[Slot]:
    def start(session: Placed) -> tuple[dt.datetime, bool]:
        return session.starts_at, not takes_whole_days(session, zone)

    timed = sorted((s for s in sessions if s.starts_at), key=start)
    return [
        Slot(
            starts_at.astimezone(zone),
            tuple(sorted(group, key=lambda s: not s.is_break)),
            is_all_day=not has_hours,
        )
        for (starts_at, has_hours), group in groupby(timed, key=start)
    ]


def _by_section(sessions: Iterable[Placed]) -> dict[ListedSection | None, Slot]:
    """A slot without a time for each section; the one without a section comes last."""
    found: dict[ListedSection | None, list[Placed]] = {}
    for session in sessions:
        found.setdefault(session.section, []).append(session)
    if None in found:
        found[None] = found.pop(None)
    return {section: Slot(None, tuple(group)) for section, group in found.items()}


def _bands(slots: Iterable[Slot]) -> list[Band]:
    slots = list(slots)
    sections = _sections_of(slots)
    runs = groupby(zip(sections, slots, strict=True), key=lambda pair: pair[0])
    return [Band(section, tuple(slot for _section, slot in run)) for section, run in runs]


def _sections_of(slots: list[Slot]) -> list[ListedSection | None]:
    """The section of each slot; a break between two slots of one section belongs to it."""
    sections = [_section_of(slot) for slot in slots]
    for here, slot in enumerate(slots[1:-1], start=1):
        if sections[here] is None and all(session.is_break for session in slot.sessions):
            after = next((s for s in sections[here + 1 :] if s is not None), None)
            sections[here] = after if after == sections[here - 1] else None
    return sections


def _section_of(slot: Slot) -> ListedSection | None:
    """The one section of its sessions; a break beside them does not count."""
    found = {
        session.section for session in slot.sessions if session.section or not session.is_break
    }
    return found.pop() if len(found) == 1 else None


def _with_untimed(day: Day, waiting: dict[ListedSection | None, Slot]) -> Day:
    """The day with each waiting slot behind the last band of its section."""
    bands = []
    for band in reversed(day.bands):
        slot = waiting.pop(band.section, None) if band.section is not None else None
        bands.append(Band(band.section, (*band.slots, slot)) if slot else band)
    return Day(day.date, tuple(reversed(bands)))


def _with_introductions(days: list[Day]) -> list[Day]:
    """The days with each section's first band marked, or the section at the head of its day."""
    with_band = {band.section for day in days for band in day.bands}
    seen: set[ListedSection | None] = {None}
    marked = []
    for day in days:
        found = [session.section for band in day.bands for session in _sessions_of(band)]
        without = [section for section in dict.fromkeys(found) if section not in with_band | seen]
        seen.update(without)
        bands = []
        for band in day.bands:
            bands.append(
                replace(band, is_first=band.section is not None and band.section not in seen)
            )
            seen.add(band.section)
        marked.append(Day(day.date, tuple(bands), tuple(without)))
    return marked


def _sessions_of(band: Band) -> Iterable[Placed]:
    return (session for slot in band.slots for session in slot.sessions)
