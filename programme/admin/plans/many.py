"""A change of many sessions as its page shows it: from what to what, and what follows from it."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from content.dates import date_format
from content.templatetags.texts import words
from programme.admin.plans.changes import Change, Place
from programme.admin.plans.stamps import Ticks, row_value
from programme.admin.plans.table import Consequence, PlanRow, PlanTable
from programme.agenda.sessions import NO_WORDS, Words
from programme.conflicts import Conflict, Planned, clashes_of, new_conflicts, of_each_session
from programme.conflicts.loading import conflicts_among
from programme.conflicts.words import as_html
from programme.models import Event, Session
from programme.models.visibility import PUBLIC_SESSION_STATUSES


@dataclass(frozen=True)
class Plan:
    """What a change would make of the selected sessions of an event."""

    change: Change
    event: Event
    sessions: Sequence[Planned]
    """All of the event."""
    selected: Mapping[int, Session]
    """In the order of the table."""
    ticks: Ticks
    choice: Place | None = None
    is_chosen: bool = True
    """Whether it is decided what the sessions become."""

    @cached_property
    def before(self) -> list[Planned]:
        return [one for one in self.sessions if one.pk in self.selected]

    def refusal(self, planned: Planned) -> str:
        return self.change.refusal(planned, self.choice) if self.is_chosen else ""

    @cached_property
    def after(self) -> dict[int, Planned]:
        """The ticked sessions to which it applies, by key, as they will be."""
        if not self.is_chosen:
            return {}
        return {
            one.pk: self.change.after(one, self.choice)
            for one in self.before
            if self.ticks.has(one.pk) and not self.refusal(one)
        }

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Those that the change causes; of a change that publishes, those that become public."""
        then = [self.after.get(one.pk, one) for one in self.sessions]
        found = [conflicts_among(self._counted(some), self.event) for some in (self.sessions, then)]
        return new_conflicts(*found)

    def _counted(self, sessions: Iterable[Planned]) -> list[Planned]:
        if not self.change.publishes:
            return [*sessions]
        return [one for one in sessions if one.status in PUBLIC_SESSION_STATUSES]

    @cached_property
    def clashes(self) -> list[Conflict]:
        """Those that have to be seen before it is done."""
        return clashes_of(self.conflicts) if self.change.publishes else []

    @cached_property
    def table(self) -> PlanTable:
        follows = of_each_session(self.conflicts)
        rows = [self._row(one, follows.get(one.pk, ())) for one in self.before]
        return PlanTable(rows=rows, heading=self._heading(), beside_label=_("When"))

    def _row(self, planned: Planned, conflicts: Collection[Conflict]) -> PlanRow:
        then = self.change.after(planned, self.choice) if self.is_chosen else None
        refusal = self.refusal(planned)
        return PlanRow(
            key=planned.pk,
            value=row_value(self.selected[planned.pk]),
            title=planned.title,
            now=words(self.change.words(planned)),
            then=words(self.change.words(then)) if then and not refusal else "",
            beside=_when(planned, self.event.zone),
            follows=tuple(self._consequence(conflict, planned) for conflict in conflicts),
            refusal=refusal,
            is_ticked=self.ticks.has(planned.pk),
            is_published=planned.status in PUBLIC_SESSION_STATUSES,
        )

    def _consequence(self, conflict: Conflict, planned: Planned) -> Consequence:
        sentence = as_html(conflict, self.event.zone, here=planned.pk)
        return Consequence(sentence=sentence, severity=conflict.severity.name.lower())

    def _heading(self) -> str:
        count = len(self.after)
        text = ngettext(
            "%(count)s session will change; nothing has changed yet",
            "%(count)s sessions will change; nothing has changed yet",
            count,
        )
        return text % {"count": count}


def _when(planned: Planned, zone: dt.tzinfo) -> Words:
    if not planned.starts_at:
        return NO_WORDS
    start, end = (timezone.localtime(at, zone) for at in (planned.starts_at, planned.ends_at))
    return f"{date_format(start, 'D j F, H:i')}–{end:%H:%M}", get_language()
