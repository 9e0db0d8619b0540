"""Loads what the page of an event shows, in as few queries for a large event as for a small one."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.db.models import Case, F, Q, When
from django.urls import reverse

from content.translations import best_text, columns, read_columns
from programme.agenda.sessions import Words
from programme.exports.json_ld import MOST_SESSIONS
from programme.exports.parts import PART_COLUMNS, ExportedPeople
from programme.exports.source import BRIEF_COLUMNS, brief_sessions
from programme.exports.values import ExportedPerson, ExportedSession
from programme.models import (
    Contribution,
    Document,
    DocumentKind,
    Event,
    Quote,
    Role,
    Section,
    SessionKind,
)
from programme.models.contributions import ContributionQuerySet
from programme.models.session_queries import SessionQuerySet
from programme.pages.figures import Counts, Figure, figures_ahead, figures_of_record
from programme.pages.figures_loading import count_event
from programme.pages.outline import Outline, OutlinedSection, OutlinedSession, OutlinedTheme
from programme.pages.person_entries import PersonEntry
from programme.pages.person_loading import COLUMNS, first_of_each
from programme.pages.quotes import ShownQuote, shown_quote

OUTLINE_COLUMNS = (
    "former_starts_at",
    "section_id",
    "section__slug",
    "section__position",
    *columns("section__title"),
    "track_id",
    "track__slug",
    "track__position",
    *columns("track__name"),
    *columns("summary"),
)
PEOPLE_COLUMNS = tuple(dict.fromkeys((*COLUMNS, *PART_COLUMNS, "event_id", "withdrawn_at")))

MOST_IN_SECTION = 6
MOST_SUMMARIES = 24
"""Of an event with more sessions than its page lists."""
MOST_PEOPLE_BEFOREHAND, MOST_PEOPLE_AFTERWARDS = 12, 48
MOST_DOCUMENTS, MOST_QUOTES = 24, 3
MOST_OWN_PEOPLE = 36
PARTS_READ = 3
"""For each person to be shown: some have several parts."""

PROGRAMME_ORDER = (
    F("session__starts_at").asc(nulls_last=True),
    F("session__section__position").asc(nulls_last=True),
    F("session__position").asc(nulls_last=True),
    "position",
    "pk",
)
BEFOREHAND = (
    Case(
        When(event__isnull=False, then=0),
        When(role=Role.KEYNOTE, then=1),
        When(session__is_plenary=True, then=2),
        default=3,
    ),
    *PROGRAMME_ORDER,
)
AFTERWARDS = (F("event").asc(nulls_first=True), *PROGRAMME_ORDER)


@dataclass(frozen=True, slots=True)
class EventPeople:
    """Some of the people of an event, or all of them, each once."""

    people: list[PersonEntry]
    withdrawn: list[PersonEntry]
    """Those of the event itself, who had to withdraw."""

    def __bool__(self) -> bool:
        return bool(self.people or self.withdrawn)


@dataclass(frozen=True, slots=True)
class EventData:
    """What the structured data of an event lists."""

    people: list[ExportedPerson]
    """Those of the event itself."""
    sessions: list[ExportedSession]


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page of an event tells of it, before it or afterwards."""

    counts: Counts
    figures: list[Figure]
    outline: Outline
    people: EventPeople
    documents: list[Document]
    """Of the event; afterwards also those of its sections and sessions."""
    quotes: list[ShownQuote]
    data: EventData

    @property
    def has_programme(self) -> bool:
        return bool(self.data.sessions or self.counts.sessions)

    @property
    def more_people(self) -> bool:
        return self.counts.speakers > len(self.people.people)


def load_event_page(event: Event, *, is_over: bool) -> EventPage:
    parts = Contribution.objects.public_at(event)
    counts = count_event(event, parts)
    outline, sessions = load_outline(event, count=counts.sessions, is_over=is_over)
    languages = {code for session in sessions for code in session.languages}
    counts = replace(counts, sections=len(outline.sections), languages=len(languages))
    most = MOST_PEOPLE_AFTERWARDS if is_over else MOST_PEOPLE_BEFOREHAND
    people, exported = load_event_people(event, parts, most=most, is_over=is_over)
    return EventPage(
        counts=counts,
        figures=figures_of_record(counts) if is_over else figures_ahead(counts),
        outline=outline,
        people=people,
        documents=_documents(event, is_over=is_over),
        quotes=_quotes(event) if is_over else [],
        data=EventData(exported, sessions),
    )


def load_event_data(event: Event) -> EventData:
    """That of an event whose page shows nothing else of it."""
    own = event.contributions.taking_part().in_protocol_order()[:MOST_OWN_PEOPLE]
    export, sessions = ExportedPeople(), event.sessions.shown()
    people = [export.part(row) for row in read_columns(own, *PART_COLUMNS, named=True)]
    if sessions.count() > MOST_SESSIONS:
        return EventData(people, [])
    ordered = sessions.in_agenda_order().with_former_start()
    rows = read_columns(ordered, *BRIEF_COLUMNS, "former_starts_at", named=True)
    return EventData(people, brief_sessions(rows, event))


