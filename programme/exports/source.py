"""Loads the programme for every export: in three queries, however many sessions there are.

Many sessions are read as columns, which takes a third of the time of models. The functions for one
row make a value of a model, without a query where its relations are loaded.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from content.translations import best_text, columns, read_columns, reading_language
from programme.agenda.sessions import NO_WORDS
from programme.exports.parts import ExportedPeople, channels_by_session, folder, path_of
from programme.exports.places import room_of, room_value, track_of, track_value
from programme.exports.values import (
    ExportedEvent,
    ExportedOrganization,
    ExportedPerson,
    ExportedRegistration,
    ExportedSession,
    FeedTimes,
)
from programme.models import (
    Contribution,
    Event,
    FeedDates,
    FeedKind,
    Session,
    SessionKind,
    SessionStatus,
)
from programme.models.contributions import shown_role
from programme.models.feed_dates import with_feed_dates
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
    "room__guid",
    "room__position",
    "room__stream_url",
    *columns("room__name"),
)
TEXT_COLUMNS = (
    *columns("subtitle"),
    *columns("abstract"),
    *columns("section__title"),
    "may_be_recorded",
    "track_id",
    "track__slug",
    "track__colour",
    "track__position",
    *columns("track__name"),
    "registration_url",
    "registration_opens_at",
    "registration_closes_at",
    "is_full",
    *columns("registration_note"),
)
FEED_COLUMNS = ("feed_created_at", "feed_changed_at", "place_revision")


def load_exported_sessions(sessions: SessionQuerySet, event: Event) -> list[ExportedSession]:
    """The sessions of the event in their order, with people, places and texts."""
    dated = with_feed_dates(sessions, FeedKind.SESSION)
    names = (*BRIEF_COLUMNS, *TEXT_COLUMNS, *FEED_COLUMNS)
    rows = list(read_columns(dated, *names, named=True))
    reader, brief = reading_language(), _Sessions(event).brief
    keys = [row.pk for row in rows]
    people, channels = ExportedPeople().by_session(keys), channels_by_session(keys)
    return [
        brief(
            row,
            former_starts_at=None,
            subtitle=best_text(row, "subtitle"),
            abstract=best_text(row, "abstract"),
            section_title=best_text(row, "section__title"),
            track=track_of(row, reader) if row.track_id else None,
            people=tuple(people[row.pk]),
            channels=tuple(channels[row.pk]),
            registration=_registration(row),
            may_be_recorded=row.may_be_recorded,
            **_feed_facts(row),
        )
        for row in rows
    ]


def load_exported_session(session: Session) -> list[ExportedSession]:
    """The session as one of many; none if it has been deleted meanwhile."""
    return load_exported_sessions(Session.objects.filter(pk=session.pk), session.event)


def _registration(row: Any) -> ExportedRegistration | None:
    """Of an event or a session, a model or its columns; None without a link."""
    if not row.registration_url:
        return None
    return ExportedRegistration(
        url=row.registration_url,
        opens_at=row.registration_opens_at,
        closes_at=row.registration_closes_at,
        note=best_text(row, "registration_note"),
        is_full=row.is_full,
    )


def brief_sessions(rows: Iterable[Any], event: Event) -> list[ExportedSession]:
    """Without abstract, section, track and people, of rows of `BRIEF_COLUMNS` and more.

    They come with `former_starts_at`, as after `with_former_start()`.
    """
    brief = _Sessions(event).brief
    return [brief(row, former_starts_at=row.former_starts_at) for row in rows]


class _Sessions:
    """Makes the values of sessions of one event from their columns."""

    def __init__(self, event: Event) -> None:
        self.event, self.pages = event_value(event), folder("session", event.slug)
        self.labels = {kind.value: str(kind.label) for kind in SessionKind}
        self.reader = reading_language()

    def brief(self, row: Any, **more: Any) -> ExportedSession:
        return ExportedSession(
            **_facts(row, self.event, self.reader)
            | {
                "path": f"{self.pages}{row.slug}/",
                "kind_label": self.labels[row.kind],
                "room": room_of(row, self.reader) if row.room_id else None,
                **more,
            }
        )


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
        picture_path=path_of(event.picture),
        registration=_registration(event),
        acronym=event.acronym,
        tagline=best_text(event, "tagline"),
        agenda_path=event.get_agenda_url(),
    )


def feed_times(event: Event) -> FeedTimes:
    """Of the event itself, in one query."""
    dates = FeedDates.objects.filter(kind=FeedKind.EVENT, key=event.pk).first()
    if dates is None:
        return FeedTimes(None, event.midnight(event.first_day))
    return FeedTimes(dates.created_at, dates.changed_at)


def session_value(session: Session, event: ExportedEvent) -> ExportedSession:
    section, track = session.section, session.track
    # `with_quotes()` has a row for each quote of a person.
    parts = dict.fromkeys(session.contributions.all())
    return replace(
        brief_session_value(session, event),
        subtitle=best_text(session, "subtitle"),
        registration=_registration(session),
        abstract=best_text(session, "abstract"),
        section_title=best_text(section, "title") if section else NO_WORDS,
        track=track_value(track) if track else None,
        people=tuple(part_value(one) for one in parts if one.takes_part),
    )


def brief_session_value(session: Session, event: ExportedEvent) -> ExportedSession:
    """The session without abstract, section, track and people."""
    return ExportedSession(
        **_facts(session, event, reading_language()),
        path=session.get_absolute_url(),
        kind_label=session.get_kind_display(),
        room=room_value(session.room) if session.room else None,
        former_starts_at=session.former_starts_at,
    )


def _facts(row: Any, event: ExportedEvent, reader: str) -> dict[str, Any]:
    """What a session has without its relations; the row is a model or has its columns."""
    return {
        "event": event,
        "key": row.pk,
        "slug": row.slug,
        "kind": row.kind,
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
    """The speaker as in this part, with its role, function and organization."""
    organization, reader = contribution.organization, reading_language()
    function = best_text(contribution, "function", reader)
    return replace(
        _speaker_value(contribution.speaker, reader),
        function=function,
        organization=organization_value(organization) if organization else None,
        role=contribution.role,
        role_label=shown_role(contribution.role, function[0], reader),
    )


def person_value(speaker: Speaker) -> ExportedPerson:
    organization = speaker.organization
    return replace(
        _speaker_value(speaker, reading_language()),
        function=best_text(speaker, "function"),
        organization=organization_value(organization) if organization else None,
    )


def organization_value(organization: Organization) -> ExportedOrganization:
    reader = reading_language()
    return ExportedOrganization(
        path=organization.get_absolute_url(),
        name=best_text(organization, "name", reader),
        acronym=best_text(organization, "acronym", reader),
        website=organization.website,
        logo_path=path_of(organization.logo),
    )


def organization_values(organizations: Iterable[Organization]) -> list[ExportedOrganization]:
    return [organization_value(organization) for organization in organizations]


def _speaker_value(speaker: Speaker, reader: str) -> ExportedPerson:
    return ExportedPerson(
        path=speaker.get_absolute_url(),
        honorific=best_text(speaker, "honorific", reader),
        name=best_text(speaker, "name", reader),
        function=NO_WORDS,
        organization=None,
        photo_path=path_of(speaker.photo),
        links=tuple(speaker.link_list),
        key=speaker.pk,
    )


def _feed_facts(row: Any) -> dict[str, Any]:
    """What a session's own columns do not tell: changes of the rows that it names."""
    return {
        "created_at": row.feed_created_at,
        "changed_at": max(row.changed_at, row.feed_changed_at or row.changed_at),
        "revision": row.revision + (row.place_revision or 0),
    }
