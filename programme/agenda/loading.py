"""The sessions of an event as long lists show them, loaded in four queries however many there are.

Rooms and sections are shared between the sessions that name them. People are plain values: there
are several in each session, and a list says no more of them than a line.
"""

from collections import defaultdict

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from content.search import SEARCH_COLUMNS, search_words
from content.translations import best_translation, columns, every_column
from programme.models import Contribution, Document, Event, Role, Session, Track
from programme.models.sessions import SessionQuerySet
from programme.pages.people import Person

_TEXTS = [
    columns("speaker__honorific"),
    columns("speaker__name"),
    columns("function"),
    columns("organization__name"),
]


def load_sessions(sessions: SessionQuerySet, event: Event, *, sought: str = "") -> list[Session]:
    """Sessions of the event, with these beside their fields:

    `people` in protocol order, of their sections too; `organizations`, the names by slug, each with
    its language; `has_recording`; and `is_sought`, whether they have every word that is sought.
    """
    rows = list(_loaded(sessions, sought))
    rooms = {room.pk: room for room in event.rooms.all()}
    sections = {section.pk: section for section in event.sections.all()}
    of_sessions, of_sections = _people(event, rows)
    for section in sections.values():
        section.people = [person for person, _slug in of_sections[section.pk]]
    themes: dict[int | None, Track | None] = {}
    for session in rows:
        session.track = themes.setdefault(session.track_id, session.track)
        session.room = rooms.get(session.room_id)
        session.former_room = rooms.get(session.former_room_id)
        session.section = sections.get(session.section_id)
        people = of_sessions[session.pk]
        session.people = [person for person, _slug in people]
        session.organizations = {slug: person.organization for person, slug in people if slug}
    return rows


def _loaded(sessions: SessionQuerySet, sought: str) -> SessionQuerySet:
    recordings = Document.objects.filter(session=OuterRef("pk"), kind="recording")
    finds = Q(pk__isnull=False)
    for word in search_words(sought):
        finds &= sessions.matches_word(word)
    return (
        sessions.select_related("track")
        .defer(*every_column("abstract"), *SEARCH_COLUMNS, "stale")
        .annotate(
            has_recording=Exists(recordings.filter(is_published=True)),
            is_sought=ExpressionWrapper(finds, output_field=BooleanField()),
        )
    )


People = dict[int, list[tuple[Person, str | None]]]
"""People with the slug of their organization, by what they have a part in."""


def _people(event: Event, sessions: list[Session]) -> tuple[People, People]:
    contributions = Contribution.objects.of_sections_or(sessions, event).in_protocol_order()
    texts = [column for names in _TEXTS for column in names]
    rows = contributions.values_list("session", "section", "role", "organization__slug", *texts)
    labels = {value: str(label) for value, label in Role.choices}
    of_sessions: People = defaultdict(list)
    of_sections: People = defaultdict(list)
    known: dict[tuple, Person] = {}
    for session, section, role, slug, *words in rows:
        key = (role, *words)
        person = known.get(key) or known.setdefault(key, _person(role, words, labels))
        found = of_sessions[session] if session else of_sections[section]
        found.append((person, slug))
    return of_sessions, of_sections


def _person(role: str, words: list[str | None], labels: dict[str, str]) -> Person:
    each = len(words) // len(_TEXTS)
    texts = [best_translation(words[start : start + each]) for start in range(0, len(words), each)]
    honorific, name, function, organization = texts
    label = labels[role]
    says_nothing = role == Role.SPEAKER or (
        role == Role.EXPERT and label.lower() in function[0].lower()
    )
    return Person(
        honorific=honorific,
        name=name,
        role="" if says_nothing else label,
        function=function,
        organization=organization,
    )
