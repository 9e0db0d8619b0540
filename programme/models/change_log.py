"""Tells readers of an act: writes its public changes, when the act is recorded.

Only what they saw before or see after it is told, and what is put back on the same day is taken
back instead of being told twice.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.dispatch import receiver

from content.history.acts import Entry, recorded
from content.history.models import Act
from content.history.snapshots import Snapshot
from programme.models.contributions import Contribution
from programme.models.events import Event
from programme.models.kinds import SessionKind
from programme.models.public_changes import (
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
from speakers.models import Speaker

Part = tuple[int, int]
"""The keys of a session and of a speaker in it."""

_DRAFT, _PUBLISHED, _CANCELLED = SessionStatus
_KINDS = {
    (_DRAFT, _PUBLISHED): PublicChangeKind.NEW,
    (_PUBLISHED, _CANCELLED): PublicChangeKind.CANCELLED,
    (_CANCELLED, _PUBLISHED): PublicChangeKind.REINSTATED,
    (_PUBLISHED, _DRAFT): PublicChangeKind.REMOVED,
    (_CANCELLED, _DRAFT): PublicChangeKind.REMOVED,
}
"""By the status before and after. A session that is cancelled before anybody saw it is no news."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What readers of an event see of a session; a draft is as if it were not there."""

    status: str = _DRAFT
    starts_at: dt.datetime | None = None
    room: int | None = None

    @classmethod
    def in_event(cls, stored: Snapshot | None, event: int) -> "_Seen":
        if not (stored and stored["event_id"] == event):
            return cls()
        if stored["status"] not in PUBLIC_SESSION_STATUSES:
            return cls()
        start = stored["starts_at"]
        moment = start and dt.datetime.fromisoformat(start)
        return cls(stored["status"], moment, stored["room_id"])


@receiver(recorded, dispatch_uid="public-changes")
def log_public_changes(sender, act: Act, entries: list[Entry], **signal) -> None:
    lines = [*_of_sessions(entries), *_of_people(entries)]
    if lines:
        _store(act, lines)


def _of_sessions(entries: list[Entry]) -> list[PublicChange]:
    sessions = [entry for entry in entries if isinstance(entry.row, Session)]
    changed = [entry for entry in sessions if _is_told(entry)]
    events = _open_events(changed, entries)
    names = _RoomNames(entries)
    return [
        line
        for entry in changed
        for key in dict.fromkeys(stored["event_id"] for stored in _stored(entry))
        if key in events
        for line in _of_session(entry, events[key], names)
    ]


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
    closed = _closed_events(entries)
    found = {entry.row.event_id: entry.row.event for entry in changed if entry.row.event_id}
    keys = {stored["event_id"] for entry in changed for stored in _stored(entry)}
    if others := keys - found.keys() - closed:
        found |= Event.objects.in_bulk(others)
    return {key: event for key, event in found.items() if key not in closed and event.is_public}


def _closed_events(entries: list[Entry]) -> set[int]:
    """Those that the act itself opens to readers, or closes: their programme is no news."""
    return {
        entry.key
        for entry in entries
        if isinstance(entry.row, Event) and not (_is_open(entry.before) and _is_open(entry.after))
    }


def _is_open(event: Snapshot | None) -> bool:
    return bool(event) and event["status"] in PUBLIC_EVENT_STATUSES


def _of_session(entry: Entry, event: Event, names: "_RoomNames") -> Iterator[PublicChange]:
    before, after = (_Seen.in_event(stored, event.pk) for stored in (entry.before, entry.after))
    of = {"event": event, "session_id": entry.key}
    if kind := _KINDS.get((before.status, after.status)):
        title = by_language(entry.before, "title") if kind == PublicChangeKind.REMOVED else {}
        yield PublicChange(kind=kind, former_status=before.status, title=title, **of)
    if _DRAFT in (before.status, after.status):
        return
    if before.starts_at != after.starts_at:
        times = {"former_starts_at": before.starts_at, "starts_at": after.starts_at}
        yield PublicChange(kind=PublicChangeKind.TIME, **times, **of)
    if before.room != after.room:
        rooms = {"former_room": names.of(before.room), "room": names.of(after.room)}
        yield PublicChange(kind=PublicChangeKind.ROOM, **rooms, **of)


class _RoomNames:
    """The names of rooms by key, also of those that the act deletes; asked once for each."""

    def __init__(self, entries: list[Entry]) -> None:
        rooms = [entry for entry in entries if isinstance(entry.row, Room)]
        self._known = {entry.key: entry.row for entry in rooms}

    def of(self, key: int | None) -> dict[str, object] | None:
        if key is None:
            return None
        if key not in self._known:
            self._known[key] = Room.objects.get(pk=key)
        return named_room(self._known[key])


