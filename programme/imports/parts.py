"""The people of a session, compared one by one: staff's own additions and removals stay."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.folding import fold_for_search
from content.translations import columns, first_text
from programme.imports.fields import tidy
from programme.imports.persons import People
from programme.imports.returned import EditedPerson
from programme.imports.stored import Stored
from programme.imports.values import ReadPerson, ReadSession
from programme.imports.zoned import is_arabic
from programme.models import Contribution
from speakers.models import Speaker

if TYPE_CHECKING:
    from programme.imports.plan import SessionPlan


@dataclass
class PartsPlan:
    added: list[Contribution] = field(default_factory=list)
    changed: list[Contribution] = field(default_factory=list)
    gone: list[Contribution] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.added or self.changed or self.gone)


def plan_parts(plan: "SessionPlan", people: People, stored: Stored, present: set[str]) -> None:
    """`present` are the fields that the file has: people of other ones are not its business."""
    wanted = {_mark(one, people): one for one in plan.read.people}
    said = {_mark(one, people): one for one in plan.read.as_said.people}
    own = stored.contributions(plan.row)
    held = {(one.role, one.speaker_id): one for one in own}
    plan.compared += map(_compared, own)
    last = plan.origin.read.get("people")
    untold = [entry for entry in last or () if not _is_told(entry, said, present)]
    before = {(entry[0], entry[1]): entry for entry in last or ()}
    if last is None:
        before = dict.fromkeys(_marks_of_rows(wanted, people, held))
    if "people" in plan.read.mended:
        before = _before_mending(before, said, wanted)
    position = max((one.position for one in own), default=0)
    done = set()
    for mark, read in wanted.items():
        entry = _entry(mark, read)
        person = people.people[mark[1]]
        if (mark[0], person.pk or id(person)) in done:
            continue  # two names of the file are one person
        done.add((mark[0], person.pk or id(person)))
        part = held.get((mark[0], person.pk)) if person.pk else None
        if part is None and mark not in before:
            position += 1
            plan.parts.added.append(_part(plan, person, read, people, position))
        elif part is not None and _is_typed(plan.read, said.get(mark), read):
            _type_over(plan.parts, part, read, people)
        elif part is not None and before.get(mark) not in (None, entry):
            _change(plan.parts, part, before[mark], read, people)
    marks = {mark for mark, entry in before.items() if entry and entry not in untold}
    gone = _gone(marks - wanted.keys(), people, held)
    plan.parts.gone = [
        one for one in gone if one.takes_part and (one.role, one.speaker_id) not in done
    ]
    entries = [*(_entry(mark, read) for mark, read in said.items()), *untold]
    if last != entries and (entries or last is not None):
        plan.origin.read = {**plan.origin.read, "people": entries}
        plan.is_origin_changed = True


def _entry(mark: tuple[str, str], read: ReadPerson) -> list[str]:
    return [*mark, read.function, read.organization, read.column]


def _before_mending(before: Mapping, said: Mapping, wanted: Mapping) -> dict:
    """What staff took out counts as gone from the file, and what they typed as new in it."""
    left = {mark: entry for mark, entry in before.items() if mark in said or mark not in wanted}
    gone = {mark: read for mark, read in said.items() if mark not in wanted}
    return left | {mark: _entry(mark, read) for mark, read in gone.items()}


def _is_told(entry: list, wanted: Container[tuple[str, str]], present: set[str]) -> bool:
    """Whether the file still has the field that had somebody; it may have moved to another one."""
    return entry[4] in present or (entry[0], entry[1]) in wanted


def _compared(part: Contribution) -> list[object]:
    names = ("pk", "role", "speaker_id", "organization_id", *columns("function"))
    return [getattr(part, name) for name in names]


def _mark(read: ReadPerson, people: People) -> tuple[str, str]:
    return read.role, people.key_of(read)


def _marks_of_rows(
    wanted: Iterable[tuple[str, str]], people: People, held: dict
) -> Iterable[tuple[str, str]]:
    return [(role, key) for role, key in wanted if (role, people.people[key].pk) in held]


def _gone(
    marks: Iterable[tuple[str, str]], people: People, held: Mapping[tuple, Contribution]
) -> list[Contribution]:
    """The parts of those whom the file had, and has no longer."""
    rows = [(role, people.known.get(key)) for role, key in marks]
    return [held[role, person.pk] for role, person in rows if person and (role, person.pk) in held]


def _part(
    plan: "SessionPlan", person: Speaker, read: ReadPerson, people: People, position: int
) -> Contribution:
    part = Contribution(session=plan.row, speaker=person, role=read.role, position=position)
    body = people.organization_of(read)
    if body is not None and body is not person.organization:
        part.organization = body
    if read.function and not _is_function_of(read.function, person):
        _put_function(part, read.function, people.language)
    return part


def _is_function_of(text: str, row: Speaker | Contribution) -> bool:
    own = [getattr(row, column) or "" for column in columns("function")]
    return fold_for_search(text) in map(fold_for_search, own)


def _put_function(part: Contribution, text: str, language: str) -> None:
    code = "ar" if is_arabic(text) else language
    column = f"function_{code}"
    setattr(part, column, tidy(Contribution, column, text))


def _change(
    parts: PartsPlan, part: Contribution, last: list, read: ReadPerson, people: People
) -> None:
    """Take the file's new function and organization where the part still has the former ones."""
    has_changed = False
    _role, _key, function, body, _column = last
    if function != read.function and (not function or _is_function_of(function, part)):
        for column in columns("function"):
            setattr(part, column, "")
        if read.function:
            _put_function(part, read.function, people.language)
        has_changed = True
    if body != read.organization:
        names = part.organization and (
            first_text(part.organization, "name"),
            first_text(part.organization, "acronym"),
        )
        if not body or (names and fold_for_search(body) in map(fold_for_search, names)):
            part.organization = people.organization_of(read)
            has_changed = True
    if has_changed:
        parts.changed.append(part)


