"""Sessions as the search for conflicts sees them, and the conflicts that it finds. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from programme.agenda.sessions import NO_WORDS, Words


class Severity(IntEnum):
    """The most severe first. Publishing a clash asks first; nothing asks about the others."""

    CLASH = 1
    WARNING = 2
    HINT = 3


class ConflictKind(StrEnum):
    PERSON_TWICE = "person_twice"
    ROOM_TWICE = "room_twice"
    OUTSIDE_DAYS = "outside_days"
    ROOM_TOO_SMALL = "room_too_small"
    NO_BREAK = "no_break"
    TURNOVER = "turnover"
    NO_PEOPLE = "no_people"
    NO_ROOM = "no_room"
    NO_LANGUAGE = "no_language"
    SAME_THEME = "same_theme"

    @property
    def severity(self) -> Severity:
        if self in {self.PERSON_TWICE, self.ROOM_TWICE}:
            return Severity.CLASH
        return Severity.HINT if self is self.SAME_THEME else Severity.WARNING


ORDER = {kind: (kind.severity, place) for place, kind in enumerate(ConflictKind)}


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    pk: int
    name: Words = NO_WORDS
    capacity: int | None = None
    largest: int | None = None
    """The capacity of the largest room of the event."""


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A person's part in a session, who has not withdrawn."""

    pk: int
    name: Words = NO_WORDS
    role: str = "speaker"
    presence: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the person is needed at the time, in the room or online."""
        return self.presence != "recorded"

    @property
    def is_in_room(self) -> bool:
        return self.presence not in {"recorded", "online"}


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A section or a theme."""

    pk: int
    name: Words = NO_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    pk: int | None
    """None for a session that has not been saved yet."""
    title: Words = NO_WORDS
    status: str = "published"
    kind: str = "talk"
    has_speakers: bool = True
    """Whether sessions of this type have speakers."""
    starts_at: dt.datetime | None = None
    """Aware, as is every moment here; a session has both times or neither."""
    ends_at: dt.datetime | None = None
    room: PlannedRoom | None = None
    people: tuple[PlannedPerson, ...] = ()
    track: PlannedPart | None = None
    section: PlannedPart | None = None
    languages: tuple[str, ...] = ()
    attendance_mode: str = ""
    """That of the session, else that of the event."""
    is_plenary: bool = False

    @property
    def is_held(self) -> bool:
        return self.status != "cancelled"

    @property
    def is_online(self) -> bool:
        return self.attendance_mode == "online"

    @property
    def is_pause(self) -> bool:
        """A break, or a social event: people rest, and the room serves for nothing else."""
        return self.kind in {"break", "social"}


Key = tuple[ConflictKind, frozenset[int | None], int | None, int | None]


@dataclass(frozen=True, slots=True)
class Conflict:
    kind: ConflictKind
    sessions: tuple[Planned, ...]
    """By start: one, or the two that do not fit together.

    Where there is no break, the first and the last session without one.
    """
    starts_at: dt.datetime | None = None
    """When the conflict begins and ends, in UTC; None where the session has no time."""
    ends_at: dt.datetime | None = None
    person: PlannedPerson | None = None
    room: PlannedRoom | None = None

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def is_clash(self) -> bool:
        return self.severity == Severity.CLASH

    @property
    def keys(self) -> tuple[int | None, ...]:
        return tuple(session.pk for session in self.sessions)

    @property
    def key(self) -> Key:
        """Which conflict it is, whatever the hours."""
        return (
            self.kind,
            frozenset(self.keys),
            self.person and self.person.pk,
            self.room and self.room.pk,
        )

    @property
    def code(self) -> str:
        """The same text as long as it is between the same sessions, of a person or in a room."""
        kind, sessions, person, room = self.key
        return "-".join(map(str, (kind, *sorted(map(str, sessions)), person or 0, room or 0)))

    def others(self, pk: int | None) -> tuple[Planned, ...]:
        """Its sessions but for this one."""
        return tuple(session for session in self.sessions if session.pk != pk)


def of_each_session(conflicts: Iterable[Conflict]) -> dict[int | None, list[Conflict]]:
    """The conflicts in their order, by the primary key of each session that they name."""
    found: dict[int | None, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        for key in dict.fromkeys(conflict.keys):
            found[key].append(conflict)
    return found


def clashes_of(
    conflicts: Iterable[Conflict], keys: Collection[int | None] | None = None
) -> list[Conflict]:
    """Those that publishing asks about: of any session, or of the sessions with these keys."""
    return [
        conflict
        for conflict in conflicts
        if conflict.is_clash and (keys is None or not set(keys).isdisjoint(conflict.keys))
    ]


def new_conflicts(before: Iterable[Conflict], after: Iterable[Conflict]) -> list[Conflict]:
    """Those after a change that were not there before it."""
    known = {conflict.key for conflict in before}
    return [conflict for conflict in after if conflict.key not in known]
