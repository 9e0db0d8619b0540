"""What an import would make of an event, in lines that a page shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.translations import join_list
from programme.admin.imports.attempt import CONFLICT, KIND, NEW_PERSON, PERSON
from programme.admin.imports.columns import Option
from programme.imports.doubts import Doubt
from programme.imports.fields import label_of
from programme.imports.plan import Plan, SessionPlan
from programme.imports.shown import cut, moment_in_words, shown
from programme.imports.values import Notice
from programme.models import Contribution, Session, SessionKind, SessionStatus
from speakers.models import Speaker

MOST_LINES = 100
KINDS = SessionKind.choices


@dataclass(frozen=True, slots=True)
class Part:
    """The first lines of a part, and how many there are in all."""

    lines: tuple[Any, ...]
    count: int

    @classmethod
    def of(cls, lines: Iterable[Any]) -> "Part":
        lines = iter(lines)
        first = tuple(islice(lines, MOST_LINES))
        return cls(first, len(first) + sum(1 for _line in lines))

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class NewLine:
    row: int
    title: str
    when: str
    room: str
    people: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    row: int
    title: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    field: str
    title: str
    label: str
    last: str
    file: str
    ours: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """What the file says, and what it may mean."""

    field: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class GoneLine:
    title: str
    when: str
    status: str


@dataclass
class Preview:
    plan: Plan
    is_published: bool
    kinds_chosen: Mapping[str, str]
    """By the words of the file."""

    @cached_property
    def new(self) -> Part:
        return Part.of(_new_line(self.plan, one) for one in self.plan.new)

    @cached_property
    def changes(self) -> Part:
        return Part.of(_change_lines(self.plan))

    @cached_property
    def conflicts(self) -> Part:
        return Part.of(
            ConflictLine(
                f"{CONFLICT}{one.code}",
                session.read.title,
                capfirst(label_of(one.field)),
                *(shown(self.plan, session, one.field, v) for v in (one.last, one.file, one.ours)),
                one.is_taken,
            )
            for session, one in self.plan.conflicts
        )

    @cached_property
    def doubts(self) -> Part:
        return Part.of(map(_doubt_line, self.plan.people.doubts))

    @cached_property
    def kinds(self) -> Part:
        """Session types in words that nobody knows; whatever is not chosen is another type."""
        words = dict.fromkeys(self.plan.read.unknown_kinds, SessionKind.OTHER)
        return Part.of(
            ChoiceLine(
                f"{KIND}{word}",
                word,
                tuple(Option(value, str(label), value == code) for value, label in KINDS),
            )
            for word, code in (words | self.kinds_chosen).items()
        )

    @cached_property
    def gone(self) -> Part:
        return Part.of(_gone_line(self.plan, one.session) for one in self.plan.gone)

    @cached_property
    def added(self) -> list[tuple[str, str]]:
        """What comes with the sessions: a heading, and names."""
        places = self.plan.places
        rows = {
            _("New rooms"): places["room"],
            _("New themes"): places["track"],
            _("New sections"): places["section"],
            _("New people"): self.plan.people.new_people,
            _("New organizations"): self.plan.people.new_bodies,
        }
        return [(words, _names(found)) for words, found in rows.items() if found]

    @cached_property
    def notices(self) -> Part:
        """Each sentence once, with its rows."""
        rows: dict[str, list[int]] = {}
        for one in self.plan.notices:
            rows.setdefault(one.text, []).append(one.row)
        lines = [Notice(0, _with_rows(text, found)) for text, found in rows.items()]
        if count := self.plan.read.private_fields:
            text = ngettext(
                "%(count)s private column or field is left out.",
                "%(count)s private columns or fields are left out.",
                count,
            )
            lines.append(Notice(0, text % {"count": count}))
        return Part.of(lines)

    @cached_property
    def refused(self) -> Part:
        return Part.of(self.plan.refused)

    @property
    def unchanged(self) -> int:
        return len(self.plan.sessions) - len(self.plan.new) - len(self.plan.changed)

    @property
    def changed(self) -> int:
        return len(self.plan.changed)

    @property
    def can_import(self) -> bool:
        return not self.plan.refused and bool(not self.plan.changes_nothing or self.plan.gone)

    @property
    def button(self) -> str:
        """What it does, with what follows for readers."""
        if not (count := len(self.plan.new)):
            return _("Import the changes")
        if self.is_published:
            text = ngettext(
                "Import and publish %(count)s session",
                "Import and publish %(count)s sessions",
                count,
            )
        else:
            text = ngettext(
                "Import %(count)s session as a draft",
                "Import %(count)s sessions as drafts",
                count,
            )
        return text % {"count": count}

    @property
    def consequences(self) -> Iterator[str]:
        statuses = Counter(one.row.status for one in self.plan.changed)
        public = statuses[SessionStatus.PUBLISHED] + statuses[SessionStatus.CANCELLED]
        if public and self.plan.event.is_public:
            text = ngettext(
                "%(count)s of the changed sessions is public: readers see its changes at once.",
                "%(count)s of the changed sessions are public: readers see their changes at once.",
                public,
            )
            yield text % {"count": public}
        if self.plan.new and self.is_published and not self.plan.event.is_public:
            yield _("The event is a draft: readers see nothing of it until it is published.")


def _new_line(plan: Plan, session: SessionPlan) -> NewLine:
    read = session.read
    room = getattr(session.row, "room", None)
    people = [one.name for one in read.people]
    return NewLine(read.row, cut(read.title), _when(plan, session.row), _name(room), _list(people))


def _name(row: Any) -> str:
    return str(row) if row else ""


def _list(names: Sequence[str], most: int = 6) -> str:
    """The first names, and how many more."""
    found = [cut(name) for name in names[:most]]
    if more := len(names) - len(found):
        found.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return join_list(found) if found else ""


def _names(rows: Sequence[Any]) -> str:
    return _list([str(row) for row in rows], most=30)


def _when(plan: Plan, session: Session) -> str:
    if not (session.starts_at and session.ends_at):
        return ""
    start, end = (moment_in_words(one, plan) for one in (session.starts_at, session.ends_at))
    day, hour = start.rsplit(" ", 1)
    return f"{start}–{end.rsplit(' ', 1)[1]}" if end.startswith(day) else f"{day} {hour} – {end}"


def _change_lines(plan: Plan) -> Iterator[ChangeLine]:
    for one in plan.changed:
        title = cut(one.read.title)
        for change in one.changes:
            values = (shown(plan, one, change.field, v) for v in (change.before, change.after))
            yield ChangeLine(one.read.row, title, capfirst(label_of(change.field)), *values)
        if one.parts.differs:
            yield ChangeLine(one.read.row, title, _("People"), *_people_lines(one))


def _people_lines(session: SessionPlan) -> tuple[str, str]:
    """Those who leave, and those who come or get another function."""
    parts = session.parts
    return _of_parts(parts.gone), _of_parts([*parts.added, *parts.changed])


def _of_parts(parts: Iterable[Contribution]) -> str:
    return _list([str(part.speaker) for part in parts])


def _doubt_line(doubt: Doubt) -> ChoiceLine:
    read, chosen = doubt.read, doubt.person.pk
    name = f"{read.name} ({read.organization})" if read.organization else read.name
    rows = [Option(str(one.pk), _person(one), one.pk == chosen) for one in doubt.candidates]
    new = Option(NEW_PERSON, _("a new person"), chosen is None)
    return ChoiceLine(f"{PERSON}{doubt.key}", name, (new, *rows))


def _person(person: Speaker) -> str:
    body = person.organization
    return f"{person} ({body})" if body else str(person)


def _gone_line(plan: Plan, session: Session) -> GoneLine:
    return GoneLine(str(session), _when(plan, session), str(session.get_status_display()))


def _with_rows(text: str, rows: Sequence[int]) -> str:
    """The sentence with the rows of the file that it is about, if it is about rows."""
    numbers = [str(row) for row in rows if row]
    if not numbers:
        return text
    words = {"rows": _list(numbers, most=12), "text": text}
    return ngettext("Row %(rows)s: %(text)s", "Rows %(rows)s: %(text)s", len(numbers)) % words
