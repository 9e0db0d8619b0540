"""Loads the programme for every export: in two queries, however many sessions there are.

Many sessions are read as columns, which takes a third of the time of models. The functions for one
row make a value of a model, without a query where its relations are loaded.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from content.translations import best_text, columns, read_columns, reading_language
from programme.agenda.sessions import NO_WORDS
from programme.exports.values import (
    ExportedEvent,
    ExportedOrganization,
    ExportedPerson,
    ExportedRoom,
    ExportedSession,
)
from programme.models import Contribution, Event, Role, Room, Session, SessionKind, SessionStatus
from programme.models.sessions import SessionQuerySet
from speakers.models import Organization, Speaker

BRIEF_COLUMNS = (
    "pk",
    "slug",
    "guid",
    "revision",
    "changed_at",
    "status",
    "kind",
    "attendance_mode",
    "languages",
    "stream_url",
    "starts_at",
    "ends_at",
    *columns("title"),
    *columns("cancellation_reason"),
    "room_id",
    "room__stream_url",
    *columns("room__name"),
)
TEXT_COLUMNS = (*columns("abstract"), *columns("section__title"), *columns("track__name"))
PART_COLUMNS = (
    "session_id",
    "role",
    *columns("function"),
    "speaker_id",
    "speaker__slug",
    "speaker__photo",
    "speaker__links",
    *columns("speaker__honorific"),
    *columns("speaker__name"),
    "organization_id",
    "organization__slug",
    "organization__website",
    "organization__logo",
    *columns("organization__name"),
    *columns("organization__acronym"),
)


def load_exported_sessions(sessions: SessionQuerySet, event: Event) -> list[ExportedSession]:
    """The sessions of the event in their order, with people, places and texts."""
    rows = list(read_columns(sessions, *BRIEF_COLUMNS, *TEXT_COLUMNS, named=True))
    brief = _Sessions(event).brief
    people = _People().by_session(row.pk for row in rows)
    return [
        brief(
            row,
            former_starts_at=None,
            abstract=best_text(row, "abstract"),
            section_title=best_text(row, "section__title"),
            track_name=best_text(row, "track__name"),
            people=tuple(people[row.pk]),
        )
        for row in rows
    ]


def load_brief_sessions(sessions: SessionQuerySet, event: Event) -> list[ExportedSession]:
    """Those of `with_former_start()`, without abstract, section, track and people: in one query."""
    rows = read_columns(sessions, *BRIEF_COLUMNS, "former_starts_at", named=True)
    brief = _Sessions(event).brief
    return [brief(row, former_starts_at=row.former_starts_at) for row in rows]


class _Sessions:
    """Makes the values of sessions of one event from their columns."""

    def __init__(self, event: Event) -> None:
        self.event, self.pages = event_value(event), _folder("session", event.slug)
        self.labels = {kind.value: str(kind.label) for kind in SessionKind}
        self.reader = reading_language()

    def brief(self, row: Any, **more: Any) -> ExportedSession:
        return ExportedSession(
            **_facts(row, self.event, self.reader),
            path=f"{self.pages}{row.slug}/",
            kind_label=self.labels[row.kind],
            room=_room_of(row, self.reader) if row.room_id else None,
            **more,
        )


class _People:
    """Makes the value of each speaker and organization once, however often they take part."""

    def __init__(self) -> None:
        self.labels = {role.value: str(role.label) for role in Role}
        self.speaker_pages, self.organization_pages = _folder("speaker"), _folder("organization")
        self.speakers: dict[int, ExportedPerson] = {}
        self.organizations: dict[int | None, ExportedOrganization | None] = {None: None}

    def by_session(self, keys: Iterable[int]) -> dict[int, list[ExportedPerson]]:
        parts = Contribution.objects.taking_part().filter(session__in=list(keys))
        found: dict[int, list[ExportedPerson]] = defaultdict(list)
        for row in read_columns(parts.in_protocol_order(), *PART_COLUMNS, named=True):
            found[row.session_id].append(self._part(row))
        return found

    def _part(self, row: Any) -> ExportedPerson:
        if row.speaker_id not in self.speakers:
            self.speakers[row.speaker_id] = self._speaker(row)
        if row.organization_id not in self.organizations:
            self.organizations[row.organization_id] = self._organization(row)
        function = best_text(row, "function")
        return replace(
            self.speakers[row.speaker_id],
            function=function,
            organization=self.organizations[row.organization_id],
            role=row.role,
            role_label=self.labels[row.role] if Role(row.role).adds_to(function[0]) else "",
        )

    def _speaker(self, row: Any) -> ExportedPerson:
        return ExportedPerson(
            path=f"{self.speaker_pages}{row.speaker__slug}/",
            honorific=best_text(row, "speaker__honorific"),
            name=best_text(row, "speaker__name"),
            function=NO_WORDS,
            organization=None,
            photo_path=_path(_file(Speaker, "photo", row.speaker__photo)),
            links=tuple(row.speaker__links.split()),
        )

    def _organization(self, row: Any) -> ExportedOrganization:
        return ExportedOrganization(
            path=f"{self.organization_pages}{row.organization__slug}/",
            name=best_text(row, "organization__name"),
            acronym=best_text(row, "organization__acronym"),
            website=row.organization__website,
            logo_path=_path(_file(Organization, "logo", row.organization__logo)),
        )


def _folder(page: str, *slugs: str) -> str:
    """The address above the pages of this kind: `/en/speakers/`."""
    return reverse(page, args=[*slugs, "-"]).removesuffix("-/")


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
        people=tuple(part_value(one) for one in session.contributions.all() if one.takes_part),
    )


def brief_session_value(session: Session, event: ExportedEvent) -> ExportedSession:
    """The session without abstract, section, track and people, as `in_brief()` loads it."""
    return ExportedSession(
        **_facts(session, event, reading_language()),
        path=session.get_absolute_url(),
        kind_label=session.get_kind_display(),
        room=_room_value(session.room) if session.room else None,
        former_starts_at=session.former_starts_at,
    )


def _facts(row: Any, event: ExportedEvent, reader: str) -> dict[str, Any]:
    """What a session has without its relations; the row is a model or has its columns."""
    return {
        "event": event,
        "guid": row.guid,
        "revision": row.revision,
        "changed_at": row.changed_at,
        "title": best_text(row, "title", reader),
        "is_cancelled": row.status == SessionStatus.CANCELLED,
        "cancellation_reason": best_text(row, "cancellation_reason", reader),
        "attendance_mode": row.attendance_mode,
        "languages": tuple(row.languages or ()),
        "stream_url": row.stream_url,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
    }


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


def _room_of(row: Any, reader: str) -> ExportedRoom:
    """The room in a row of a session's columns."""
    return ExportedRoom(best_text(row, "room__name", reader), row.room__stream_url)


def _file(model: type[models.Model], field: str, name: str) -> FieldFile:
    """The file of this name in a row of columns."""
    column = model._meta.get_field(field)
    return column.attr_class(None, column, name)


def _path(file: FieldFile) -> str:
    return file.url if file else ""
