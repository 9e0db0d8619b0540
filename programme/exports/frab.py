"""A programme as schedule.xml and schedule.json arrange it: days, rooms, events. Pure.

The two formats say the same of each event. What is here is what all of their readers understand
(Giggity, EventFahrplan, the FOSDEM companion, ConfClerk): a session is under the date on which it
begins, its length is below a day, rooms come in one order on all days.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from content.bidi import isolate
from content.text import fold
from programme.exports.values import (
    ExportedDocument,
    ExportedEvent,
    ExportedPerson,
    ExportedRoom,
    ExportedSession,
    ExportedTrack,
)

LONGEST = dt.timedelta(hours=23, minutes=59)
"""Longer ones make a program refuse the whole file."""
MINUTE = dt.timedelta(minutes=1)
TYPE_OF = {"slides": "slides", "recording": "media", "photos": "media", "link": "web"}
"""The type of a document by its kind; all others are papers."""
RECORDING = {"yes": False, "no": True}
"""Whether a session must not be recorded; nothing is written where nobody knows."""


@dataclass(frozen=True, slots=True)
class FrabRoom:
    name: str
    guid: str
    """Empty for what is no room, such as “Online”."""
    events: tuple["FrabEvent", ...] = ()


@dataclass(frozen=True, slots=True)
class FrabDay:
    index: int
    date: dt.date
    start: dt.datetime
    end: dt.datetime
    rooms: tuple[FrabRoom, ...]


@dataclass(frozen=True, slots=True)
class FrabDocument:
    address: str
    """Below the site for a file."""
    title: str
    type: str
    """In the words of schedule.json."""
    is_file: bool


@dataclass(frozen=True, slots=True)
class FrabEvent:
    session: ExportedSession
    room: str
    title: str
    slug: str
    date: dt.datetime
    duration: str
    """As `01:30`."""
    language: str
    track: str
    persons: tuple[tuple[int, str], ...]
    """The number and the name of each."""
    links: tuple[tuple[str, str], ...]
    """The address and the title of each."""
    documents: tuple["FrabDocument", ...]

    @property
    def start(self) -> str:
        return f"{self.date:%H:%M}"

    @property
    def is_optout(self) -> bool | None:
        return RECORDING.get(self.session.may_be_recorded)


@dataclass(frozen=True, slots=True)
class FrabSchedule:
    event: ExportedEvent
    version: str
    days: tuple[FrabDay, ...]
    rooms: tuple[FrabRoom, ...]
    tracks: tuple[ExportedTrack, ...]


def frab_schedule(
    event: ExportedEvent,
    sessions: Iterable[ExportedSession],
    documents: Mapping[int, Iterable[ExportedDocument]] | None = None,
) -> FrabSchedule:
    """Of the timed sessions of an event, with their documents, in the reader's language."""
    documents = documents or {}
    sessions = list(sessions)
    places = {session.key: _place(session) for session in sessions}
    found = {place: _order(session) for session in sessions if (place := places[session.key])}
    rooms = sorted(found, key=lambda place: (found[place], place))
    tracks = {session.track.slug: session.track for session in sessions if session.track}
    by_cell: dict[tuple[dt.date, tuple[str, str]], list[FrabEvent]] = {}
    for session in sessions:
        one = _event(session, places[session.key][0], documents.get(session.key, ()))
        by_cell.setdefault((one.date.date(), places[session.key]), []).append(one)
    return FrabSchedule(
        event=event,
        version=_version(event, sessions),
        days=tuple(_days(event, rooms, by_cell)),
        rooms=tuple(FrabRoom(*place) for place in rooms),
        tracks=tuple(sorted(tracks.values(), key=lambda track: track.order)),
    )


def _days(
    event: ExportedEvent,
    rooms: Sequence[tuple[str, str]],
    by_cell: dict[tuple[dt.date, tuple[str, str]], list[FrabEvent]],
) -> Iterable[FrabDay]:
    length = (event.last_day - event.first_day).days + 1
    dates = {event.first_day + dt.timedelta(days=number) for number in range(length)}
    for index, date in enumerate(sorted(dates | {date for date, _place in by_cell}), start=1):
        cells = [FrabRoom(*room, tuple(by_cell.get((date, room), ()))) for room in rooms]
        start = dt.datetime.combine(date, dt.time(), event.zone)
        ends = [one.session.ends_at for room in cells for one in room.events]
        last = dt.datetime.combine(date, dt.time(23, 59), event.zone)
        end = max([last, *ends]).astimezone(event.zone)
        yield FrabDay(index, date, start, end, tuple(cells))


def _event(session: ExportedSession, room: str, documents: Iterable[ExportedDocument]) -> FrabEvent:
    return FrabEvent(
        session=session,
        room=room,
        title=_title(session),
        slug=_slug(session),
        date=session.starts_at.astimezone(session.event.zone).replace(microsecond=0),
        duration=_duration(session.ends_at - session.starts_at),
        language=session.languages[0] if session.languages else "",
        track=session.track.name[0] if session.track else "",
        persons=tuple(dict.fromkeys((one.key, _name(one)) for one in session.people)),
        links=tuple(_links(session)),
        documents=tuple(map(_document, documents)),
    )


def _title(session: ExportedSession) -> str:
    """Neither format has a status."""
    if not session.is_cancelled:
        return session.title[0]
    return gettext("Cancelled: %(title)s") % {"title": isolate(session.title[0])}


def _place(session: ExportedSession) -> tuple[str, str]:
    """The name and the ID of the room. Every event has one, or programs leave it out."""
    room: ExportedRoom | None = session.room
    if room:
        return room.name[0], str(room.guid)
    if session.attendance_mode == "online":
        return gettext("Online"), ""
    return gettext("To be announced"), ""


def _order(session: ExportedSession) -> tuple[int, int, int]:
    return (0, *session.room.order) if session.room else (1, 0, 0)


def _slug(session: ExportedSession) -> str:
    """In the form that both formats ask for: the acronym, the key, the address in small letters."""
    words = re.sub(r"[^a-z0-9]+", "-", session.slug.lower()).strip("-")
    return "-".join(filter(None, (session.event.acronym, f"{session.key:04d}", words)))


def _duration(length: dt.timedelta) -> str:
    minutes = -(-min(length, LONGEST) // MINUTE)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _name(person: ExportedPerson) -> str:
    """Without the semicolon at which a program would cut it."""
    return " ".join(filter(None, (person.honorific[0], person.name[0]))).replace(";", ",")


def _links(session: ExportedSession) -> Iterable[tuple[str, str]]:
    if session.stream and not session.is_cancelled:
        yield session.stream, gettext("Follow online")
    if session.registration and not session.is_cancelled:
        yield session.registration.url, gettext("Registration")


def _document(document: ExportedDocument) -> FrabDocument:
    kind = TYPE_OF.get(document.kind, "paper")
    return FrabDocument(
        document.url or document.path, document.title[0], kind, is_file=not document.url
    )


def _version(event: ExportedEvent, sessions: Iterable[ExportedSession]) -> str:
    """The moment of the last change, which readers of the file are shown."""
    last = max((session.changed_at for session in sessions), default=None)
    return f"{last.astimezone(event.zone):%Y-%m-%d %H:%M}" if last else "0"


def track_slug(track: ExportedTrack) -> str:
    """It begins with a letter, which that of an address need not."""
    words = fold(track.slug).replace(" ", "-")
    return words if re.fullmatch("[a-z][a-z0-9-]+", words) else f"track-{track.order[1]}"
