"""Loads what readers were told of a programme: in one query, as plain values in their language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from content.translations import best_text, best_translation, columns
from programme.agenda.changes import ChangesOfDay, Line, NamedRoom, by_day, former_of, told_lines
from programme.agenda.sessions import NO_WORDS, Former, Words
from programme.models import Event, PublicChange, PublicChangeKind, Session, SessionStatus
from programme.models.public_changes import PublicChangeQuerySet
from speakers.models import Speaker

FIELDS = (
    "kind",
    "at",
    "session_id",
    "title",
    "speaker_id",
    "former_starts_at",
    "starts_at",
    "former_room",
    "room",
)
NAMES = tuple(columns("speaker__name"))


def load_lines(event: Event, *, sessions: Iterable[int] | None = None) -> list[Line]:
    """The lines of the event, or of its sessions with these keys, in the order of telling."""
    lines = event.public_changes.in_order()
    return _read(lines if sessions is None else lines.of_sessions(sessions))


def load_former_lines(event: Event) -> list[Line]:
    """Those that say what readers knew of its sessions before, as `former_of()` needs them."""
    return _read(event.public_changes.of_known().in_order())


def _read(lines: PublicChangeQuerySet) -> list[Line]:
    rows = lines.values_list(*FIELDS, *NAMES, named=True)
    return [
        _line(row, best_text(row, "speaker__name") if row.speaker_id else NO_WORDS) for row in rows
    ]


def by_session(lines: Iterable[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.session].append(line)
    return found


def former_among(session: Session, lines: Iterable[Line]) -> Former:
    """What readers knew of the session before its last move, by its lines among these."""
    own = [line for line in lines if line.session == session.pk]
    return former_of(own, starts_at=session.starts_at, room=session.room_id)


def load_days(event: Event) -> list[ChangesOfDay]:
    """What readers are told, day by day, in one query: its lines, with the sessions they see."""
    new = PublicChange.objects.filter(session=OuterRef("pk"), kind=PublicChangeKind.NEW)
    going_ahead = Session.objects.public().filter(event=event, status=SessionStatus.PUBLISHED)
    original = Exists(going_ahead.exclude(Exists(new)))
    rows = list(event.public_changes.with_sessions().annotate(has_original=original))
    sessions = {}
    for row in rows:
        if row.session and row.session.event_id == event.pk and row.session.is_seen:
            row.session.event = event
            sessions[row.session_id] = row.session
    lines = [
        _line(row, best_text(row.speaker, "name") if row.speaker else NO_WORDS) for row in rows
    ]
    has_original = bool(rows) and rows[0].has_original
    told = told_lines(lines, sessions, event.zone, has_original=has_original)
    return by_day(told, sessions, event.zone)


def _line(row: Any, person: Words) -> Line:
    return Line(
        kind=row.kind,
        at=row.at,
        session=row.session_id,
        title=_words(row.title) if row.title else NO_WORDS,
        speaker=row.speaker_id,
        person=person,
        former_starts_at=row.former_starts_at,
        starts_at=row.starts_at,
        former_room=_room(row.former_room),
        room=_room(row.room),
    )


def _name(speaker: Speaker | None) -> Words:
    return best_text(speaker, "name") if speaker else NO_WORDS


def _room(stored: dict[str, Any] | None) -> NamedRoom | None:
    return NamedRoom(stored["key"], _words(stored)) if stored else None


def _words(texts: dict[str, Any]) -> Words:
    return best_translation([texts.get(code) for code in settings.MODELTRANSLATION_LANGUAGES])
