"""The agenda of an event: its timed sessions as days and slots. Pure: no query, no request.

A *day* is a date in the event's zone. A *slot* holds the sessions that start at the same moment;
breaks have slots of their own. Sessions that take whole days, and those that go on from the day
before, are in the slot *all day* of each of their days. Sessions without a time are grouped by
section.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from programme.agenda.sessions import ListedSection, Timed

if TYPE_CHECKING:
    from programme.models import Event

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


def first_and_last_date(session: Timed, zone: dt.tzinfo) -> tuple[dt.date, dt.date]:
    """The dates on which a timed session begins and ends; midnight belongs to the day before."""
    return _dates_between(session.starts_at, session.ends_at, zone)


@lru_cache(maxsize=4096)
def _dates_between(
    start: dt.datetime, end: dt.datetime, zone: dt.tzinfo
) -> tuple[dt.date, dt.date]:
    """A page asks for the dates of each of its sessions again and again."""
    first, last = (moment.astimezone(zone).date() for moment in (start, end))
    if last > first and _begins_a_day(end, zone):
        last -= dt.timedelta(days=1)
    return first, last


def is_on(session: Timed, date: dt.date, zone: dt.tzinfo) -> bool:
    """Whether any part of the session is on this date."""
    if session.starts_at is None:
        return False
    first, last = first_and_last_date(session, zone)
    return first <= date <= last


def agenda_dates(event: "Event", sessions: Iterable[Timed]) -> list[dt.date]:
    """The days of the event and those on which its sessions begin; none where none has a time."""
    zone = event.zone
    starts = {first_and_last_date(one, zone)[0] for one in sessions if one.starts_at}
    length = (event.last_day - event.first_day).days + 1
    own = {event.first_day + dt.timedelta(days=number) for number in range(length)}
    return sorted(own | starts) if starts else []


def dates_of(session: Timed, dates: Iterable[dt.date], zone: dt.tzinfo) -> list[dt.date]:
    """The date on which it begins, and those of the `dates` on which it goes on."""
    if session.starts_at is None:
        return []
    first, last = first_and_last_date(session, zone)
    return [first] if first == last else [first, *(d for d in dates if first < d <= last)]


@dataclass(frozen=True, slots=True)
class Slot:
    starts_at: dt.datetime
    """In the event's zone; in a slot of whole days, when the first of its sessions has begun."""
    sessions: tuple[Placed, ...]
    is_all_day: bool = False
    section: ListedSection | None = None
    """The one section that its sessions have, where the slot before it has another."""
    names_sections: bool = False
    """Whether its sessions are of several sections, and each is named."""
    state: str = ""
    """`now`, `next`, or nothing: see `mark_now_and_next()`."""
    is_target: bool = False
    """Whether the link “Now” points here."""
    can_be_next: bool = False
    """Whether, before the day ends, it may get the state `next`."""

    @property
    def is_break(self) -> bool:
        return not self.is_all_day and all(session.is_break for session in self.sessions)

    @property
    def ends_at(self) -> dt.datetime:
        """When the last of its sessions ends, in the zone of its start."""
        return max(s.ends_at for s in self.sessions).astimezone(self.starts_at.tzinfo)

    @property
    def end_of_all(self) -> dt.datetime | None:
        """The end that all its sessions share; None where they have several."""
        ends = {s.ends_at for s in self.sessions if s.ends_at > s.starts_at}
        return ends.pop().astimezone(self.starts_at.tzinfo) if len(ends) == 1 else None

    @property
    def held_until(self) -> dt.datetime | None:
        """The end of its last session that is not cancelled; None where all take whole days."""
        zone = self.starts_at.tzinfo
        held = [s for s in self.sessions if not s.is_cancelled and not takes_whole_days(s, zone)]
        return max(s.ends_at for s in held).astimezone(zone) if held else None

    @property
    def date(self) -> dt.date:
        """In the zone of its start: filters of templates would show another zone's."""
        return self.starts_at.date()

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
class Day:
    date: dt.date
    slots: tuple[Slot, ...] = ()
    all_day: Slot | None = None
    earlier: tuple[Slot, ...] = ()
    """The part of today that is over."""

    @property
    def is_empty(self) -> bool:
        return not (self.slots or self.all_day or self.earlier)

    @property
    def earlier_sessions(self) -> int:
        """Without breaks, and without those that have moved on: their rows are elsewhere."""
        held = (one for slot in self.earlier if not slot.is_break for one in slot.sessions)
        return sum(session.ends_at > session.starts_at for session in held)

    @property
    def every_slot(self) -> tuple[Slot, ...]:
        return (*self.earlier, *([self.all_day] if self.all_day else []), *self.slots)


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Sessions without a time, of one section or of none."""

    section: ListedSection | None
    sessions: tuple[Placed, ...]


def by_section(sessions: Iterable[Placed]) -> tuple[SectionGroup, ...]:
    """Sessions in agenda order as groups; those without a section come last."""
    found: dict[ListedSection | None, list[Placed]] = defaultdict(list)
    for session in sessions:
        found[session.section].append(session)
    if None in found:
        found[None] = found.pop(None)
    return tuple(SectionGroup(section, tuple(group)) for section, group in found.items())


def arrange(
    sessions: Iterable[Placed], *, zone: dt.tzinfo, dates: Collection[dt.date] = ()
) -> list[Day]:
    """The days, in `zone`, on which the timed sessions begin, and those of the `dates`.

    On a later day of a session, that is one of these days, its slot `all_day` has it too.
    """
    timed = sorted((s for s in sessions if s.starts_at), key=lambda s: s.starts_at)
    begun = {date: list(group) for date, group in groupby(timed, key=lambda s: _date(s, zone))}
    long = [session for session in timed if session.ends_at - session.starts_at > dt.timedelta()]
    long = [session for session in long if _crosses_midnight(session, zone)]
    return [
        _day(
            date,
            begun.get(date, []),
            [s for s in long if _date(s, zone) < date and is_on(s, date, zone)],
            zone,
        )
        for date in sorted({*dates, *begun})
    ]


def _date(session: Placed, zone: dt.tzinfo) -> dt.date:
    return first_and_last_date(session, zone)[0]


def _crosses_midnight(session: Placed, zone: dt.tzinfo) -> bool:
    first, last = first_and_last_date(session, zone)
    return last > first


def _day(date: dt.date, begun: list[Placed], continued: list[Placed], zone: dt.tzinfo) -> Day:
    whole = [session for session in begun if takes_whole_days(session, zone)]
    hourly = [session for session in begun if not takes_whole_days(session, zone)]
    all_day = (*continued, *whole)
    return Day(
        date,
        tuple(_with_sections(_slots(hourly, zone))),
        Slot(all_day[0].starts_at.astimezone(zone), all_day, is_all_day=True) if all_day else None,
    )


def _slots(sessions: list[Placed], zone: dt.tzinfo) -> Iterator[Slot]:
    def key(session: Placed) -> tuple[dt.datetime, bool]:
        return session.starts_at, not session.is_break

    for (start, _is_session), group in groupby(sorted(sessions, key=key), key=key):
        yield Slot(start.astimezone(zone), tuple(group))


def _with_sections(slots: Iterable[Slot]) -> Iterator[Slot]:
    """The slots with the section that begins in each; a break does not end a section."""
    current = None
    for slot in slots:
        if slot.is_break:
            yield slot
            continue
        sections = {session.section for session in slot.sessions if session.section}
        only = next(iter(sections)) if len(sections) == 1 else None
        section = only if only != current else None
        current = only
        yield replace(slot, section=section, names_sections=len(sections) > 1)
