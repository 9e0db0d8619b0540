"""An invented event in which everything occurs that a programme can have, for tests and measures.

The same numbers always give the same event: nothing is drawn by chance.
"""

import datetime as dt
import tomllib
import uuid
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from content.slugs import slug_from
from forum.addresses import neutral_path
from forum.demo import showcase_pictures
from forum.demo.rows import Row, columns_of, put
from forum.demo.showcase_sessions import FIXED, Plan, ordinary
from forum.demo.showcase_words import Words, sentences, title_of
from forum.models import FormerAddress
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Role,
    Room,
    Section,
    Session,
    SessionStatus,
    Track,
)
from speakers.models import Organization, Speaker

SLUG = "showcase"
FIRST_DAY = dt.date(2027, 5, 4)
PUBLISHED_AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
CHANGED_AT = dt.datetime(2027, 5, 3, 15, tzinfo=dt.UTC)
LEAST_SESSIONS = 60
LEAST_SPEAKERS = 20

Fields = dict[str, Any]


@transaction.atomic
def load(*, sessions: int, speakers: int) -> Event:
    """Put the event anew with so many sessions, drafts included, and so many people, all public.

    It takes at least `LEAST_SESSIONS` sessions and `LEAST_SPEAKERS` people, and not more people
    than sessions; otherwise it raises ValueError and changes nothing.
    """
    if sessions < LEAST_SESSIONS or not LEAST_SPEAKERS <= speakers <= sessions:
        raise ValueError(
            f"The showcase takes at least {LEAST_SESSIONS} sessions, at least {LEAST_SPEAKERS} "
            "speakers, and not more speakers than sessions."
        )
    data = tomllib.loads(Path(__file__).with_name("showcase.toml").read_text(encoding="utf-8"))
    words = data["words"]
    _forget()
    organizations = [_organization(number, words) for number in range(40)]
    portraits: dict[int, Fields] = {}
    people = [_speaker(number, words, organizations, portraits) for number in range(speakers)]
    event = _event(data["event"], organizations)
    crowd = cycle(people)
    parts = {
        "room": [_part(Room, event, place, row) for place, row in enumerate(data["room"], 1)],
        "track": [_part(Track, event, place, row) for place, row in enumerate(data["track"], 1)],
        "section": [
            _section(event, place, row, crowd) for place, row in enumerate(data["section"], 1)
        ],
    }
    plans = [*FIXED, *(ordinary(number) for number in range(sessions - len(FIXED)))]
    taken: set[str] = set()
    for number, plan in enumerate(plans):
        session = _session(event, number, plan, words, parts, taken)
        _people(session, plan, crowd)
    _documents(event)
    for row in data["announcement"]:
        _checked(Announcement(event=event, **columns_of(Announcement, row)))
    return event


def _forget() -> None:
    """Remove what an earlier load has made of the event, wherever staff have moved it since, and no
    event of theirs that is only called so; people and organizations are kept.
    """
    for event in Event.objects.filter(acronym=SLUG):
        path = neutral_path(event.get_absolute_url())
        event.delete()
        gone = models.Q(path=path) | models.Q(path__startswith=f"{path}/")
        FormerAddress.objects.filter(gone, moved_to="").delete()


def _organization(number: int, words: Words) -> Organization:
    kind = words["organization"][number % 5]
    place = words["place"][number % 8]
    name = {language: kind[language] % place[language] for language in ("en", "fr", "ar")}
    slug = slug_from(name["en"], fallback="")
    website = f"https://{slug}.example/"
    fields = {"name": name, "kind": kind["kind"], "country": place["country"], "website": website}
    if number % 3 == 0 and number < 12:
        fields |= _drawn(Organization, slug, logo=showcase_pictures.logo(number))
    return put(Organization, {"slug": slug}, **fields)


