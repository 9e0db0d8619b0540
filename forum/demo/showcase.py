"""The showcase: an invented event with everything a programme can have, for tests and benchmarks.

The same arguments always produce the same event; nothing is random.
"""

import datetime as dt
import tomllib
import uuid
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import models, transaction

from content.history.acts import act
from content.history.models import Verb
from content.slugs import slug_from
from forum.demo import showcase_pictures
from forum.demo.rows import build, insert, save_checked, upsert
from forum.demo.showcase_people import upsert_organizations, upsert_speakers
from forum.demo.showcase_sessions import FIXED_SESSIONS, Plan, ordinary_session
from forum.demo.showcase_words import Words, sentences, summary_of, title_of
from forum.models import FormerAddress
from forum.redirects import neutral_path
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    InterpretationChannel,
    Partnership,
    PublicChange,
    Quote,
    Role,
    Room,
    Section,
    Session,
    SessionStatus,
    Track,
)
from programme.models.public_changes import named_room
from speakers.models import Organization, Speaker

FILE = Path(__file__).with_name("showcase.toml")

SLUG = "showcase"
FIRST_DAY = dt.date(2027, 5, 4)
PUBLISHED_AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
CHANGED_AT = dt.datetime(2027, 5, 3, 15, tzinfo=dt.UTC)
ORGANIZATIONS = 40
MIN_SESSIONS = 60
MIN_SPEAKERS = 20

Parts = dict[str, list[Any]]
"""The rooms, tracks and sections of the event, by the table of the data file."""


@transaction.atomic
@act(verb=Verb.IMPORTED, words=FILE.name)
def load(*, sessions: int, speakers: int) -> Event:
    """Replace the showcase with one of this many sessions, drafts included, and public speakers.

    Raises ValueError, and changes nothing, if there are fewer than `MIN_SESSIONS` sessions, fewer
    than `MIN_SPEAKERS` speakers, or more speakers than sessions.
    """
    if sessions < MIN_SESSIONS or not MIN_SPEAKERS <= speakers <= sessions:
        raise ValueError(
            f"The showcase needs at least {MIN_SESSIONS} sessions and {MIN_SPEAKERS} speakers, "
            "and at least as many sessions as speakers."
        )
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = data["words"]
    _delete_previous()
    organizations = upsert_organizations(ORGANIZATIONS, words)
    roster = cycle(upsert_speakers(speakers, words, organizations))
    event = _upsert_event(data["event"], organizations)
    parts = _insert_parts(event, data, roster)
    _insert_sessions(event, sessions, words, parts, roster)
    _insert_quotes(event, data["quote"])
    _insert_documents(event)
    for fields in data["announcement"]:
        insert(Announcement, event=event, **fields)
    return event


def _delete_previous() -> None:
    """Delete the earlier showcase and its former addresses, even if staff have changed its slug.

    The acronym identifies it: an event of staff with the same slug is not touched. Speakers and
    organizations stay.
    """
    for event in Event.objects.filter(acronym=SLUG):
        path = neutral_path(event.get_absolute_url())
        event.delete()
        deleted = models.Q(path=path) | models.Q(path__startswith=f"{path}/")
        FormerAddress.objects.filter(deleted, moved_to="").delete()


def _upsert_event(fields: dict[str, Any], organizations: list[Organization]) -> Event:
    event = upsert(
        Event,
        {"acronym": SLUG},
        slug=SLUG,
        status="published",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + dt.timedelta(days=2),
        time_zone="Africa/Casablanca",
        attendance_mode="hybrid",
        picture=showcase_pictures.cover(),
        plan=showcase_pictures.plan(),
        registration_opens_at=_days_before(90),
        registration_closes_at=_days_before(4),
        **fields,
    )
    roles = ["organizer", "host", "partner", "partner", "partner", "funder", "media_partner"]
    for position, (role, body) in enumerate(zip(roles, organizations, strict=False), 1):
        upsert(Partnership, {"event": event, "organization": body, "role": role}, position=position)
    return event


def _insert_parts(event: Event, data: dict[str, Any], roster: Iterator[Speaker]) -> Parts:
    models_by_table = {"room": Room, "track": Track, "section": Section}
    parts = {
        table: [
            insert(model, event=event, position=position, **fields)
            for position, fields in enumerate(data[table], 1)
        ]
        for table, model in models_by_table.items()
    }
    for room in parts["room"][:2]:
        room.plan = showcase_pictures.plan(rows=6)
        room.save()
    for section in parts["section"]:
        insert(Contribution, section=section, speaker=next(roster), role=Role.MODERATOR, position=1)
    return parts


def _insert_sessions(
    event: Event, count: int, words: Words, parts: Parts, roster: Iterator[Speaker]
) -> None:
    ordinary = (ordinary_session(number) for number in range(count - len(FIXED_SESSIONS)))
    taken: set[str] = set()
    changes: list[PublicChange] = []
    for number, plan in enumerate([*FIXED_SESSIONS, *ordinary]):
        title = plan.title or title_of(number, words)
        text = title.get("en") or title.get("fr") or title["ar"]
        slug = slug_from(text, fallback="session", taken=taken)
        taken.add(slug)
        abstract = sentences(number, words, plan.abstract_in) if plan.abstract_in else {}
        summary = summary_of(number, words, plan.summary_in)
        texts = {"title": title, "abstract": abstract, "summary": summary, "slug": slug}
        session = _build_session(event, plan, parts, position=number + 1, **texts)
        save_checked(session)
        _insert_session_parts(session, plan, roster)
        changes += _changes(session, plan, parts)
    PublicChange.objects.replace_all(event, changes)


