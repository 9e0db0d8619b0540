"""A file with all that staff have answered and chosen, and the plan that this makes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict

from content.admin.forms import is_primary_key
from content.digests import digest
from programme.admin.imports.answers import AnswersForm
from programme.admin.imports.columns import ColumnLine, by_heading, column_lines, corrections
from programme.admin.imports.typed_rows import LEFT_OUT, TYPED, WAS, left_out, typed_rows
from programme.admin.imports.upload import ImportFile
from programme.admin.plans.reasons import ReasonForm
from programme.imports.plan import Plan
from programme.imports.reading import read_columns
from programme.imports.stamps import stamp
from programme.imports.target import plan_file, remembered_columns
from programme.imports.values import Choices, ImportRefused, Options, ReadColumn
from programme.imports.writing import Gone
from programme.models import Event, SessionKind

CONFLICT, PERSON, KIND = "conflict-", "person-", "kind-"
"""How the names of fields begin; what the choice is about follows."""
NEW_PERSON, FROM_FILE = "new", "file"


@dataclass
class Attempt:
    event: Event
    file: ImportFile
    posted: QueryDict

    @cached_property
    def answers(self) -> AnswersForm:
        return AnswersForm(self.posted if "zone" in self.posted else None, self.event)

    @cached_property
    def options(self) -> Options:
        options = self.answers.options() if self.answers.is_bound else Options()
        chosen = corrections(self.posted, self.guessed)
        headings = self.remembered | by_heading(chosen, self.guessed)
        return replace(options, columns=chosen, headings=headings, kinds=self.kinds)

    @cached_property
    def remembered(self) -> dict[str, str]:
        return remembered_columns(self.file.data, self.file.name, self.event)

    @cached_property
    def guessed(self) -> list[ReadColumn]:
        """The columns of a table, as they are read without a correction on this page."""
        try:
            has_headings = "no_headings" not in self.posted
            options = Options(has_headings=has_headings, headings=self.remembered)
            return read_columns(self.file.data, options)
        except ImportRefused:
            return []

    @property
    def columns(self) -> list[ColumnLine]:
        return column_lines(self.guessed, self.options.columns)

    @property
    def has_headings(self) -> bool:
        """Whether the file is no table, or headings were found in it."""
        return not self.guessed or any(one.meaning for one in self.guessed)

    @property
    def lacks_headings(self) -> bool:
        return not self.has_headings

    @property
    def is_published(self) -> bool:
        return "publish" in self.posted

    @property
    def gone(self) -> Gone:
        choice = self.posted.get("gone", "")
        return Gone(choice) if choice in set(Gone) else Gone.KEEP

    @cached_property
    def reasons(self) -> ReasonForm:
        """Why sessions that the file no longer has are cancelled."""
        form = ReasonForm(self.posted if self.gone == Gone.CANCEL else None)
        for field in form.fields.values():
            field.widget.attrs.pop("autofocus", None)
        return form

    @property
    def typed_fields(self) -> list[tuple[str, str]]:
        """What was typed over rows, kept while something else is asked."""
        beginnings = (TYPED, WAS, LEFT_OUT)
        return [(name, self.posted[name]) for name in self.posted if name.startswith(beginnings)]

    @property
    def choices(self) -> Choices:
        return Choices(
            from_file=self._from_file(),
            people=self._people(),
            mended=typed_rows(self.posted),
            left_out=left_out(self.posted),
        )

    @property
    def kinds(self) -> Mapping[str, str]:
        """The session types that staff chose, by the words of the file."""
        return {w: code for w, code in self._chosen(KIND).items() if code in SessionKind.values}

    def _from_file(self) -> frozenset[str]:
        return frozenset(c for c, value in self._chosen(CONFLICT).items() if value == FROM_FILE)

    def _people(self) -> Mapping[str, int | None]:
        return {
            key: None if value == NEW_PERSON else int(value)
            for key, value in self._chosen(PERSON).items()
            if value == NEW_PERSON or is_primary_key(value)
        }

    def _chosen(self, prefix: str) -> Mapping[str, str]:
        names = (name for name in self.posted if name.startswith(prefix))
        return {name.removeprefix(prefix): self.posted[name] for name in names}

    @cached_property
    def plan(self) -> Plan:
        """Raises ImportRefused, or Unanswered."""
        return plan_file(
            self.file.data,
            self.file.name,
            self.event.slug,
            self.options,
            is_published=self.is_published,
            choices=self.choices,
        )

    @property
    def stamp(self) -> str:
        """The same text as long as the preview is of the same file, answers and programme."""
        options = self.options
        answers = {
            "zone": options.zone or self.event.time_zone,
            "language": options.language,
            "day order": options.day_order,
            "minutes": options.minutes,
            "has headings": options.has_headings,
            "columns": sorted(options.columns.items()),
            "is published": self.is_published,
            "typed": {mark: dict(entries) for mark, entries in self.plan.mending.typed.items()},
            "left out": [one.mark for one in self.plan.read.sessions if one.is_left_out],
            "stored": stamp(self.file.data, self.plan),
        }
        return digest(answers)