def _of_people(entries: list[Entry]) -> list[PublicChange]:
    """Who joins or leaves a session that goes ahead; a second role is no news, nor is a merger."""
    moved = _moved_people(entries)
    if not moved:
        return []
    sessions = _sessions_going_ahead({session for session, _speaker in moved}, entries)
    if not sessions:
        return []
    present = _present(moved)
    lines = []
    for (session, speaker), more in moved.items():
        now = present[session, speaker]
        before = now - more
        if session in sessions and bool(before > 0) != bool(now):
            kind = PublicChangeKind.JOINED if now else PublicChangeKind.LEFT
            event = sessions[session].event
            of = {"event": event, "session_id": session, "speaker_id": speaker}
            lines.append(PublicChange(kind=kind, **of))
    return lines


def _moved_people(entries: list[Entry]) -> dict[Part, int]:
    """How many parts each person gained or lost in each session."""
    gone = {e.key for e in entries if isinstance(e.row, Speaker) and e.after is None}
    moved: Counter[Part] = Counter()
    for entry in entries:
        if not isinstance(entry.row, Contribution):
            continue
        if entry.before and entry.before["speaker_id"] in gone:
            continue  # the record went: its parts are another record's now, or nobody's
        for stored, count in ((entry.before, -1), (entry.after, 1)):
            if stored and stored["session_id"]:
                moved[stored["session_id"], stored["speaker_id"]] += count
    return {part: count for part, count in moved.items() if count}


def _sessions_going_ahead(keys: set[int], entries: list[Entry]) -> dict[int, Session]:
    """Those that readers saw as going ahead before the act, and still see so; no breaks."""
    own = {entry.key: entry for entry in entries if isinstance(entry.row, Session)}
    closed = _closed_events(entries)
    found = Session.objects.filter(pk__in=keys, status=_PUBLISHED).select_related("event")
    return {
        session.pk: session
        for session in found.exclude(kind=SessionKind.BREAK).exclude(event__in=closed)
        if session.event.is_public and _was_going_ahead(own.get(session.pk))
    }


def _was_going_ahead(entry: Entry | None) -> bool:
    return entry is None or bool(entry.before and entry.before["status"] == _PUBLISHED)


def _present(moved: Iterable[Part]) -> Counter[Part]:
    sessions, speakers = zip(*moved, strict=True)
    parts = Contribution.objects.filter(session__in=sessions, speaker__in=speakers)
    return Counter(parts.values_list("session", "speaker"))


def _store(act: Act, lines: Sequence[PublicChange]) -> None:
    earlier = defaultdict(list)
    keys = {line.session_id for line in lines}
    for line in PublicChange.objects.of_sessions(keys).in_order():
        earlier[line.event_id, line.session_id, line.matter].append(line)
    told, taken_back = [], []
    for line in lines:
        line.act, line.at = act, act.at
        before = earlier[line.event_id, line.session_id, line.matter]
        back = _taken_back(line, before)
        taken_back += back
        if not back and _follow(line, before):
            told.append(line)
    if taken_back:
        PublicChange.objects.filter(pk__in=[line.pk for line in taken_back]).delete()
    PublicChange.objects.bulk_create(told)


def _taken_back(line: PublicChange, earlier: Sequence[PublicChange]) -> list[PublicChange]:
    """The lines of the same day that are no longer true if this one leads back to before them."""
    today = _same_day(line, earlier)
    states = [today[0].before, *(one.after for one in today)] if today else []
    return today[states.index(line.after) :] if line.after in states else []


def _same_day(line: PublicChange, earlier: Sequence[PublicChange]) -> list[PublicChange]:
    date = line.event.local_date(line.at)
    return [one for one in earlier if line.event.local_date(one.at) == date]


def _follow(line: PublicChange, earlier: Sequence[PublicChange]) -> bool:
    """Make the line say what differs from what readers know; returns whether anything does.

    Of a day they are told once, from its morning. The first time or room of a session is no news,
    unless they knew another before.
    """
    if line.kind == PublicChangeKind.NEW:
        if any(one.kind == PublicChangeKind.REMOVED for one in earlier):
            line.kind = PublicChangeKind.REINSTATED
        return True
    if line.kind not in (PublicChangeKind.TIME, PublicChangeKind.ROOM):
        return True
    today = _same_day(line, earlier)
    if today:
        line.take_over(today[0])
    elif line.before is None:
        if not earlier or earlier[-1].after is not None:
            return False
        if earlier[-1].before != line.after:
            line.take_over(earlier[-1])
    return True
