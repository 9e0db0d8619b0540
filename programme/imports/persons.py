"""The people and organizations of a file: found among those that exist, or new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.folding import fold_for_search
from content.slugs import slug_from
from content.translations import columns, first_text, read_columns
from programme.imports.doubts import MOST_ASKED, Doubt, alike_people
from programme.imports.fields import tidy
from programme.imports.values import Notice, ReadPerson, ReadSession
from programme.imports.zoned import is_arabic
from speakers.models import Organization, Speaker


@dataclass
class People:
    """Finds each person and organization once."""

    language: str
    known: Mapping[str, Speaker]
    """Those that came from the source before, by their keys in it."""
    notices: list[Notice]
    choices: Mapping[str, int | None]
    """Who doubtful people are, by their keys in the source; None is a new person."""
    people: dict[str, Speaker] = field(default_factory=dict)
    """By the key in the source."""
    new_people: list[Speaker] = field(default_factory=list)
    bodies: dict[str, Organization] = field(default_factory=dict)
    new_bodies: list[Organization] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    found: dict[str, int | None] = field(default_factory=dict)
    """The primary key of each person before staff choose, None for a new one."""
    _asked: dict[str, ReadPerson] = field(default_factory=dict)
    _of_one_name: dict[str, list[int]] = field(default_factory=dict)
    _named: dict[str, list[int]] = field(default_factory=dict)
    _ids_with_one_name: set[str] = field(default_factory=set)
    _taken: set[int] = field(default_factory=set)
    _rows: dict[int, Speaker] = field(default_factory=dict)

    def read(self, sessions: Sequence[ReadSession]) -> None:
        """Find or make everybody who takes part."""
        found = [one for session in sessions for one in session.people]
        said = [one for session in sessions for one in session.as_said.people]
        everybody = (*found, *said)
        names = {(one.source_id, fold_for_search(one.name)) for one in everybody if one.source_id}
        counts = Counter(source_id for source_id, _name in names)
        self._ids_with_one_name = {key for key, count in counts.items() if count == 1}
        self._load({_key(one.name) for one in found})
        for one in found:
            person = self._person(one)
            if person.pk is None:
                self._fill(person, one)
        self._ask()

    def key_of(self, read: ReadPerson) -> str:
        if read.source_id in self._ids_with_one_name:
            return f"id:{read.source_id}"
        return _key(read.name)

    def person_of(self, read: ReadPerson) -> Speaker:
        return self.people[self.key_of(read)]

    def _load(self, wanted: set[str]) -> None:
        names = columns("name")
        for key, *texts in read_columns(Speaker.objects.order_by("pk"), "pk", *names):
            for text in filter(None, texts):
                self._named.setdefault(_key(text), []).append(key)
        acronyms = columns("acronym")
        for body in Organization.objects.order_by("pk"):
            for name in filter(None, (getattr(body, c) for c in (*names, *acronyms))):
                self.bodies.setdefault(fold_for_search(name) or name, body)
        keys = {key for name in wanted for key in self._named.get(name, ())}
        keys |= {key for key in self.choices.values() if key}
        self._rows = _load_people(keys)

    def _person(self, read: ReadPerson) -> Speaker:
        key = self.key_of(read)
        if key not in self.people:
            found = self.known.get(key) or self._stored(key, read)
            if found:
                self._taken.add(found.pk)
            self.found[key] = found and found.pk
            if key not in self.known:
                self._asked[key] = read
                found = self._chosen(key, found)
            self.people[key] = found or self._new(read)
        return self.people[key]

    def _chosen(self, key: str, found: Speaker | None) -> Speaker | None:
        """Whom staff chose; None if they chose a new person."""
        choice = self.choices.get(key, 0)
        return None if choice is None else self._rows.get(choice, found)

    def _stored(self, key: str, read: ReadPerson) -> Speaker | None:
        """The one person of this name who is no other person of the file; of several, the one of
        the same organization."""
        keys = [one for one in self._named.get(_key(read.name), []) if one not in self._taken]
        found = [self._rows[one] for one in dict.fromkeys(keys)]
        if len(found) > 1:
            body = self._body(read.organization)
            same = [one for one in found if body and one.organization_id == body.pk]
            if len(same) != 1:
                self._of_one_name[key] = [one.pk for one in found]
            found = same or sorted(found, key=lambda one: one.pk)
        return found[0] if found else None

    def _new(self, read: ReadPerson) -> Speaker:
        person = Speaker()
        _put(person, "name", read.name, self.language)
        self.new_people.append(person)
        return person

    def _fill(self, person: Speaker, read: ReadPerson) -> None:
        """What is known of a new person, from the first place that says it."""
        for name in ("honorific", "function", "biography"):
            text = getattr(read, name)
            if text and not first_text(person, name):
                _put(person, name, text, self.language)
        if read.organization and person.organization is None:
            person.organization = self._body(read.organization)

    def _body(self, name: str) -> Organization | None:
        if not name:
            return None
        key = fold_for_search(name) or name
        if key not in self.bodies:
            body = Organization()
            _put(body, "name", name, self.language)
            self.bodies[key] = body
            self.new_bodies.append(body)
        return self.bodies[key]

    def organization_of(self, read: ReadPerson) -> Organization | None:
        return self._body(read.organization)

    def give_addresses(self) -> None:
        for rows, model in ((self.new_bodies, Organization), (self.new_people, Speaker)):
            if rows:
                taken = set(model.objects.values_list("slug", flat=True))
                for row in rows:
                    fallback = f"{model._meta.model_name}-{len(taken) + 1}"
                    row.slug = slug_from(row.slug_text(), fallback=fallback, taken=taken)
                    taken.add(row.slug)

    def _ask(self) -> None:
        """Whether new people are those whose names differ in spelling, or who is meant of several
        people of one name."""
        new = {key: one for key, one in self._asked.items() if self.found[key] is None}
        alike, notices = alike_people(new, self._named)
        self.notices += notices
        asked = dict([*self._of_one_name.items(), *alike.items()][:MOST_ASKED])
        rows = self._rows | _load_people({one for keys in asked.values() for one in keys})
        for key, keys in asked.items():
            candidates = tuple(rows[one] for one in keys)
            same = key in self._of_one_name
            self.doubts.append(Doubt(key, self._asked[key], candidates, self.people[key], same))


def _load_people(keys: Iterable[int]) -> dict[int, Speaker]:
    keys = set(keys)
    return Speaker.objects.select_related("organization").in_bulk(keys) if keys else {}


def _key(name: str) -> str:
    """The same for all spellings and orders of a name."""
    return " ".join(sorted(fold_for_search(name).split())) or name


def _put(row: Speaker | Organization, name: str, text: str, language: str) -> None:
    column = f"{name}_{'ar' if is_arabic(text) else language if language != 'ar' else 'en'}"
    setattr(row, column, tidy(type(row), column, text))
