"""Loads sessions for lists: in four queries, however many sessions there are.

Sessions and people are read as columns and not as models, which takes half the time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery

from content.search import search_words
from content.translations import (
    best_text,
    columns,
    read_columns,
    reading_language,
)
from programme.agenda.change_lines import by_session, load_former_lines
from programme.agenda.changes import Line, former_of
from programme.agenda.parts import Part, load_parts, part_of
from programme.agenda.sessions import (
    NO_WORDS,
    NOTHING,
    Former,
    ListedPerson,
    ListedRoom,
    ListedSection,
    ListedSession,
    ListedTrack,
)
from programme.models import (
    AttendanceMode,
    Contribution,
    Document,
    Event,
    InterpretationChannel,
    Room,
    Section,
    Session,
    SessionKind,
    SessionStatus,
    Track,
)
from programme.models.sessions import SessionQuerySet

COPIED = (
    "pk",
    "slug",
    "status",
    "starts_at",
    "ends_at",
    "kind",
    "attendance_mode",
    "position",
    "is_plenary",
    "is_full",
    "has_sign_language",
    "has_captions",
)
"""The columns that a listed session takes over unchanged."""
OTHER_COLUMNS = (
    *columns("title"),
    *columns("cancellation_reason"),
    "languages",
    "interpretation_languages",
    "section_id",
    "room_id",
    "room__slug",
    "room__position",
    "room__capacity",
    *columns("room__name"),
    "track_id",
    "track__slug",
    "track__position",
    "track__colour",
    *columns("track__name"),
)


SECTION_COLUMNS = ("section__slug", "section__position", *columns("section__title"))


@dataclass(frozen=True, slots=True)
class Programme:
    sessions: list[ListedSession]
    people: tuple[ListedPerson, ...] = ()
    """Those of the event itself; loaded only where no session has a time."""


def load_sessions(
    sessions: SessionQuerySet,
    event: Event,
    *,
    search_text: str = "",
    lines: Iterable[Line] | None = None,
) -> list[ListedSession]:
    """The sessions of the event in their order, with their people and those of their sections.

    A caller that has the `lines` of the event's changes passes them.
    """
    return load_programme(sessions, event, search_text=search_text, lines=lines).sessions


def load_programme(
    sessions: SessionQuerySet,
    event: Event,
    *,
    search_text: str = "",
    lines: Iterable[Line] | None = None,
) -> Programme:
    """Like `load_sessions()`; where no session has a time, with faces and the event's own people.

    An untimed programme is read by its people.
    """
    rows = list(_rows(sessions, search_text))
    lines = by_session(load_former_lines(event) if lines is None else lines)
    is_untimed = not any(row.starts_at for row in rows)
    parts = load_parts(event, sessions, with_faces=is_untimed)
    sections = {
        section.pk: _section(section, parts.of_sections[section.pk])
        for section in event.sections.all()
    }
    row_of_room = {row.room_id: row for row in rows if row.room_id}
    row_of_track = {row.track_id: row for row in rows if row.track_id}
    rooms = {key: _room_of(row) for key, row in row_of_room.items()}
    tracks = {key: _track_of(row) for key, row in row_of_track.items()}
    labels = _Labels()
    found = [
        ListedSession(
            **labels.facts(row, _former(row, lines[row.pk], lost_people=row.pk in parts.lost)),
            **_people(parts.of_sessions[row.pk]),
            section=sections.get(row.section_id),
            track=tracks.get(row.track_id),
            room=rooms.get(row.room_id),
            channels=_numbers(row.channel_numbers),
            has_recording=row.has_recording,
            is_found=row.is_found,
        )
        for row in rows
    ]
    return Programme(found, tuple(person for person, _slug in parts.of_event))


def load_brief_sessions(sessions: SessionQuerySet) -> list[ListedSession]:
    """The sessions in their order with their places, but nothing else around them."""
    labels = _Labels()
    rows = read_columns(sessions, *COPIED, *OTHER_COLUMNS, *SECTION_COLUMNS, named=True)
    return [
        ListedSession(
            **labels.facts(row, NOTHING),
            section=_section_of(row) if row.section_id else None,
            track=_track_of(row) if row.track_id else None,
            room=_room_of(row) if row.room_id else None,
        )
        for row in rows
    ]


def with_people(
    session: ListedSession, contributions: Iterable[Contribution], former: Former
) -> ListedSession:
    """The brief session with its people, and with what readers knew of it before."""
    awaits_people = session.awaits_people and not former.lost_people
    people = _people(map(part_of, contributions))
    return replace(session, former=former, awaits_people=awaits_people, **people)


def listed(
    session: Session,
    contributions: Iterable[Contribution] = (),
    *,
    section_contributions: Iterable[Contribution] = (),
    former: Former = NOTHING,
    channels: Iterable[InterpretationChannel] = (),
    has_recording: bool = False,
) -> ListedSession:
    """One session, saved or not, as a list shows it: no query where its relations are loaded."""
    section = session.section
    return ListedSession(
        **_Labels().facts(session, former),
        **_people(map(part_of, contributions)),
        section=section and _section(section, map(part_of, section_contributions)),
        track=session.track and _track(session.track),
        room=session.room and _room(session.room),
        channels=tuple(sorted((one.language, one.number) for one in channels if one.number)),
        has_recording=has_recording,
    )


def _former(row: Any, lines: list[Line], *, lost_people: bool) -> Former:
    former = former_of(lines, starts_at=row.starts_at, room=row.room_id) if lines else NOTHING
    return replace(former, lost_people=True) if lost_people else former


def _rows(sessions: SessionQuerySet, search_text: str) -> models.QuerySet:
    recordings = Document.objects.filter(
        session=OuterRef("pk"), kind="recording", is_published=True
    )
    matches = Q(pk__isnull=False)
    for word in search_words(search_text):
        matches &= sessions.matches_word(word)
    annotated = sessions.annotate(
        has_recording=Exists(recordings),
        channel_numbers=Subquery(InterpretationChannel.objects.numbers_in_lines(OuterRef("pk"))),
        is_found=ExpressionWrapper(matches, output_field=BooleanField()),
    )
    names = (*COPIED, *OTHER_COLUMNS, "has_recording", "channel_numbers", "is_found")
    return read_columns(annotated, *names, named=True)


def _numbers(lines: str | None) -> tuple[tuple[str, str], ...]:
    """The channel of each language, from `numbers_in_lines()`."""
    found = (line.split(" ", 1) for line in (lines or "").splitlines())
    return tuple((language, number) for language, number in sorted(found))


class _Labels:
    """The names of session types and attendance modes in the active language."""

    def __init__(self) -> None:
        self.kinds = {kind.value: str(kind.label) for kind in SessionKind}
        self.attendance = {"": ""} | {mode.value: str(mode.label) for mode in AttendanceMode}
        self.reader = reading_language()

    def facts(self, row: Any, former: Former) -> dict[str, object]:
        """The fields of a session but for its relations; the row is a model or one of `_rows()`."""
        facts = {name: getattr(row, name) for name in COPIED}
        is_held = row.status != SessionStatus.CANCELLED
        reason = NO_WORDS if is_held else best_text(row, "cancellation_reason", self.reader)
        return facts | {
            "title": best_text(row, "title", self.reader),
            "cancellation_reason": reason,
            "kind_label": self.kinds[row.kind] if SessionKind(row.kind).is_named else "",
            "attendance_label": self.attendance[row.attendance_mode],
            "awaits_people": is_held
            and SessionKind(row.kind).has_speakers
            and not former.lost_people,
            "former": former,
            "languages": tuple(row.languages or ()),
            "interpretation_languages": tuple(row.interpretation_languages or ()),
        }


def _room(room: Room) -> ListedRoom:
    return ListedRoom(room.pk, room.slug, room.position, best_text(room, "name"), room.capacity)


def _room_of(row: Any) -> ListedRoom:
    """The room in a row of a session's columns."""
    name = best_text(row, "room__name")
    return ListedRoom(row.room_id, row.room__slug, row.room__position, name, row.room__capacity)


def _track(track: Track) -> ListedTrack:
    name = best_text(track, "name")
    return ListedTrack(track.pk, track.slug, track.position, name, track.colour)


def _track_of(row: Any) -> ListedTrack:
    """The track in a row of a session's columns."""
    name = best_text(row, "track__name")
    return ListedTrack(row.track_id, row.track__slug, row.track__position, name, row.track__colour)


def _section_of(row: Any) -> ListedSection:
    """The section in a row of a session's columns, without its objective and its people."""
    title = best_text(row, "section__title")
    return ListedSection(row.section_id, row.section__slug, row.section__position, title)


def _section(section: Section, parts: Iterable[Part]) -> ListedSection:
    title, objective = best_text(section, "title"), best_text(section, "objective")
    people = tuple(person for person, _slug in parts)
    return ListedSection(section.pk, section.slug, section.position, title, objective, people)


def _people(parts: Iterable[Part]) -> dict[str, object]:
    parts = list(parts)
    return {
        "people": tuple(person for person, _slug in parts),
        "organizations": {slug: person.organization for person, slug in parts if slug},
    }
