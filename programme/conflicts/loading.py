"""Loads the sessions of an event for the search for conflicts: in one query."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from content.translations import best_text, columns, read_columns
from programme.conflicts.finding import find_conflicts
from programme.conflicts.values import Conflict, Planned, PlannedPart, PlannedPerson, PlannedRoom
from programme.models import Contribution, Event, Room, Session, SessionKind

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
    "room__capacity",
    *columns("room__name"),
    "largest",
    "contributions__speaker_id",
    "contributions__role",
    "contributions__presence",
    "contributions__withdrawn_at",
    *columns("contributions__speaker__name"),
)


def event_conflicts(event: Event) -> list[Conflict]:
    """The conflicts of an event as it is stored, in the order of `find_conflicts()`."""
    return conflicts_among(load_planned(event), event)


def conflicts_among(sessions: Iterable[Planned], event: Event) -> list[Conflict]:
    """The conflicts of an event if these are its sessions."""
    days = {"first_day": event.first_day, "last_day": event.last_day}
    return find_conflicts(sessions, **days, zone=event.zone)


def load_planned(event: Event) -> list[Planned]:
    """All sessions of an event, drafts and cancelled ones too, in agenda order."""
    capacities = Room.objects.filter(event=OuterRef("event")).order_by().values("event")
    largest = Subquery(capacities.annotate(largest=Max("capacity")).values("largest"))
    sessions = event.sessions.annotate(largest=largest).in_agenda_order()
    ordered = sessions.order_by(
        *sessions.query.order_by, "contributions__position", "contributions__pk"
    )
    rows = read_columns(ordered, *READ, named=True)
    parts: dict[tuple[str, int], Any] = {}
    return [
        _planned(next(of_session), of_session, event, parts)
        for _key, of_session in groupby(rows, key=lambda row: row.pk)
    ]


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
    section, track = session.section, session.track
    return Planned(
        **_facts(session, session.event),
        section=section and PlannedPart(section.pk, best_text(section, "title")),
        track=track and PlannedPart(track.pk, best_text(track, "name")),
        room=load_rooms(session.event).get(session.room_id),
        people=tuple(_person(part) for part in people if part.takes_part),
    )


def _person(part: Contribution) -> PlannedPerson:
    name = best_text(part.speaker, "name")
    return PlannedPerson(part.speaker_id, name, part.role, part.presence)


def _facts(row: Any, event: Event) -> dict[str, object]:
    """The fields of a session but for its relations; the row is a model or one of `READ`."""
    return {name: getattr(row, name) for name in COPIED} | {
        "title": best_text(row, "title"),
        "has_speakers": SessionKind(row.kind).has_speakers,
        "attendance_mode": row.attendance_mode or event.attendance_mode,
        "languages": tuple(row.languages or ()),
    }


def _planned(
    row: Any, others: Iterable[Any], event: Event, parts: dict[tuple[str, int], Any]
) -> Planned:
    """A session of its rows, one for each person; `parts` keeps what other sessions share."""
    places = {}
    for name, make in PLACES.items():
        key = getattr(row, f"{name}_id")
        if key and (name, key) not in parts:
            parts[name, key] = make(row)
        places[name] = parts.get((name, key))
    return Planned(**_facts(row, event), **places, people=tuple(_people([row, *others])))


PLACES = {
    "room": lambda row: PlannedRoom(
        row.room_id, best_text(row, "room__name"), row.room__capacity, row.largest
    ),
    "section": lambda row: PlannedPart(row.section_id, best_text(row, "section__title")),
    "track": lambda row: PlannedPart(row.track_id, best_text(row, "track__name")),
}
"""How the parts of the event that a session refers to are made of its columns."""


def _people(rows: Iterable[Any]) -> Iterator[PlannedPerson]:
    for row in rows:
        if row.contributions__speaker_id and not row.contributions__withdrawn_at:
            yield PlannedPerson(
                row.contributions__speaker_id,
                best_text(row, "contributions__speaker__name"),
                row.contributions__role,
                row.contributions__presence,
            )
