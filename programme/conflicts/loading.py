"""Loads the sessions of an event for the search for conflicts: in three queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from content.translations import best_text, columns, read_columns
from programme.conflicts.finding import find_conflicts
from programme.conflicts.values import Conflict, Planned, PlannedPart, PlannedPerson, PlannedRoom
from programme.models import Contribution, Event, Section, Session, SessionKind, Track

COPIED = ("pk", "status", "kind", "starts_at", "ends_at", "is_plenary")
READ = (
    *COPIED,
    "attendance_mode",
    "languages",
    *columns("title"),
    "section_id",
    *columns("section__title"),
    "track_id",
    *columns("track__name"),
    "room_id",
)
PEOPLE = ("session_id", "speaker_id", "role", "presence", *columns("speaker__name"))


def event_conflicts(event: Event) -> list[Conflict]:
    """The conflicts of an event as it is stored, in the order of `find_conflicts()`."""
    return conflicts_among(load_planned(event), event)


def conflicts_among(sessions: Iterable[Planned], event: Event) -> list[Conflict]:
    """The conflicts of an event if these are its sessions."""
    days = {"first_day": event.first_day, "last_day": event.last_day}
    return find_conflicts(sessions, **days, zone=event.zone)


def load_planned(event: Event) -> list[Planned]:
    """All sessions of an event, drafts and cancelled ones too, in agenda order."""
    rows = read_columns(event.sessions.in_agenda_order(), *READ, named=True)
    rooms, people = load_rooms(event), _people(event)
    return [_planned(row, event, rooms.get(row.room_id), people[row.pk]) for row in rows]


def load_rooms(event: Event) -> dict[int, PlannedRoom]:
    """The rooms of an event in staff order, by primary key."""
    names = ("pk", "capacity", *columns("name"))
    rows = list(read_columns(event.rooms.in_staff_order(), *names, named=True))
    largest = max((row.capacity for row in rows if row.capacity), default=None)
    return {
        row.pk: PlannedRoom(row.pk, best_text(row, "name"), row.capacity, largest) for row in rows
    }


def planned_session(session: Session, people: Iterable[Contribution]) -> Planned:
    """One session, saved or not, as its form would have it; `people` may be unsaved too."""
    rooms = load_rooms(session.event)
    return Planned(
        **{name: getattr(session, name) for name in COPIED},
        **_facts(session, session.event),
        section=session.section and _part(session.section, "title"),
        track=session.track and _part(session.track, "name"),
        room=rooms.get(session.room_id),
        people=tuple(
            PlannedPerson(
                part.speaker_id, best_text(part.speaker, "name"), part.role, part.presence
            )
            for part in people
        ),
    )


def _part(row: Section | Track, field: str) -> PlannedPart:
    return PlannedPart(row.pk, best_text(row, field))


def _facts(row: Any, event: Event) -> dict[str, object]:
    return {
        "title": best_text(row, "title"),
        "has_speakers": SessionKind(row.kind).has_speakers,
        "attendance_mode": row.attendance_mode or event.attendance_mode,
        "languages": tuple(row.languages or ()),
    }


def _planned(
    row: Any, event: Event, room: PlannedRoom | None, people: Iterable[PlannedPerson]
) -> Planned:
    section = row.section_id and PlannedPart(row.section_id, best_text(row, "section__title"))
    track = row.track_id and PlannedPart(row.track_id, best_text(row, "track__name"))
    return Planned(
        **{name: getattr(row, name) for name in COPIED},
        **_facts(row, event),
        section=section or None,
        track=track or None,
        room=room,
        people=tuple(people),
    )


def _people(event: Event) -> dict[int, list[PlannedPerson]]:
    """Those who take part in the sessions, by the session's primary key, in protocol order."""
    parts = Contribution.objects.filter(session__event=event).in_protocol_order()
    found: dict[int, list[PlannedPerson]] = defaultdict(list)
    for row in read_columns(parts, *PEOPLE, named=True):
        name = best_text(row, "speaker__name")
        found[row.session_id].append(PlannedPerson(row.speaker_id, name, row.role, row.presence))
    return found
