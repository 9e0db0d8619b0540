"""What readers are told has changed in a programme, day by day. Pure: no query."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from programme.agenda.sessions import NO_WORDS, Changeable, Former, Words

FIRST_EDITION = dt.timedelta(days=1)
"""Sessions published so soon after the first one are the programme itself, and not new in it; and
so are people who join a session so soon after it was published."""
MOST_NEW = 12
"""With more new sessions in a day, they are told in one line."""
FEWEST_IN_GROUP = 3
"""So many sessions that an act changes alike are told in one line."""
MOST_CAUSES = 3
"""Up to this many rooms or people in one act, each has a line of its own."""
OF_STATUS = ("new", "cancelled", "reinstated", "removed")
OF_A_PERSON = ("joined", "rejoined", "left", "withdrew")
KINDS = (*OF_STATUS, "room", "time", *OF_A_PERSON)
"""The kinds of lines, in the order in which a session's are told."""
TOPICS = {
    "cancelled": ("cancelled", "removed"),
    "moved": ("time", "room"),
    "added": ("new", "reinstated"),
    "people": OF_A_PERSON,
}
"""The kinds that readers find under one heading, the most urgent first."""


class NamedRoom(NamedTuple):
    """A room as it was called then."""

    key: int
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter of one session, before and after; a room or time is None if there is none."""

    kind: str
    at: dt.datetime
    session: int
    """The key of the session, which may be gone."""
    title: Words = NO_WORDS
    """Of a removed session."""
    speaker: int | None = None
    person: Words = NO_WORDS
    former_starts_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None
    former_room: NamedRoom | None = None
    room: NamedRoom | None = None

    @property
    def matter(self) -> Hashable:
        return "status" if self.kind in OF_STATUS else self.speaker or self.kind

    def shift(self, zone: dt.tzinfo) -> dt.timedelta | None:
        """How much later it starts on the clock, if it had a time before and has one now."""
        if not (self.former_starts_at and self.starts_at):
            return None
        start, former = (
            moment.astimezone(zone).replace(tzinfo=None)
            for moment in (self.starts_at, self.former_starts_at)
        )
        return start - former


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changed of one session."""

    session: Changeable | None
    """None if it is not in the programme any more."""
    lines: tuple[Line, ...]

    @property
    def at(self) -> dt.datetime:
        return self.lines[0].at

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(line.kind for line in self.lines)

    @property
    def topic(self) -> str:
        """The first of `TOPICS` that its lines are about."""
        return next(topic for topic, kinds in TOPICS.items() if set(kinds) & set(self.kinds))

    @property
    def title(self) -> Words:
        """Of a removed session."""
        return self.lines[0].title

    @property
    def cause(self) -> Hashable:
        """The person who joins or leaves, or the room that goes, where nothing else has changed."""
        [line, *others] = self.lines
        if others:
            return None
        has_lost_room = line.kind == "room" and line.former_room and not line.room
        return line.former_room if has_lost_room else line.speaker


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What one act changed alike of many sessions, told in one line."""

    changes: tuple[Change, ...]

    @property
    def kind(self) -> str:
        """The kind that all have in common; empty if they have several."""
        return self.changes[0].kinds[0] if len(self.changes[0].kinds) == 1 else ""

    @property
    def topic(self) -> str:
        return self.changes[0].topic

    @property
    def person(self) -> Words | None:
        """Who joins or leaves all of them, if it is one person."""
        is_one = self._common([change.lines[0].speaker for change in self.changes])
        return self.changes[0].lines[0].person if is_one else None

    def shift(self, zone: dt.tzinfo) -> dt.timedelta | None:
        """How much later all of them start on the clocks of this zone, if it is the same time."""
        return self._common([change.lines[0].shift(zone) for change in self.changes])

    @property
    def room(self) -> NamedRoom | None:
        """The room to which all of them move."""
        return self._common([change.lines[0].room for change in self.changes])

    @property
    def former_room(self) -> NamedRoom | None:
        """The room that all of them leave."""
        return self._common([change.lines[0].former_room for change in self.changes])

    @property
    def has_no_room(self) -> bool:
        """Whether none of them has a room any more."""
        return not any(change.lines[0].room for change in self.changes)

    @staticmethod
    def _common(values: list) -> object | None:
        return values[0] if len(set(values)) == 1 else None


Entry = Change | ChangeGroup


@dataclass(frozen=True, slots=True)
class ChangesOfDay:
    date: dt.date
    entries: tuple[Entry, ...]

    @property
    def by_topic(self) -> list[tuple[str, list[Entry]]]:
        """The entries under their topics, in the order of `TOPICS`."""
        found = ((topic, [e for e in self.entries if e.topic == topic]) for topic in TOPICS)
        return [(topic, entries) for topic, entries in found if entries]


def has_original(lines: Iterable[Line], sessions: Mapping[int, Changeable]) -> bool:
    """Whether a session was there before any was told to be new; `sessions` are all, by key."""
    added = {line.session for line in lines if line.kind == "new"}
    return any(key not in added and not one.is_cancelled for key, one in sessions.items())


def told_lines(
    lines: Iterable[Line],
    sessions: Mapping[int, Changeable],
    zone: dt.tzinfo,
    *,
    has_original: bool,
) -> list[Line]:
    """The lines that readers are told, latest first: of each day the last word on every matter.

    `sessions` are those that readers see, by key: of others only the end is told, and of a
    cancelled one only that. Where some have been there from the start, up to `MOST_NEW` published
    later are no first edition; more are the programme itself.
    """
    lines = sorted(lines, key=lambda line: line.at)
    published = {line.session: line.at for line in reversed(lines) if line.kind == "new"}
    seen = [at for key, at in published.items() if key in sessions]
    first = min(seen, default=None)
    if has_original and sum(at - first <= FIRST_EDITION for at in seen) <= MOST_NEW:
        first = None
    last = {(one.session, one.matter, one.at.astimezone(zone).date()): one for one in lines}
    told = [
        line
        for line in last.values()
        if _is_of_interest(line, sessions.get(line.session))
        and not _is_first_edition(line, first, published.get(line.session))
    ]
    places = {key: place for place, key in enumerate(sessions)}
    told.sort(key=lambda line: (places.get(line.session, -1), line.session, KINDS.index(line.kind)))
    return sorted(told, key=lambda line: line.at, reverse=True)


def _is_of_interest(line: Line, session: Changeable | None) -> bool:
    if line.kind == "removed":
        return True
    if session is None:
        return False
    return line.kind == "cancelled" or not session.is_cancelled


def _is_first_edition(line: Line, first: dt.datetime | None, published: dt.datetime | None) -> bool:
    start = {"new": first, "joined": published}.get(line.kind)
    return start is not None and line.at - start <= FIRST_EDITION


def by_day(
    lines: Iterable[Line], sessions: Mapping[int, Changeable], zone: dt.tzinfo
) -> list[ChangesOfDay]:
    """Lines in the order of `told_lines()`, grouped by their dates in that zone, and by act."""
    days = groupby(lines, key=lambda line: line.at.astimezone(zone).date())
    return [ChangesOfDay(date, _entries(list(group), sessions)) for date, group in days]


def _entries(
    lines: Sequence[Line], sessions: Mapping[int, Changeable]
) -> tuple[Change | ChangeGroup, ...]:
    acts: dict[tuple, list[Line]] = {}
    for line in lines:
        acts.setdefault((line.at, line.session), []).append(line)
    changes = [Change(sessions.get(key[1]), tuple(own)) for key, own in acts.items()]
    many_new = sum(change.kinds == ("new",) for change in changes) > MOST_NEW
    alike: dict[tuple, list[Change]] = {}
    for change in changes:
        at = None if many_new and change.kinds == ("new",) else change.at
        alike.setdefault((at, change.kinds), []).append(change)
    return tuple(entry for group in alike.values() for entry in _grouped(group))


def _grouped(changes: list[Change]) -> list[Change | ChangeGroup]:
    causes: dict[Hashable, list[Change]] = {}
    for change in changes:
        causes.setdefault(change.cause, []).append(change)
    if None not in causes and len(causes) <= min(MOST_CAUSES, len(changes) - 1):
        return [entry for own in causes.values() for entry in _joined(own, fewest=2)]
    return _joined(changes, fewest=FEWEST_IN_GROUP)


def _joined(changes: list[Change], *, fewest: int) -> list[Change | ChangeGroup]:
    return changes if len(changes) < fewest else [ChangeGroup(tuple(changes))]


def former_of(lines: Iterable[Line], *, starts_at: dt.datetime | None, room: int | None) -> Former:
    """What readers knew of a session that starts now at this time in this room.

    A line that leads to another time or room says nothing of the present one: the session was
    moved while nobody saw it.
    """
    ordered = sorted(lines, key=lambda line: line.at)
    last = {line.kind: line for line in ordered}
    statuses = [line.kind for line in ordered if line.kind in OF_STATUS]
    time, place = last.get("time"), last.get("room")
    is_moved = time is not None and time.starts_at == starts_at
    is_elsewhere = place is not None and (place.room and place.room.key) == room
    return Former(
        starts_at=time.former_starts_at if is_moved else None,
        room=place.former_room.name if is_elsewhere and place.former_room else NO_WORDS,
        moved_at=time.at if is_moved else None,
        is_back=statuses[-1:] == ["reinstated"],
        lost_people="left" in last or "withdrew" in last,
    )
