"""A programme, its people and its organizations as rows of the columns in `sheet_columns`.

The lists of people and organizations hold no e-mail address and no private note, whoever asks.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django_countries import countries

from content.spreadsheets import spreadsheet
from content.translations import best_text, columns, read_columns
from programme.exports.sheet_columns import ORGANIZATIONS, PEOPLE, PROGRAMME, Column
from programme.exports.source import load_exported_sessions
from programme.exports.values import ExportedPerson, ExportedSession
from programme.models import Contribution, Event, Role, SessionStatus
from programme.models.session_queries import SessionQuerySet
from speakers.models import Organization, OrganizationQuerySet, Speaker, SpeakerQuerySet

TEXTS = tuple(column.field for column in PROGRAMME if column.language)
Row = list[object]


def programme_sheet(sessions: SessionQuerySet, event: Event, *, form: str) -> bytes:
    return _file(PROGRAMME, _sessions(sessions, event), form, event.acronym)


def programmes_sheet(sessions: SessionQuerySet, *, form: str) -> bytes:
    """Of any number of events, the latest first."""
    events = Event.objects.filter(sessions__in=sessions).distinct().order_by("-first_day", "-pk")
    rows = [row for event in events for row in _sessions(sessions.filter(event=event), event)]
    return _file(PROGRAMME, rows, form, "programme")


def people_at(event: Event) -> SpeakerQuerySet:
    """Those who take part in the public programme."""
    parts = Contribution.objects.public_at(event).taking_part()
    return Speaker.objects.filter(pk__in=parts.order_by().values("speaker"))


def organizations_at(event: Event) -> OrganizationQuerySet:
    """The partners of the event, and those whom somebody represents."""
    parts = Contribution.objects.public_at(event).taking_part()
    partners = Organization.objects.filter(pk__in=event.partnerships.values("organization"))
    return Organization.objects.represented_in(parts) | partners


def people_sheet(people: SpeakerQuerySet, *, form: str) -> bytes:
    fields = [column.field for column in PEOPLE if column.language]
    names = (*fields, "country", "links", "slug", *columns("organization__name"))
    rows = read_columns(people.order_by("sort_key", "pk"), "organization_id", *names, named=True)
    found = (
        [
            *(getattr(row, field) for field in fields),
            best_text(row, "organization__name")[0] if row.organization_id else "",
            countries.name(row.country) if row.country else "",
            row.links,
            settings.SITE_URL + reverse("speaker", args=[row.slug]),
        ]
        for row in rows
    )
    return _file(PEOPLE, found, form, "people")


def organization_sheet(organizations: OrganizationQuerySet, *, form: str) -> bytes:
    fields = [column.field for column in ORGANIZATIONS if column.language]
    names = (*fields, "kind", "country", "website", "slug")
    kinds = dict(Organization._meta.get_field("kind").flatchoices)
    found = (
        [
            *(getattr(row, field) for field in fields),
            kinds.get(row.kind, ""),
            countries.name(row.country) if row.country else "",
            row.website,
            settings.SITE_URL + reverse("organization", args=[row.slug]),
        ]
        for row in read_columns(organizations.order_by("name_en", "pk"), *names, named=True)
    )
    return _file(ORGANIZATIONS, found, form, "organizations")


def _file(headed: Iterable[Column], rows: Iterable[Row], form: str, title: str) -> bytes:
    return spreadsheet([column.heading for column in headed], rows, form=form, title=title)


def _sessions(sessions: SessionQuerySet, event: Event) -> list[Row]:
    return [row for _session, row in exported_rows(sessions, event)]


def exported_rows(sessions: SessionQuerySet, event: Event) -> list[tuple[ExportedSession, Row]]:
    """Each session, and its row in the sheet of a programme."""
    ordered = sessions.in_agenda_order()
    stored = {row.pk: row for row in read_columns(ordered, "pk", "status", *TEXTS, named=True)}
    found = load_exported_sessions(ordered, event)
    return [(one, _session(one, stored[one.key])) for one in found if one.key in stored]


def _session(session: ExportedSession, stored: Any) -> Row:
    moderators = [one for one in session.people if one.role == Role.MODERATOR]
    others = [one for one in session.people if one.role != Role.MODERATOR]
    return [
        *_times(session),
        session.room.name[0] if session.room else "",
        session.section_title[0],
        session.track.name[0] if session.track else "",
        session.kind_label,
        SessionStatus(stored.status).label,
        *(getattr(stored, field) for field in TEXTS),
        ", ".join(session.languages),
        "\n".join(map(person_line, moderators)),
        "\n".join(map(person_line, others)),
        session.guid,
    ]


def _times(session: ExportedSession) -> Iterator[str]:
    """In the zone of the event; the end of a session of a day or more comes with its date."""
    if session.starts_at is None:
        yield from ("", "", "")
        return
    zone = session.event.zone
    start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
    yield start.date().isoformat()
    yield f"{start:%H:%M}"
    is_short = session.ends_at - session.starts_at < dt.timedelta(days=1)
    yield f"{end:%H:%M}" if is_short else f"{end:%Y-%m-%d %H:%M}"


def person_line(person: ExportedPerson) -> str:
    """“Chair: Dr. Amina Benali, Head, OECD”; without the role where it says no more."""
    name = " ".join(filter(None, (person.honorific[0], person.name[0])))
    body = person.organization.name[0] if person.organization else ""
    words = ", ".join(filter(None, (name, person.function[0], body)))
    is_named = person.role_label and person.role != Role.MODERATOR
    return f"{person.role_label}: {words}" if is_named else words
