"""Loads the programme for every export: in two queries, however many sessions there are.

The other functions make values of rows, without a query where the relations of a row are loaded.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models.fields.files import FieldFile

from content.translations import best_text
from programme.agenda.sessions import NO_WORDS
from programme.exports.values import (
    ExportedEvent,
    ExportedOrganization,
    ExportedPerson,
    ExportedRoom,
    ExportedSession,
)
from programme.models import Contribution, Event, Room, Session
from programme.models.sessions import SessionQuerySet
from speakers.models import Organization, Speaker


def load_exported_sessions(sessions: SessionQuerySet, event: Event) -> list[ExportedSession]:
    """The sessions of the event in their order, with people, places and texts."""
    exported = event_value(event)
    return [session_value(row, exported) for row in sessions.with_places().with_people()]


def event_value(event: Event) -> ExportedEvent:
    return ExportedEvent(
        path=event.get_absolute_url(),
        name=best_text(event, "name"),
        first_day=event.first_day,
        last_day=event.last_day,
        time_zone=event.time_zone,
        zone=event.zone,
        attendance_mode=event.attendance_mode,
        venue_name=best_text(event, "venue_name"),
        address=best_text(event, "address"),
        stream_url=event.stream_url,
        picture_path=_path(event.picture),
    )


def session_value(session: Session, event: ExportedEvent) -> ExportedSession:
    section, track = session.section, session.track
    return replace(
        brief_session_value(session, event),
        abstract=best_text(session, "abstract"),
        section_title=best_text(section, "title") if section else NO_WORDS,
        track_name=best_text(track, "name") if track else NO_WORDS,
        people=tuple(map(part_value, session.contributions.all())),
    )


def brief_session_value(session: Session, event: ExportedEvent) -> ExportedSession:
    """The session without abstract, section, track and people, as `in_brief()` loads it."""
    return ExportedSession(
        event=event,
        path=session.get_absolute_url(),
        guid=session.guid,
        revision=session.revision,
        changed_at=session.changed_at,
        title=best_text(session, "title"),
        is_cancelled=session.is_cancelled,
        cancellation_reason=best_text(session, "cancellation_reason"),
        kind_label=session.get_kind_display(),
        attendance_mode=session.attendance_mode,
        languages=tuple(session.languages or ()),
        stream_url=session.stream_url,
        room=_room_value(session.room) if session.room else None,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        former_starts_at=session.former_starts_at,
    )


def part_value(contribution: Contribution) -> ExportedPerson:
    """The speaker as in this part: with its role, function and organization."""
    organization = contribution.organization
    return replace(
        _speaker_value(contribution.speaker),
        function=best_text(contribution, "function"),
        organization=organization_value(organization) if organization else None,
        role=contribution.role,
        role_label="" if contribution.is_plain else contribution.get_role_display(),
    )


def person_value(speaker: Speaker) -> ExportedPerson:
    organization = speaker.organization
    return replace(
        _speaker_value(speaker),
        function=best_text(speaker, "function"),
        organization=organization_value(organization) if organization else None,
    )


def organization_value(organization: Organization) -> ExportedOrganization:
    return ExportedOrganization(
        path=organization.get_absolute_url(),
        name=best_text(organization, "name"),
        acronym=best_text(organization, "acronym"),
        website=organization.website,
        logo_path=_path(organization.logo),
    )


def organization_values(organizations: Iterable[Organization]) -> list[ExportedOrganization]:
    return [organization_value(organization) for organization in organizations]


def _speaker_value(speaker: Speaker) -> ExportedPerson:
    return ExportedPerson(
        path=speaker.get_absolute_url(),
        honorific=best_text(speaker, "honorific"),
        name=best_text(speaker, "name"),
        function=NO_WORDS,
        organization=None,
        photo_path=_path(speaker.photo),
        links=tuple(speaker.link_list),
    )


def _room_value(room: Room) -> ExportedRoom:
    return ExportedRoom(best_text(room, "name"), room.stream_url)


def _path(file: FieldFile) -> str:
    return file.url if file else ""
