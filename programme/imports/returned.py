"""Sheets that were exported here, edited, and come back: only the cells that differ are read.

A cell is compared with what the export would write today. So nothing else changes, even where a
cell does not hold all that the row has.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils import translation

from content.xml_text import xml_text
from programme.exports.sheet_columns import PROGRAMME
from programme.exports.sheets import exported_rows, person_line
from programme.exports.values import ExportedPerson, ExportedSession
from programme.imports.labels import status_labelled
from programme.imports.people import post_of, read_people, role_of
from programme.imports.values import ReadPerson, ReadProgramme, ReadSession
from programme.models import Event, Role

EMPTY = ReadSession(row=0, titles={})
TIMES = ("date", "start", "end")
PLAIN = ("room", "section", "track", "kind", "languages")
_ROLE = re.compile(r"([^:：]{3,40})\s*[:：]\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class EditedPerson:
    """A line of somebody who takes part, with another role, function or organization."""

    key: int
    role: str
    """The one that is stored."""
    language: str
    """Of the function that the export wrote."""
    read: ReadPerson
    has_function: bool
    has_organization: bool
    """Whether these differ from what was written."""


@dataclass(frozen=True, slots=True)
class ReturnedPeople:
    edited: tuple[EditedPerson, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
    """By role and key."""
    added: tuple[ReadPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    programme: ReadProgramme
    """Its returned sessions have only what differs."""
    people: Mapping[int, ReturnedPeople] = field(default_factory=dict)
    """Of each returned session, by its place in the file."""


def read_returned(read: ReadProgramme, event: Event, matched: Mapping[int, int]) -> Returned:
    """`matched` has the key of the stored session by the place in the file."""
    if not read.exported_in or event.pk is None:
        return Returned(read)
    with translation.override(read.exported_in):
        rows = exported_rows(event.sessions.all(), event)
        by_key = {session.key: (session, _cells(row)) for session, row in rows}
    sessions, people = list(read.sessions), {}
    for place, key in matched.items():
        exported, before = by_key.get(key, (None, {}))
        if exported and sessions[place].source_id.lower() == str(exported.guid):
            cells = sessions[place].cells
            differing = {name for name, text in cells.items() if _plain(text) != before[name]}
            people[place] = _people(cells, differing, exported, read.exported_in)
            sessions[place] = _only(sessions[place], differing, people[place])
    return Returned(replace(read, sessions=tuple(sessions)), people)


def _cells(row: Iterable[object]) -> dict[str, str]:
    fields = (column.field for column in PROGRAMME)
    return {name: _plain(xml_text(text)) for name, text in zip(fields, row, strict=True)}


def _plain(text: str) -> str:
    """Without what a spreadsheet program or a reader of its cells changes."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _only(read: ReadSession, differing: set[str], people: ReturnedPeople) -> ReadSession:
    """The session without the fields whose cells are as they were exported."""
    kept = {name: getattr(EMPTY, name) for name in PLAIN if name not in differing}
    untold = {name for name in PLAIN if name not in differing}
    for name in ("title", "subtitle", "abstract"):
        texts = getattr(read, f"{name}s")
        kept[f"{name}s"] = {k: text for k, text in texts.items() if f"{name}_{k}" in differing}
        untold |= {c.field for c in PROGRAMME if c.name == name and c.field not in differing}
    if not differing & set(TIMES):
        kept |= {"starts_at": None, "ends_at": None}
        untold.add("starts_at")
    status = status_labelled(read.cells["status"]) if "status" in differing else ""
    return replace(
        read,
        **kept,
        people=people.added,
        untold=frozenset(untold | {"is_cancelled", "people"}),
        is_untitled=read.is_untitled,
        status=status,
    )


def _people(
    cells: Mapping[str, str], differing: set[str], exported: ExportedSession, language: str
) -> ReturnedPeople:
    """Line by line: those that are as they were, those of somebody who takes part, and new ones."""
    edited, added, gone = [], [], []
    for column, own in (("moderators", True), ("speakers", False)):
        if column not in differing:
            continue
        left = [one for one in exported.people if (one.role == Role.MODERATOR) == own]
        lines = [line for text in cells[column].splitlines() if (line := text.strip())]
        for one in [*left]:
            if (line := _plain(person_line(one))) in lines:
                lines.remove(line)
                left.remove(one)
        role = str(Role.MODERATOR if own else Role.SPEAKER)
        for line in lines:
            found = next((e for one in left if (e := _edited(line, one, role, language))), None)
            if found:
                edited.append(found)
                left = [one for one in left if (one.role, one.key) != (found.role, found.key)]
            else:
                added += [replace(one, column=column) for one in read_people(line, role)]
        gone += [(one.role, one.key) for one in left]
    return ReturnedPeople(tuple(edited), tuple(gone), tuple(added))


def _edited(line: str, person: ExportedPerson, role: str, language: str) -> EditedPerson | None:
    """The line as one of this person; None if it names somebody else."""
    if (found := _ROLE.fullmatch(line)) and (own := role_of(found[1])):
        role, line = own, found[2]
    elif person.role_label == "":
        role = person.role
    name = " ".join(filter(None, (person.honorific[0], person.name[0])))
    if line != name and not re.match(rf"{re.escape(name)}\s*[,،]", line):
        return None
    rest = line[len(name) :].strip(" ,،")
    function, body = person.function[0], person.organization.name[0] if person.organization else ""
    read = ReadPerson(name=person.name[0], role=role, **_post(rest, function, body))
    return EditedPerson(
        key=person.key,
        role=person.role,
        language=person.function[1] or language,
        read=read,
        has_function=read.function != function,
        has_organization=read.organization != body,
    )


def _post(text: str, function: str, body: str) -> dict[str, str]:
    """The function and the organization, one of which is mostly as it was."""
    if body and (text == body or text.endswith(f", {body}")):
        return {"function": text[: -len(body)].rstrip(" ,"), "organization": body}
    if function and (text == function or text.startswith(f"{function}, ")):
        return {"function": function, "organization": text[len(function) :].lstrip(" ,")}
    read = post_of(text)
    return {"function": read.function, "organization": read.organization}
