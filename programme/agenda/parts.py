"""Loads the people of sessions, of sections and of an event, in one query for all."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.urls import reverse

from content.translations import (
    best_text,
    best_translation,
    columns,
    read_columns,
    reading_language,
)
from programme.agenda.sessions import NO_WORDS, ListedPerson, Words
from programme.models import Contribution, Event
from programme.models.contributions import shown_role
from programme.models.sessions import SessionQuerySet
from speakers.stored_faces import FACE_COLUMNS, stored_face

PERSON_TEXTS = ("speaker__honorific", "speaker__name", "function", "organization__name")

Part = tuple[ListedPerson, str | None]
"""A person, and the slug of the organization that they speak for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of people, by the key of the session or section."""

    of_sessions: dict[int, list[Part]] = field(default_factory=lambda: defaultdict(list))
    of_sections: dict[int, list[Part]] = field(default_factory=lambda: defaultdict(list))
    of_event: list[Part] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    """The keys of the sessions that somebody had to withdraw from."""

    def at(self, session: int | None, section: int | None) -> list[Part]:
        if session:
            return self.of_sessions[session]
        return self.of_sections[section] if section else self.of_event


def load_parts(event: Event, sessions: SessionQuerySet, *, with_faces: bool = False) -> Parts:
    """The people of the sessions, and those of the event's sections.

    `with_faces` brings also those of the event itself, and the face and the page of everybody.
    """
    # A query within the query: Django takes longer to pass the keys of three hundred sessions.
    found = Contribution.objects.of_sections_or(sessions.order_by().values("pk"), event)
    if with_faces:
        found |= Contribution.objects.filter(event=event)
    texts = [column for name in PERSON_TEXTS for column in columns(name)]
    more = ("speaker__slug", *FACE_COLUMNS) if with_faces else ()
    names = ("session", "section", "withdrawn_at", "role", "organization__slug", *texts, *more)
    listed = _People(len(texts))
    parts = Parts()
    for session, section, withdrawn_at, role, slug, *rest in read_columns(
        found.in_protocol_order(), *names
    ):
        if withdrawn_at:
            parts.lost.add(session)
        else:
            parts.at(session, section).append((listed.person(role, rest), slug))
    return parts


def part_of(contribution: Contribution) -> Part:
    """The part of one contribution: no query where its relations are loaded."""
    organization = contribution.organization
    texts = [
        best_text(contribution.speaker, "honorific"),
        best_text(contribution.speaker, "name"),
        best_text(contribution, "function"),
        best_text(organization, "name") if organization else NO_WORDS,
    ]
    person = _person(contribution.role, texts, reading_language())
    return person, organization.slug if organization else None


class _People:
    """Makes people of rows of columns, in the reader's language; equal rows share one person."""

    def __init__(self, texts: int) -> None:
        self.texts, self.reader = texts, reading_language()
        self.pages = reverse("speaker", args=["-"]).removesuffix("-/")
        self.made: dict[tuple, ListedPerson] = {}

    def person(self, role: str, row: list) -> ListedPerson:
        texts, more = row[: self.texts], row[self.texts :]
        key = (role, *texts, *more[:2])
        if key not in self.made:
            person = _person(role, _best_of_each(texts, self.reader), self.reader)
            self.made[key] = self._with_face(person, *more) if more else person
        return self.made[key]

    def _with_face(self, person: ListedPerson, slug: str, *face: object) -> ListedPerson:
        path = f"{self.pages}{slug}/"
        return replace(person, path=path, face=stored_face(person.name[0], *face))


def _best_of_each(texts: list[str | None], reader: str) -> list[Words]:
    """The best translation of each text of a person, of which every language is given."""
    count = len(texts) // len(PERSON_TEXTS)
    starts = range(0, len(texts), count)
    return [best_translation(texts[start : start + count], reader) for start in starts]


def _person(role: str, texts: list[Words], reader: str) -> ListedPerson:
    honorific, name, function, organization = (words if words[0] else NO_WORDS for words in texts)
    label = shown_role(role, function[0], reader)
    return ListedPerson(honorific, name, label, function, organization)
