"""The table of a plan: each row as it is now, as it will be, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from programme.admin.plans.stamps import join_keys
from programme.agenda.sessions import NO_WORDS, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """A conflict that the change causes; `severity` is `clash`, `warning` or `hint`."""

    sentence: SafeString | str
    severity: str = "clash"

    @property
    def is_clash(self) -> bool:
        return self.severity == "clash"

    @property
    def is_warning(self) -> bool:
        return self.severity == "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    key: int
    value: str
    """What its box posts: `stamps.row_value()`."""
    title: Words
    now: SafeString | str
    then: SafeString | str
    """Empty if nothing is to change."""
    beside: Words = NO_WORDS
    """What stays as it is and helps to tell the row: its room, or its time."""
    follows: tuple[Consequence, ...] = ()
    refusal: str = ""
    """Why this row cannot be changed: it has no tick then."""
    is_ticked: bool = True
    is_published: bool = False

    @property
    def is_chosen(self) -> bool:
        return self.is_ticked and not self.refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """What `admin/plan/_table.html` shows."""

    rows: Sequence[PlanRow]
    heading: str
    """“14 sessions will move; nothing has moved yet”."""
    beside_label: str | Promise
    """Above the column of what stays as it is."""
    has_boxes: bool = True
    """Whether rows can be left out one by one."""

    @property
    def shown(self) -> str:
        """The rows with a box; another choice may apply to the others, which are ticked then."""
        return join_keys([row.key for row in self.rows if not row.refusal])

    @property
    def chosen(self) -> list[PlanRow]:
        return [row for row in self.rows if row.is_chosen]

    @property
    def can_act(self) -> bool:
        return bool(self.chosen) or not self.has_boxes

    @property
    def published(self) -> int:
        """How many of the chosen ones the public sees."""
        return sum(row.is_published for row in self.chosen)

    @property
    def has_consequences(self) -> bool:
        return any(row.follows or row.refusal for row in self.rows)