def _speaker(
    number: int,
    words: Words,
    organizations: list[Organization],
    portraits: dict[int, Fields],
) -> Speaker:
    """Of seven people one has no organization, of three two have no photo or biography."""
    given = words["given"][number % 20]
    family = words["family"][(number // 20 + number) % 13]
    name = {language: f"{given[language]} {family[language]}" for language in ("en", "ar")}
    slug = slug_from(name["en"], fallback="")
    if number >= 260:
        slug = f"{slug}-{number // 260 + 1}"
    if number % 19 == 3:
        name = {"ar": name["ar"]}
    fields: dict[str, Any] = {"name": name, "sort_key": f"{family['en']} {given['en']}"}
    if number % 7:
        fields["function"] = words["function"][number % 8]
        fields["organization"] = organizations[number % len(organizations)]
    if number % 11 == 0:
        fields["honorific"] = {"en": "Dr.", "fr": "Dr", "ar": "د."}
    if number % 3 == 0:
        portrait = number // 3 % 6
        fields |= _portrait(slug, portrait, portraits)
        fields["biography"] = sentences(number, words, ("en", "fr", "ar"))
    speaker = put(Speaker, {"slug": slug}, **fields)
    if number % 3 == 0:
        own = ("photo", "photo_sizes", "photo_focus_y")
        portraits.setdefault(portrait, {field: getattr(speaker, field) for field in own})
    return speaker


def _event(row: dict[str, Any], organizations: list[Organization]) -> Event:
    event = put(
        Event,
        {"acronym": SLUG},
        slug=SLUG,
        status="published",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + dt.timedelta(days=2),
        time_zone="Africa/Casablanca",
        attendance_mode="hybrid",
        picture=showcase_pictures.cover(),
        **row,
    )
    roles = ["organizer", "host", "partner", "partner", "partner", "funder", "media_partner"]
    for place, (role, organization) in enumerate(zip(roles, organizations, strict=False), 1):
        key = {"event": event, "organization": organization, "role": role}
        put(Partnership, key, position=place)
    return event


def _part(model: type[models.Model], event: Event, place: int, row: dict[str, Any]) -> Any:
    return _checked(model(event=event, position=place, **columns_of(model, row)))


def _checked(row: Row) -> Row:
    """Save a row that staff could have entered; the database itself holds what it can hold."""
    relations = {field.name for field in row._meta.fields if field.is_relation}
    row.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    row.save()
    return row


def _section(event: Event, place: int, row: dict[str, Any], crowd: Iterator[Speaker]) -> Section:
    section = _part(Section, event, place, row)
    _checked(Contribution(section=section, speaker=next(crowd), role=Role.MODERATOR, position=1))
    return section


def _session(
    event: Event,
    number: int,
    plan: Plan,
    words: Words,
    parts: dict[str, list[Any]],
    taken: set[str],
) -> Session:
    title = plan.title or title_of(number, words)
    slug = slug_from(title.get("en") or title.get("fr") or title["ar"], fallback="", taken=taken)
    taken.add(slug)
    fields = {
        "title": title,
        "abstract": sentences(number, words, plan.abstract_in) if plan.abstract_in else {},
        "cancellation_reason": plan.cancellation_reason,
    }
    session = Session(
        event=event,
        slug=slug,
        position=number + 1,
        guid=uuid.uuid5(uuid.NAMESPACE_URL, f"{SLUG}/{slug}"),
        kind=plan.kind,
        status=plan.status,
        is_plenary=plan.is_plenary,
        attendance_mode=plan.attendance_mode,
        is_full=plan.is_full,
        changed_at=CHANGED_AT,
        section=None if plan.section is None else parts["section"][plan.section],
        track=None if plan.track is None else parts["track"][plan.track],
        **columns_of(Session, fields),
    )
    _say(session, plan)
    _date_status(session, plan)
    _place(session, plan, parts["room"])
    _checked(session)
    if plan.is_recorded:
        _record(session)
    return session


def _record(session: Session) -> None:
    url = f"https://example.org/recordings/{session.slug}"
    _checked(Document(session=session, title_en="Recording", kind="recording", url=url))


def _say(session: Session, plan: Plan) -> None:
    session.languages = list(plan.languages)
    session.interpretation_languages = list(plan.interpretation)
    session.has_sign_language = plan.has_sign_language
    session.has_captions = plan.has_captions


def _date_status(session: Session, plan: Plan) -> None:
    if session.status != SessionStatus.DRAFT:
        session.former_status = plan.former_status or SessionStatus.DRAFT
        session.status_at = CHANGED_AT if plan.former_status else PUBLISHED_AT


def _place(session: Session, plan: Plan, rooms: list[Room]) -> None:
    """When and where it is, and was before it moved."""
    if plan.starts is not None:
        day = FIRST_DAY + dt.timedelta(days=plan.day)
        midnight = dt.datetime.combine(day, dt.time(), session.event.zone)
        session.starts_at = midnight + dt.timedelta(minutes=plan.starts)
        session.ends_at = session.starts_at + dt.timedelta(minutes=plan.minutes)
        if plan.former_starts is not None:
            session.former_starts_at = midnight + dt.timedelta(minutes=plan.former_starts)
    session.room = None if plan.room is None else rooms[plan.room]
    session.former_room = None if plan.former_room is None else rooms[plan.former_room]
    if session.former_room or session.former_starts_at:
        session.moved_at = CHANGED_AT


def _people(session: Session, plan: Plan, crowd: Iterator[Speaker]) -> None:
    """So many of the crowd as the plan has, the last of several as moderator where it says so."""
    if session.status == SessionStatus.DRAFT:
        return
    for position, speaker in enumerate(islice(crowd, plan.people), 1):
        moderates = plan.is_moderated and position == plan.people
        role = Role.MODERATOR if moderates else plan.role
        _checked(Contribution(session=session, speaker=speaker, role=role, position=position))


def _documents(event: Event) -> None:
    """An address for the event, and for each tenth session slides, of which each third waits."""
    note = {"title_en": "Concept note", "kind": "concept_note"}
    _checked(Document(event=event, url="https://example.org/note", **note))
    for number, session in enumerate(event.sessions.order_by("position")[::10]):
        slides = Document(
            session=session,
            title_en="Slides",
            title_fr="Présentation",
            title_ar="العرض",
            kind="slides",
            language=("en", "fr", "ar")[number % 3],
            url=f"https://example.org/slides/{number}",
            is_published=number % 3 != 2,
        )
        _checked(slides)


def _portrait(slug: str, number: int, portraits: dict[int, Fields]) -> Fields:
    """The photo of this number: cut for the first who has it, taken over by all others."""
    if number in portraits:
        return portraits[number]
    fields = _drawn(Speaker, slug, photo=showcase_pictures.portrait(number))
    return fields if isinstance(fields["photo"], str) else fields | {"photo_focus_y": 45}


def _drawn(model: type[models.Model], slug: str, **picture: ContentFile) -> Fields:
    """The name of the file that the row of this address has cut and stored; else the picture."""
    [field] = picture
    before = model._default_manager.filter(slug=slug).first()
    stored = getattr(before, field, None)
    is_there = stored and stored.record and default_storage.exists(stored.name)
    return {field: stored.name} if is_there else picture
