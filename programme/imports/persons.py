"""The people and organizations of a file: found among those that exist, or new."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from content.folding import fold_for_search
from content.slugs import slug_from
from content.translations import columns, first_text, read_columns
from programme.imports.fields import tidy
from programme.imports.values import Notice, ReadPerson, ReadSession
from programme.imports.zoned import is_arabic
from speakers.likeness import Likeness, Named, people_alike
from speakers.models import Organization, Speaker

MOST_POINTED_OUT = 20


@dataclass
class People:
    """Finds each person and organization once."""

    language: str
    known: Mapping[str, Speaker]
    """Those that came from the source before, by their keys in it."""
    notices: list[Notice]
    people: dict[str, Speaker] = field(default_factory=dict)
    """By the key in the source."""
    new_people: list[Speaker] = field(default_factory=list)
    bodies: dict[str, Organization] = field(default_factory=dict)
    new_bodies: list[Organization] = field(default_factory=list)
    _named: dict[str, list[int]] = field(default_factory=dict)
    _ids_with_one_name: set[str] = field(default_factory=set)
    _taken: set[int] = field(default_factory=set)
    _rows: dict[int, Speaker] = field(default_factory=dict)

    def read(self, sessions: Iterable[ReadSession]) -> None:
        """Find or make everybody who takes part."""
        found = [one for session in sessions for one in session.people]
        names = {(one.source_id, fold_for_search(one.name)) for one in found if one.source_id}
        counts = Counter(source_id for source_id, _name in names)
        self._ids_with_one_name = {key for key, count in counts.items() if count == 1}
        self._load({_key(one.name) for one in found})
        for one in found:
            person = self._person(one)
            if person.pk is None:
                self._fill(person, one)
        self._point_out_alike()

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
        self._rows = Speaker.objects.select_related("organization").in_bulk(keys) if keys else {}

    def _person(self, read: ReadPerson) -> Speaker:
        key = self.key_of(read)
        if key not in self.people:
            person = self.known.get(key) or self._stored(read) or self._new(read)
            self.people[key] = person
            if person.pk:
                self._taken.add(person.pk)
        return self.people[key]

    def _stored(self, read: ReadPerson) -> Speaker | None:
        """The one person of this name who is no other person of the file; of several, the one of
        the same organization."""
        keys = [key for key in self._named.get(_key(read.name), []) if key not in self._taken]
        found = [self._rows[key] for key in dict.fromkeys(keys)]
        if len(found) > 1:
            body = self._body(read.organization)
            same = [one for one in found if body and one.organization_id == body.pk]
            text = _("There are several people called %(name)s: the first one was taken.")
            if len(same) != 1:
                self.notices.append(Notice(0, text % {"name": read.name}))
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

    def _point_out_alike(self) -> None:
        """New people whose names differ in spelling from somebody's."""
        names = {-n: (first_text(one, "name"),) for n, one in enumerate(self.new_people, start=1)}
        if not names:
            return
        for name, keys in self._named.items():
            for key in keys:
                names[key] = (*names.get(key, ()), name)
        alike = people_alike(Named(key, texts) for key, texts in names.items())
        new = [one for one in alike if one.first < 0 and one.likeness != Likeness.SAME_NAME]
        for one in new[:MOST_POINTED_OUT]:
            text = _("%(name)s and %(other)s may be the same person.")
            pair = {"name": names[one.first][0], "other": names[one.second][0]}
            self.notices.append(Notice(0, text % pair))


def _key(name: str) -> str:
    """The same for all spellings and orders of a name."""
    return " ".join(sorted(fold_for_search(name).split())) or name


def _put(row: Speaker | Organization, name: str, text: str, language: str) -> None:
    column = f"{name}_{'ar' if is_arabic(text) else language if language != 'ar' else 'en'}"
    setattr(row, column, tidy(type(row), column, text))
