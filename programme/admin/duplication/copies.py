"""The rows of a copy of an event: made of the rows of the event, and written as one act."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from content.history.snapshots import put_values, snapshot
from content.inserting import add_all
from content.saving import Content
from content.translations import best_text, columns, first_text
from programme.conflicts import Planned
from programme.models import (
    Contribution,
    Event,
    Partnership,
    Room,
    Section,
    Session,
    SessionStatus,
    Track,
)
from programme.planning import Step, postpone

Row = TypeVar("Row", bound=Content)


class Part(StrEnum):
    """What is copied with an event if staff choose so."""

    ROOMS = "rooms"
    TRACKS = "tracks"
    SECTIONS = "sections"
    PARTNERS = "partners"
    SESSIONS = "sessions"
    CANCELLED = "cancelled"
    PEOPLE = "people"


_REGISTRATION = (
    *("registration_url", "registration_opens_at", "registration_closes_at", "is_full"),
    *columns("registration_note"),
)
BEGIN_EMPTY = {
    Event: ("status", "stream_url", *_REGISTRATION),
    Room: ("guid", "stream_url"),
    Session: (
        *("guid", "status", "stream_url", "may_be_recorded", "revision", "changed_at"),
        *columns("cancellation_reason"),
        *columns("summary"),
        *_REGISTRATION,
    ),
    Contribution: ("presence",),
}
"""Columns of one edition alone: a copy has what any new row has in them."""


@dataclass
class Originals:
    """The rows of an event of which copies can be made."""

    event: Event
    rooms: list[Room]
    tracks: list[Track]
    sections: list[Section]
    partnerships: list[Partnership]
    sessions: list[Session]
    contributions: list[Contribution]
    """Withdrawn ones too, with their speakers and the organizations of these."""

    @classmethod
    def of(cls, event: Event) -> "Originals":
        people = Contribution.objects.of_event(event).with_names()
        return cls(
            event,
            rooms=list(event.rooms.in_staff_order()),
            tracks=list(event.tracks.in_staff_order()),
            sections=list(event.sections.in_staff_order()),
            partnerships=list(event.partnerships.in_protocol_order()),
            sessions=list(event.sessions.in_agenda_order()),
            contributions=list(
                people.select_related("speaker__organization", "organization").order_by("pk")
            ),
        )

    @property
    def cancelled(self) -> list[Session]:
        return [one for one in self.sessions if one.is_cancelled]


@dataclass
class EventCopy:
    """New rows that refer to each other, none of them saved."""

    event: Event
    rooms: dict[int, Room] = field(default_factory=dict)
    """By the keys of their originals, like those that follow."""
    tracks: dict[int, Track] = field(default_factory=dict)
    sections: dict[int, Section] = field(default_factory=dict)
    partnerships: dict[int, Partnership] = field(default_factory=dict)
    sessions: dict[int, Session] = field(default_factory=dict)
    contributions: dict[int, Contribution] = field(default_factory=dict)
    refused: list[Step] = field(default_factory=list)
    """The sessions whose hours the clocks skip on the new day: their copies have no time."""

    def write(self) -> None:
        """Save all rows, within the act that is open; raises IntegrityError."""
        self.event.save()
        for rows in (self.rooms, self.tracks, self.sections, self.partnerships):
            add_all(rows.values())
        add_all(self.sessions.values())
        add_all(self.contributions.values())


def copy_of(original: Event) -> Event:
    """A draft of the event with its texts, place and pictures: it needs days, a name, a code."""
    return _copied(original)


def with_parts(event: Event, originals: Originals, parts: Collection[Part]) -> EventCopy:
    """The copy `event`, which has its days, with copies of these parts of the original."""
    copy = EventCopy(event)
    for part, name in (
        (Part.ROOMS, "rooms"),
        (Part.TRACKS, "tracks"),
        (Part.SECTIONS, "sections"),
        (Part.PARTNERS, "partnerships"),
    ):
        if part in parts:
            setattr(copy, name, _by_original(event, getattr(originals, name)))
    if Part.SESSIONS in parts:
        _add_sessions(copy, originals, parts)
    if Part.PEOPLE in parts:
        _add_people(copy, originals.contributions)
    return copy


def _by_original(event: Event, rows: Iterable[Row]) -> dict[int, Row]:
    found = {row.pk: _copied(row) for row in rows}
    for row in found.values():
        row.event = event
    return found


def _copied(row: Row) -> Row:
    """A new row with the same columns, but for those that begin empty."""
    new = type(row)()
    begin_empty = BEGIN_EMPTY.get(type(row), ())
    put_values(new, {n: value for n, value in snapshot(row).items() if n not in begin_empty})
    new.stale = {name: text for name, text in new.stale.items() if getattr(new, name, "")}
    return new


def _add_sessions(copy: EventCopy, originals: Originals, parts: Collection[Part]) -> None:
    chosen = originals.sessions
    if Part.CANCELLED not in parts:
        chosen = [one for one in chosen if not one.is_cancelled]
    days = (copy.event.first_day - originals.event.first_day).days
    steps = {step.before.pk: step for step in _steps(chosen, days, originals.event.zone)}
    copy.refused = [step for step in steps.values() if step.refusal]
    for original in chosen:
        new, step = _copied(original), steps.get(original.pk)
        new.event, new.status = copy.event, SessionStatus.DRAFT
        new.room = copy.rooms.get(original.room_id)
        new.track = copy.tracks.get(original.track_id)
        new.section = copy.sections.get(original.section_id)
        is_timed = step is not None and not step.refusal
        new.starts_at = step.after.starts_at if is_timed else None
        new.ends_at = step.after.ends_at if is_timed else None
        copy.sessions[original.pk] = new


def _steps(sessions: Iterable[Session], days: int, zone: dt.tzinfo) -> list[Step]:
    planned = [
        Planned(
            pk=one.pk,
            title=best_text(one, "title"),
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in sessions
    ]
    return postpone(planned, days, zone)


def _add_people(copy: EventCopy, contributions: Sequence[Contribution]) -> None:
    """Those who have not withdrawn, in what is copied; with their present functions."""
    for original in contributions:
        target = _target(copy, original)
        if target is None or not original.takes_part:
            continue
        new = _copied(original)
        new.event = new.section = new.session = None
        setattr(new, target._meta.model_name, target)
        new.speaker, new.organization = original.speaker, original.organization
        if first_text(new.speaker, "function") or new.speaker.organization:
            _forget_function(new)
        copy.contributions[original.pk] = new


def _target(copy: EventCopy, part: Contribution) -> Content | None:
    if part.event_id:
        return copy.event
    if part.section_id:
        return copy.sections.get(part.section_id)
    return copy.sessions.get(part.session_id)


def _forget_function(part: Contribution) -> None:
    """Leave it empty: a new part takes the person's own function and organization."""
    for column in columns("function"):
        setattr(part, column, "")
    part.organization, part.stale = None, {}
