"""Sessions as lists show them: plain values in the reader's language. Pure: no query.

The protocols at the end name the fields that a computation reads where it also gets rows of the
database.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from speakers.faces import Face

Words = tuple[str, str]
"""A text and its language; the text is empty where there is none."""
NO_WORDS: Words = ("", "")


class _Keyed:
    """Values with the same primary key are equal, as rows of a model are."""

    __slots__ = ()
    pk: int

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.pk == other.pk

    def __hash__(self) -> int:
        return hash(self.pk)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person's part in a session or section."""

    honorific: Words
    name: Words
    role: str
    """The name of the role; empty where it says no more than that somebody speaks."""
    function: Words
    organization: Words
    path: str = ""
    """Of their page; empty, as is the face, in a list that shows neither."""
    face: Face | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListedRoom(_Keyed):
    pk: int
    slug: str
    position: int
    name: Words
    capacity: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListedTrack(_Keyed):
    pk: int
    slug: str
    position: int
    name: Words
    colour: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ListedSection(_Keyed):
    pk: int
    slug: str
    position: int
    title: Words
    objective: Words = NO_WORDS
    """Markdown."""
    people: tuple[ListedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """What readers knew of a session before its last move; empty where nothing has changed."""

    starts_at: dt.datetime | None = None
    room: Words = NO_WORDS
    moved_at: dt.datetime | None = None
    """When its time changed."""
    is_back: bool = False
    """Whether it was cancelled or removed, and goes ahead after all."""
    lost_people: bool = False
    """Whether somebody who was to take part does not."""


NOTHING = Former()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ListedSession(_Keyed):
    pk: int
    slug: str
    title: Words
    status: str = "published"
    cancellation_reason: Words = NO_WORDS
    starts_at: dt.datetime | None = None
    """Aware, as is every moment here; a session has both times or neither."""
    ends_at: dt.datetime | None = None
    kind: str = "talk"
    kind_label: str = ""
    """The name of the session type; empty where it says nothing that the title does not."""
    attendance_mode: str = ""
    attendance_label: str = ""
    position: int = 0
    """Among those that nothing else puts in order."""
    is_plenary: bool = False
    is_full: bool = False
    awaits_people: bool = False
    """Whether it is held, of a type in which somebody speaks, and nobody has left it."""
    languages: tuple[str, ...] = ()
    interpretation_languages: tuple[str, ...] = ()
    channels: tuple[tuple[str, str], ...] = ()
    """Languages, each with the number of its channel on the receivers in the room."""
    has_sign_language: bool = False
    has_captions: bool = False
    section: ListedSection | None = None
    track: ListedTrack | None = None
    room: ListedRoom | None = None
    former: Former = NOTHING
    people: tuple[ListedPerson, ...] = ()
    """In protocol order."""
    organizations: Mapping[str, Words] = field(default_factory=dict)
    """The names of its people's organizations, by slug."""
    has_recording: bool = False
    is_found: bool = True
    """Whether it has every word that the reader searched for."""

    @property
    def is_cancelled(self) -> bool:
        return self.status == "cancelled"

    @property
    def is_break(self) -> bool:
        return self.kind == "break"


class Timed(Protocol):
    """A session with its times: both, or neither."""

    @property
    def starts_at(self) -> dt.datetime | None: ...
    @property
    def ends_at(self) -> dt.datetime | None: ...


class Changeable(Protocol):
    """A session as the page of changes names it."""

    @property
    def is_cancelled(self) -> bool: ...
