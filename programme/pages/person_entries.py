"""The people in long lists, with links, written without templates.

Templates for each of two hundred people took half the time of a page. Texts of staff are escaped
by `isolated()`.
"""

from dataclasses import dataclass

from django.utils.html import escape

from programme.agenda.markup import isolate_html, isolated
from programme.agenda.sessions import Words
from speakers.faces import Face
from speakers.names import NameParts


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person in one part of an event, in the reader's language."""

    path: str
    honorific: Words
    name: Words
    parts: NameParts
    face: Face
    role: str
    """The name of the role; empty where it says no more than that somebody speaks."""
    function: Words
    organization: Words
    organization_path: str
    presence: str
    """How they take part, where it is not in person."""


def person(entry: PersonEntry, reader: str) -> str:
    """The `<p>` of a person: name, role, function, organization and presence."""
    name = f'<a class="person__name" href="{entry.path}">{_names(entry, reader)}</a>'
    return f'<p class="person">{name}{_details(entry, reader)}</p>'


def _details(entry: PersonEntry, reader: str) -> str:
    spans = [
        _span("person__role", entry.role),
        _span("person__function", isolated(entry.function, reader)),
        _span("person__organization", _organization(entry, reader)),
        _span("person__presence", entry.presence),
    ]
    return "".join(f" {span}" for span in spans if span)


def listed(entry: PersonEntry, reader: str, *, is_brief: bool) -> str:
    """The `<p>` of a person in a list by family names, which it marks.

    A brief one has one fact, and no link but that of the name.
    """
    if is_brief:
        fact = entry.organization if entry.organization[0] else entry.function
        details = " " + _span("person__organization", isolated(fact, reader))
    else:
        details = _details(entry, reader)
    name = f'<a class="person__name" href="{entry.path}">{_marked_names(entry, reader)}</a>'
    return f'<p class="person person--listed">{name}{details}</p>'


def _marked_names(entry: PersonEntry, reader: str) -> str:
    """The honorific and the name, in which the family name is marked."""
    before, family, after = map(escape, entry.parts)
    marked = " ".join(filter(None, (before, f"<b>{family}</b>", after)))
    (honorific, language), (name, language_of_name) = entry.honorific, entry.name
    if honorific and language == language_of_name:
        text = f"{honorific} {name}"
        return isolate_html(f"{escape(honorific)} {marked}", text, language, reader)
    isolate = isolate_html(marked, name, language_of_name, reader)
    return " ".join(filter(None, (isolated(entry.honorific, reader), isolate)))


def _names(entry: PersonEntry, reader: str) -> str:
    """The honorific and the name, isolated together if they are in the same language."""
    (honorific, language), (name, language_of_name) = entry.honorific, entry.name
    if honorific and language == language_of_name:
        return isolated((f"{honorific} {name}", language), reader)
    parts = (isolated(entry.honorific, reader), isolated(entry.name, reader))
    return " ".join(filter(None, parts))


def _organization(entry: PersonEntry, reader: str) -> str:
    name = isolated(entry.organization, reader)
    return f'<a href="{entry.organization_path}">{name}</a>' if name else ""


def _span(css: str, html: str) -> str:
    return f'<span class="{css}">{html}</span>' if html else ""
