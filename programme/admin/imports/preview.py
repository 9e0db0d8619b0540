"""What an import would make of an event, in parts that a page shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programme.admin.imports.lines import (
    change_lines,
    conflict_line,
    doubt_line,
    gone_line,
    join_names,
    kind_line,
    names,
)
from programme.admin.imports.rows import Rows
from programme.imports.plan import Plan
from programme.imports.values import Notice
from programme.models import SessionKind, SessionStatus

MOST_LINES = 100


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


@dataclass
class Preview:
    plan: Plan
    is_published: bool
    kinds_chosen: Mapping[str, str]
    """By the words of the file."""
    opened: frozenset[str] = frozenset()
    """The marks of rows that staff have opened."""
    page: int = 1

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.plan, self.opened, self.page)

    @cached_property
    def changes(self) -> Part:
        return Part.of(change_lines(self.plan))

    @cached_property
    def conflicts(self) -> Part:
        return Part.of(conflict_line(self.plan, *pair) for pair in self.plan.conflicts)

    @cached_property
    def doubts(self) -> Part:
        return Part.of(map(doubt_line, self.plan.people.doubts))

    @cached_property
    def kinds(self) -> Part:
        """The unknown session types of the file, each with a choice; without one it is “Other”."""
        words = dict.fromkeys(self.plan.read.unknown_kinds, SessionKind.OTHER)
        return Part.of(kind_line(*pair) for pair in (words | self.kinds_chosen).items())

    @cached_property
    def gone(self) -> Part:
        return Part.of(gone_line(self.plan, one.session) for one in self.plan.gone)

    @cached_property
    def added(self) -> list[tuple[str, str]]:
        """What comes with the sessions: a heading, and names."""
        places = self.plan.places
        links = [row for one in self.plan.new for row in one.documents]
        rows = {
            _("New rooms"): places["room"],
            _("New themes"): places["track"],
            _("New sections"): places["section"],
            _("New people"): self.plan.people.new_people,
            _("New organizations"): self.plan.people.new_bodies,
            _("New links"): links,
        }
        return [(words, names(found)) for words, found in rows.items() if found]

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
    def new(self) -> int:
        return len(self.plan.new)

    @property
    def unchanged(self) -> int:
        return len(self.plan.sessions) - self.new - self.changed

    @property
    def left_out(self) -> int:
        return sum(one.is_left_out for one in self.plan.read.sessions)

    @property
    def changed(self) -> int:
        return len(self.plan.changed)

    @property
    def offers_publication(self) -> bool:
        """New sessions may be published, and those that a returned sheet calls published."""
        return bool(self.plan.new or self.plan.read.exported_in)

    @property
    def can_import(self) -> bool:
        return not self.plan.refused and bool(not self.plan.changes_nothing or self.plan.gone)

    @property
    def button(self) -> str:
        """What it does, with what follows for readers."""
        if not (count := self.new):
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


def _with_rows(text: str, rows: Sequence[int]) -> str:
    """The sentence with the rows of the file that it is about, if it is about rows."""
    numbers = [str(row) for row in rows if row]
    if not numbers:
        return text
    words = {"rows": join_names(numbers, most=12), "text": text}
    return ngettext("Row %(rows)s: %(text)s", "Rows %(rows)s: %(text)s", len(numbers)) % words
