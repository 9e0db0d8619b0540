"""The lines of a preview: what becomes of each session, and what staff may choose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.translations import join_list
from programme.admin.imports.attempt import CONFLICT, KIND, NEW_PERSON, PERSON
from programme.admin.imports.columns import Option
from programme.imports.comparing import Conflict
from programme.imports.doubts import Doubt
from programme.imports.fields import label_of
from programme.imports.plan import Plan, SessionPlan
from programme.imports.shown import cut, moment_in_words, shown
from programme.imports.values import ReadSession
from programme.models import Contribution, Session, SessionKind
from speakers.models import Speaker


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


def _title(session: SessionPlan) -> str:
    """The one that the file has, if it has any."""
    return cut(session.read.title or str(session.row))


def join_names(names: Sequence[str], most: int = 6) -> str:
    """The first names, and how many more."""
    found = [cut(name) for name in names[:most]]
    if more := len(names) - len(found):
        found.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return join_list(found) if found else ""


def names(rows: Sequence[Any]) -> str:
    return join_names([str(row) for row in rows], most=30)


def when(plan: Plan, session: Session | ReadSession) -> str:
    """On the clocks of the event: “4 May 09:00–09:30”; empty for a session without a time."""
    if not (session.starts_at and session.ends_at):
        return ""
    start, end = (moment_in_words(one, plan) for one in (session.starts_at, session.ends_at))
    day, hour = start.rsplit(" ", 1)
    return f"{start}–{end.rsplit(' ', 1)[1]}" if end.startswith(day) else f"{day} {hour} – {end}"


def change_lines(plan: Plan) -> Iterator[ChangeLine]:
    for one in plan.changed:
        title = _title(one)
        for change in one.changes:
            values = (shown(plan, one, change.field, v) for v in (change.before, change.after))
            yield ChangeLine(one.read.row, title, capfirst(label_of(change.field)), *values)
        if one.parts.differs:
            yield ChangeLine(one.read.row, title, _("People"), *_people_lines(one))
        if one.documents:
            yield ChangeLine(one.read.row, title, _("Links"), "", names(one.documents))


def _people_lines(session: SessionPlan) -> tuple[str, str]:
    """Those who leave, and those who come or get another function."""
    parts = session.parts
    return _of_parts(parts.gone), _of_parts([*parts.added, *parts.changed])


def _of_parts(parts: Iterable[Contribution]) -> str:
    return join_names([str(part.speaker) for part in parts])


def doubt_line(doubt: Doubt) -> ChoiceLine:
    read, chosen = doubt.read, doubt.person.pk
    name = f"{read.name} ({read.organization})" if read.organization else read.name
    rows = [Option(str(one.pk), _person(one), one.pk == chosen) for one in doubt.candidates]
    new = Option(NEW_PERSON, _("a new person"), chosen is None)
    return ChoiceLine(f"{PERSON}{doubt.key}", name, (new, *rows))


def _person(person: Speaker) -> str:
    body = person.organization
    return f"{person} ({body})" if body else str(person)


def gone_line(plan: Plan, session: Session) -> GoneLine:
    return GoneLine(str(session), when(plan, session), str(session.get_status_display()))


def conflict_line(plan: Plan, session: SessionPlan, conflict: Conflict) -> ConflictLine:
    values = (conflict.last, conflict.file, conflict.ours)
    return ConflictLine(
        f"{CONFLICT}{conflict.code}",
        _title(session),
        capfirst(label_of(conflict.field)),
        *(shown(plan, session, conflict.field, value) for value in values),
        conflict.is_taken,
    )


def kind_line(word: str, code: str) -> ChoiceLine:
    options = (Option(v, str(label), v == code) for v, label in SessionKind.choices)
    return ChoiceLine(f"{KIND}{word}", word, tuple(options))