def _is_typed(session: ReadSession, said: ReadPerson | None, read: ReadPerson) -> bool:
    """Whether staff have typed another function or organization than the file has."""
    posts = [(one.function, one.organization) for one in (said, read) if one]
    return "people" in session.mended and len(set(posts)) == 2


def _type_over(parts: PartsPlan, part: Contribution, read: ReadPerson, people: People) -> None:
    """Take what staff have typed; what the person has anyway is not repeated."""
    for column in columns("function"):
        setattr(part, column, "")
    if read.function and not _is_function_of(read.function, part.speaker):
        _put_function(part, read.function, people.language)
    body = people.organization_of(read)
    is_own = body is not None and body.pk is not None and body.pk == part.speaker.organization_id
    part.organization = None if is_own else body
    parts.changed.append(part)


def plan_returned_parts(plan: "SessionPlan", people: People, stored: Stored) -> None:
    """Of a row of a sheet that was exported here."""
    own = stored.contributions(plan.row)
    held = {(one.role, one.speaker_id): one for one in own}
    plan.compared += map(_compared, own)
    for one in plan.returned.edited:
        part = held[one.role, one.key]
        if (one.read.role, one.key) not in held:
            part.role = one.read.role
        if one.has_function:
            _edit_function(part, one)
        if one.has_organization:
            part.organization = people.organization_of(one.read)
        plan.parts.changed.append(part)
    position = max((one.position for one in own), default=0)
    for read in plan.returned.added:
        position += 1
        plan.parts.added.append(_part(plan, people.person_of(read), read, people, position))
    plan.parts.gone = [held[mark] for mark in plan.returned.gone]


def _edit_function(part: Contribution, edited: EditedPerson) -> None:
    """In the language that the export wrote; without a function in any, there is none."""
    if not edited.read.function:
        for column in columns("function"):
            setattr(part, column, "")
    else:
        _put_function(part, edited.read.function, edited.language)
