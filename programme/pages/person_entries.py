"""The people in long lists, with links, written without templates.

Templates for each of two hundred people took half the time of a page. Texts of staff are escaped
by `isolated()`.
"""

from dataclasses import dataclass

from programme.agenda.markup import isolated
from programme.agenda.sessions import Words
from speakers.faces import Face


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person in one part of an event, in the reader's language."""

    path: str
    honorific: Words
    name: Words
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
    spans = [
        f'<a class="person__name" href="{entry.path}">{_names(entry, reader)}</a>',
        _span("person__role", entry.role),
        _span("person__function", isolated(entry.function, reader)),
        _span("person__organization", _organization(entry, reader)),
        _span("person__presence", entry.presence),
    ]
    return f'<p class="person">{" ".join(filter(None, spans))}</p>'


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
