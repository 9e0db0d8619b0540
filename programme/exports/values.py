"""The programme as every export writes it: plain values in the reader's language. Pure.

A path is the address of a page or file without the site; it is empty where there is none.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from programme.agenda.sessions import NO_WORDS, Words


@dataclass(frozen=True, slots=True)
class ExportedOrganization:
    path: str
    name: Words
    acronym: Words
    website: str
    logo_path: str


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """A speaker, in general or in one part of an event."""

    path: str
    honorific: Words
    name: Words
    function: Words
    organization: ExportedOrganization | None
    photo_path: str
    links: tuple[str, ...]
    role: str = ""
    """The code of the role in this part."""
    role_label: str = ""
    """The name of the role; empty where it says no more than that somebody speaks."""
    key: int = 0
    """A number that stays."""


@dataclass(frozen=True, slots=True)
class ExportedRoom:
    name: Words
    stream_url: str
    guid: UUID | None = None
    order: tuple[int, int] = (0, 0)
    """Sorts the rooms of an event as staff do."""


@dataclass(frozen=True, slots=True)
class ExportedRegistration:
    """What staff entered, whatever the time is now."""

    url: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    note: Words
    is_full: bool


@dataclass(frozen=True, slots=True)
class ExportedChannel:
    """Where one language of a session is heard: a number or a link."""

    language_label: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """A file, or an address elsewhere."""

    title: Words
    kind: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class ExportedTrack:
    slug: str
    name: Words
    colour: str
    """As `#2a6f5e`; empty where staff chose none."""
    order: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ExportedEvent:
    path: str
    name: Words
    first_day: dt.date
    last_day: dt.date
    time_zone: str
    zone: dt.tzinfo
    attendance_mode: str
    venue_name: Words
    address: Words
    stream_url: str
    picture_path: str
    registration: ExportedRegistration | None = None
    acronym: str = ""
    tagline: Words = NO_WORDS
    agenda_path: str = ""


@dataclass(frozen=True, slots=True)
class FeedTimes:
    """When what a feed tells of a session or event was made and last changed."""

    created_at: dt.datetime | None
    """None if it was made before the site kept this."""
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedSession:
    event: ExportedEvent
    path: str
    guid: UUID
    revision: int
    """Rises with each change of time, place or status."""
    changed_at: dt.datetime
    """When anything that readers see of it changed last."""
    created_at: dt.datetime | None = None
    """None if it was made before the site kept this."""
    title: Words
    is_cancelled: bool
    cancellation_reason: Words
    kind_label: str
    attendance_mode: str
    languages: tuple[str, ...]
    stream_url: str
    room: ExportedRoom | None
    starts_at: dt.datetime | None
    """Aware; a session has both times or neither."""
    ends_at: dt.datetime | None
    former_starts_at: dt.datetime | None
    subtitle: Words = NO_WORDS
    abstract: Words = NO_WORDS
    """Markdown."""
    section_title: Words = NO_WORDS
    track: ExportedTrack | None = None
    key: int = 0
    """A number that stays."""
    slug: str = ""
    kind: str = ""
    may_be_recorded: str = ""
    people: tuple[ExportedPerson, ...] = ()
    """In protocol order."""
    channels: tuple[ExportedChannel, ...] = ()
    """In staff order; only calendars load them."""
    registration: ExportedRegistration | None = None

    @property
    def stream(self) -> str:
        """Where to follow it online: its own link, or that of its room or of an event online."""
        room = self.room.stream_url if self.room and self.kind != "break" else ""
        is_online = (self.attendance_mode or self.event.attendance_mode) in {"online", "hybrid"}
        return self.stream_url or room or (self.event.stream_url if is_online else "")
