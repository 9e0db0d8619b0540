"""What an act tells readers of the sessions themselves: their status, time and room."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.history.acts import Entry
from content.history.snapshots import Snapshot
from programme.models.events import Event
from programme.models.public_changes import (
    NamedRoom,
    PublicChange,
    PublicChangeKind,
    by_language,
    named_room,
)
from programme.models.rooms import Room
from programme.models.sessions import Session
from programme.models.visibility import (
    PUBLIC_EVENT_STATUSES,
    PUBLIC_SESSION_STATUSES,
    SessionStatus,
)
from programme.zones import zone_of

_DRAFT = SessionStatus.DRAFT
_PUBLISHED = SessionStatus.PUBLISHED
_CANCELLED = SessionStatus.CANCELLED

_KINDS = {
    (_DRAFT, _PUBLISHED): PublicChangeKind.NEW,
    (_DRAFT, _CANCELLED): PublicChangeKind.CANCELLED,
    (_PUBLISHED, _CANCELLED): PublicChangeKind.CANCELLED,
    (_CANCELLED, _PUBLISHED): PublicChangeKind.REINSTATED,
    (_PUBLISHED, _DRAFT): PublicChangeKind.REMOVED,
    (_CANCELLED, _DRAFT): PublicChangeKind.REMOVED,
}
"""By the status before and after."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What readers of an event see of a session; a draft is as if it were not there."""

    status: str = _DRAFT
    starts_at: dt.datetime | None = None
    room: int | None = None

    @classmethod
    def in_event(cls, stored: Snapshot | None, event: int) -> "Seen":
        if not (stored and stored["event_id"] == event):
            return cls()
        if stored["status"] not in PUBLIC_SESSION_STATUSES:
            return cls()
        start = stored["starts_at"]
        moment = start and dt.datetime.fromisoformat(start)
        return cls(stored["status"], moment, stored["room_id"])

    def hours(self, zone: dt.tzinfo) -> dt.datetime | None:
        """Its start on the clocks of a zone."""
        return self.starts_at and self.starts_at.astimezone(zone).replace(tzinfo=None)


Zones = dict[int, tuple[dt.tzinfo, dt.tzinfo]]
"""The zones before and after of the events whose zone an act changes."""


class RoomNames:
    """The names of rooms by key, also of those that the act deletes; asked once for each."""

    def __init__(self, entries: list[Entry]) -> None:
        rooms = [entry for entry in entries if isinstance(entry.row, Room)]
        self._known = {entry.key: named_room(entry.row) for entry in rooms}

    def remember(self, room: NamedRoom | None) -> int | None:
        """Keep the name of a room that may be gone; returns its key."""
        if room is None:
            return None
        self._known.setdefault(room["key"], room)
        return room["key"]

    def of(self, key: int | None) -> NamedRoom | None:
        if key is None:
            return None
        if key not in self._known:
            self._known[key] = named_room(Room.objects.get(pk=key))
        return self._known[key]


def changes_of_sessions(entries: list[Entry], names: RoomNames) -> list[PublicChange]:
    sessions = [entry for entry in entries if isinstance(entry.row, Session)]
    changed = [entry for entry in sessions if _is_told(entry)]
    events = _open_events(changed, entries)
    zones = _changed_zones(entries)
    return [
        line
        for entry in changed
        for key in dict.fromkeys(stored["event_id"] for stored in _stored(entry))
        if key in events
        for line in _of_session(entry, events[key], zones, names)
    ]


def _changed_zones(entries: list[Entry]) -> Zones:
    return {
        entry.key: (zone_of(entry.before["time_zone"]), zone_of(entry.after["time_zone"]))
        for entry in entries
        if isinstance(entry.row, Event) and "time_zone" in entry.changed_columns
        if entry.before and entry.after
    }


def _stored(entry: Entry) -> list[Snapshot]:
    return [stored for stored in (entry.before, entry.after) if stored]


def _is_told(entry: Entry) -> bool:
    """Whether it may be news, before anything is asked of the database."""
    statuses = {stored["status"] for stored in _stored(entry)}
    told = {"status", "starts_at", "room_id", "event_id"}
    is_changed = len(_stored(entry)) == 1 or told.intersection(entry.changed_columns)
    return bool(is_changed and statuses.intersection(PUBLIC_SESSION_STATUSES))


def _open_events(changed: Sequence[Entry], entries: list[Entry]) -> dict[int, Event]:
    """The events of these rows that readers saw before the act, and see after it."""
    closed = closed_events(entries)
    found = {entry.row.event_id: entry.row.event for entry in changed if entry.row.event_id}
    keys = {stored["event_id"] for entry in changed for stored in _stored(entry)}
    if others := keys - found.keys() - closed:
        found |= Event.objects.in_bulk(others)
    return {key: event for key, event in found.items() if key not in closed and event.is_public}


def closed_events(entries: list[Entry]) -> set[int]:
    """Those that the act itself opens to readers, or closes: their programme is no news."""
    return {
        entry.key
        for entry in entries
        if isinstance(entry.row, Event) and not (_is_open(entry.before) and _is_open(entry.after))
    }


def _is_open(event: Snapshot | None) -> bool:
    return bool(event) and event["status"] in PUBLIC_EVENT_STATUSES


def _of_session(
    entry: Entry, event: Event, zones: Zones, names: RoomNames
) -> Iterator[PublicChange]:
    before, after = (Seen.in_event(stored, event.pk) for stored in (entry.before, entry.after))
    former, present = zones.get(event.pk, (dt.UTC, dt.UTC))
    if before.hours(former) == after.hours(present):
        # With the zone of the event it has another moment, but readers see the same hours.
        before = replace(before, starts_at=after.starts_at)
    of = {"event": event, "session_id": entry.key}
    if kind := _KINDS.get((before.status, after.status)):
        line = PublicChange(kind=kind, former_status=before.status, **of)
        if kind == PublicChangeKind.REMOVED:
            line.title = by_language(entry.before, "title")
            line.former_starts_at, line.former_room = before.starts_at, names.of(before.room)
        yield line
    if _DRAFT not in (before.status, after.status):
        yield from _moves(before, after, names, of)


def _moves(
    before: Seen, after: Seen, names: RoomNames, of: dict[str, Any]
) -> Iterator[PublicChange]:
    if before.starts_at != after.starts_at:
        times = {"former_starts_at": before.starts_at, "starts_at": after.starts_at}
        yield PublicChange(kind=PublicChangeKind.TIME, **times, **of)
    if before.room != after.room:
        rooms = {"former_room": names.of(before.room), "room": names.of(after.room)}
        yield PublicChange(kind=PublicChangeKind.ROOM, **rooms, **of)


def unseen_moves(
    back: PublicChange, gone: PublicChange, entries: list[Entry], names: RoomNames
) -> Iterator[PublicChange]:
    """Where a session that comes back was moved to while readers did not see it."""
    [entry] = (e for e in entries if isinstance(e.row, Session) and e.key == back.session_id)
    before = Seen(_PUBLISHED, gone.former_starts_at, names.remember(gone.former_room))
    after = Seen.in_event(entry.after, back.event_id)
    yield from _moves(before, after, names, {"event": back.event, "session_id": back.session_id})