def _documents(event: Event, *, is_over: bool) -> list[Document]:
    if not is_over:
        return list(event.documents.published().in_staff_order())
    found = Document.objects.public_at(event)
    recordings_first = Case(When(kind=DocumentKind.RECORDING, then=0), default=1)
    own_first = F("event").asc(nulls_last=True)
    found = found.order_by(own_first, recordings_first, *PROGRAMME_ORDER)
    return list(found[:MOST_DOCUMENTS])


def _quotes(event: Event) -> list[ShownQuote]:
    found = Quote.objects.public().filter(session__event=event).in_staff_order()
    rows = list(found.select_related("speaker", "session")[:MOST_QUOTES])
    for row in rows:
        row.session.event = event
    return list(map(shown_quote, rows))


def load_outline(
    event: Event, *, count: int, is_over: bool
) -> tuple[Outline, list[ExportedSession]]:
    """The outline, and the sessions that the structured data of the event lists.

    `count` is the number of sessions. Beyond `MOST_SESSIONS` neither lists them.
    """
    sessions = event.sessions.shown().in_agenda_order()
    if count > MOST_SESSIONS:
        return _without_sessions(event, sessions if is_over else None), []
    names = (*BRIEF_COLUMNS, *OUTLINE_COLUMNS)
    rows = list(read_columns(sessions.with_former_start(), *names, named=True))
    most = MOST_IN_SECTION if is_over else 0
    return _of_rows(rows, event, most=most), brief_sessions(rows, event)


def _of_rows(rows: list[Any], event: Event, *, most: int) -> Outline:
    listed = [row for row in rows if row.kind != SessionKind.BREAK]
    parts = sorted((row for row in listed if row.section_id), key=_place_of_section)
    groups = groupby(parts, key=_place_of_section)
    sections = [_section(list(group), event).shortened(most) for _key, group in groups]
    tracks = {row.track_id: row for row in rows if row.track_id and not sections}
    told = (row for row in listed if not row.section_id and best_text(row, "summary")[0])
    return Outline(
        sections=tuple(sections),
        themes=tuple(_theme(row, event) for row in sorted(tracks.values(), key=_place_of_track)),
        told=tuple(_session(row, event) for row in told),
    )


def _without_sessions(event: Event, sessions: SessionQuerySet | None) -> Outline:
    """The summaries of these sessions, of which there are many, without a list of all."""
    names = ("slug", *columns("title"), *columns("summary"))
    told = ()
    if sessions is not None:
        told = read_columns(sessions.with_summary()[:MOST_SUMMARIES], *names, named=True)
    sections = event.sections.shown().in_staff_order()
    found = tuple(
        OutlinedSection(section.get_absolute_url(), best_text(section, "title"))
        for section in sections
    )
    tracks = () if found else event.tracks.shown().in_staff_order()
    return Outline(
        sections=found,
        themes=tuple(_theme_at(event, track.slug, best_text(track, "name")) for track in tracks),
        told=tuple(_session(row, event) for row in told),
    )


def _place_of_section(row: Any) -> tuple[int, int]:
    return row.section__position, row.section_id


def _place_of_track(row: Any) -> tuple[int, int]:
    return row.track__position, row.track_id


def _section(rows: list[Any], event: Event) -> OutlinedSection:
    section = Section(event=event, slug=rows[0].section__slug)
    return OutlinedSection(
        path=section.get_absolute_url(),
        title=best_text(rows[0], "section__title"),
        sessions=tuple(_session(row, event) for row in rows),
        count=len(rows),
    )


def _session(row: Any, event: Event) -> OutlinedSession:
    path = reverse("session", args=[event.slug, row.slug])
    return OutlinedSession(path, best_text(row, "title"), best_text(row, "summary"))


def _theme(row: Any, event: Event) -> OutlinedTheme:
    return _theme_at(event, row.track__slug, best_text(row, "track__name"))


def _theme_at(event: Event, slug: str, name: Words) -> OutlinedTheme:
    return OutlinedTheme(f"{event.get_agenda_url()}?theme={quote(slug)}", name)


def load_event_people(
    event: Event, parts: ContributionQuerySet, *, most: int, is_over: bool
) -> tuple[EventPeople, list[ExportedPerson]]:
    """The first people of the event, at most `most`, and its own for its structured data.

    `parts` are all that its readers see.

    Before it they come as one would announce them: its own people, keynotes, plenaries. Afterwards
    they come in the order of the programme, and its own people last.
    """
    shown = Q(withdrawn_at=None) | Q(event=event)
    ordered = parts.filter(shown).order_by(*(AFTERWARDS if is_over else BEFOREHAND))
    rows = list(read_columns(ordered[: most * PARTS_READ], *PEOPLE_COLUMNS, named=True))
    present = [row for row in rows if row.withdrawn_at is None]
    own = [row for row in rows if row.event_id]
    exported = ExportedPeople()
    people = EventPeople(
        people=first_of_each(present, most=most),
        withdrawn=first_of_each(row for row in own if row.withdrawn_at),
    )
    return people, [exported.part(row) for row in own if row.withdrawn_at is None]