def _build_session(event: Event, plan: Plan, parts: Parts, *, slug: str, **fields: Any) -> Session:
    session = build(
        Session,
        event=event,
        slug=slug,
        guid=uuid.uuid5(uuid.NAMESPACE_URL, f"{SLUG}/{slug}"),
        kind=plan.kind,
        status=plan.status,
        is_plenary=plan.is_plenary,
        attendance_mode=plan.attendance_mode,
        is_full=plan.is_full,
        subtitle=plan.subtitle,
        may_be_recorded=plan.may_be_recorded,
        **_registration(slug, plan),
        languages=list(plan.languages),
        interpretation_languages=list(plan.interpretation),
        has_sign_language=plan.has_sign_language,
        has_captions=plan.has_captions,
        cancellation_reason=plan.cancellation_reason,
        changed_at=CHANGED_AT,
        section=_part(parts["section"], plan.section),
        track=_part(parts["track"], plan.track),
        room=_part(parts["room"], plan.room),
        **fields,
    )
    _set_times(session, plan)
    return session


def _registration(slug: str, plan: Plan) -> dict[str, Any]:
    if plan.opens is None:
        return {}
    return {
        "registration_url": f"https://example.org/register/{slug}",
        "registration_opens_at": _days_before(plan.opens),
        "registration_closes_at": _days_before(plan.closes),
    }


def _days_before(days: int) -> dt.datetime:
    """Nine o'clock in UTC, this many days before the event."""
    return dt.datetime.combine(FIRST_DAY, dt.time(9), dt.UTC) - dt.timedelta(days=days)


def _part(rows: list[Any], index: int | None) -> Any:
    return None if index is None else rows[index]


def _set_times(session: Session, plan: Plan) -> None:
    if plan.starts is None:
        return
    day = FIRST_DAY + dt.timedelta(days=plan.day)
    midnight = dt.datetime.combine(day, dt.time(), session.event.zone)
    session.starts_at = midnight + dt.timedelta(minutes=plan.starts)
    session.ends_at = session.starts_at + dt.timedelta(minutes=plan.minutes)


def _changes(session: Session, plan: Plan, parts: Parts) -> Iterator[PublicChange]:
    """What readers are told of a session: that it was published, and what has changed since."""
    of = {"event": session.event, "session": session}
    if session.status == SessionStatus.DRAFT:
        return
    is_late = plan.former_status == SessionStatus.DRAFT
    at = CHANGED_AT if is_late else PUBLISHED_AT
    yield PublicChange(kind="new", at=at, former_status=SessionStatus.DRAFT, **of)
    if plan.former_status and not is_late:
        kind = "cancelled" if session.is_cancelled else "reinstated"
        yield PublicChange(kind=kind, at=CHANGED_AT, former_status=plan.former_status, **of)
    if plan.former_starts is not None:
        delay = dt.timedelta(minutes=plan.starts - plan.former_starts)
        times = {"former_starts_at": session.starts_at - delay, "starts_at": session.starts_at}
        yield PublicChange(kind="time", at=CHANGED_AT, **times, **of)
    if plan.former_room is not None:
        rooms = {"former_room": parts["room"][plan.former_room], "room": session.room}
        names = {name: named_room(room) for name, room in rooms.items()}
        yield PublicChange(kind="room", at=CHANGED_AT, **names, **of)


def _insert_session_parts(session: Session, plan: Plan, roster: Iterator[Speaker]) -> None:
    if plan.is_recorded:
        url = f"https://example.org/recordings/{session.slug}"
        insert(Document, session=session, title="Recording", kind="recording", url=url)
    if session.status == SessionStatus.DRAFT:
        return
    for position, speaker in enumerate(islice(roster, plan.people), 1):
        moderates = plan.is_moderated and position == plan.people
        role = Role.MODERATOR if moderates else plan.role
        insert(Contribution, session=session, speaker=speaker, role=role, position=position)
    for position, (language, where) in enumerate(plan.channels, 1):
        field = "url" if where.startswith("https") else "number"
        values = {"session": session, "language": language, "position": position, field: where}
        insert(InterpretationChannel, **values)


def _insert_quotes(event: Event, quotes: list[dict[str, Any]]) -> None:
    """What the first people of the fixed sessions with quotes said."""
    plans = dict(enumerate(FIXED_SESSIONS, 1))
    for session in event.sessions.filter(position__in=[n for n in plans if plans[n].quotes]):
        parts = session.contributions.in_protocol_order()[: plans[session.position].quotes]
        for position, (part, fields) in enumerate(zip(parts, quotes, strict=False), 1):
            values = {"session": session, "speaker": part.speaker, "position": position}
            insert(Quote, **values, **fields)


def _insert_documents(event: Event) -> None:
    """A link for the event, and slides for every tenth session, a third of them unpublished."""
    url = "https://example.org/note"
    insert(Document, event=event, title="Concept note", kind="concept_note", url=url)
    title = {"en": "Slides", "fr": "Présentation", "ar": "العرض"}
    for number, session in enumerate(event.sessions.order_by("position")[::10]):
        insert(
            Document,
            session=session,
            title=title,
            kind="slides",
            language=("en", "fr", "ar")[number % 3],
            url=f"https://example.org/slides/{number}",
            is_published=number % 3 != 2,
        )
