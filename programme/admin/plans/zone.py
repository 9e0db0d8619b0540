"""What a new time zone of an event makes of its sessions, shown in the form of the event."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.digests import digest
from programme.admin.plans.consequences import consequences
from programme.admin.plans.moves import move_rows, stored_of
from programme.admin.plans.stamps import stamp
from programme.admin.plans.table import PlanTable
from programme.conflicts import Planned
from programme.models import Event, Session
from programme.planning import Step
from programme.zones import city


@dataclass
class ZonePlan:
    event: Event
    """As it will be."""
    former_zone: str
    sessions: Sequence[Planned]
    steps: Sequence[Step]

    @cached_property
    def stored(self) -> dict[int, Session]:
        return stored_of(self.steps)

    @property
    def stamp(self) -> str:
        """The same text as long as the zones, the new times and the sessions are the same."""
        rows = {str(key): stamp(row) for key, row in self.stored.items()}
        times = {f"then-{step.after.pk}": step.after.starts_at for step in self.steps}
        return digest(rows | times | {"zones": f"{self.former_zone} {self.event.time_zone}"})

    @cached_property
    def table(self) -> PlanTable:
        before = copy.copy(self.event)
        before.time_zone = self.former_zone
        follows = consequences(self.sessions, self.steps, before, self.event)
        rows = move_rows(
            self.steps,
            self.stored,
            follows,
            ticks=None,
            zones=(before.zone, self.event.zone),
            is_public=self.event.is_public,
        )
        return PlanTable(rows=rows, heading=self.heading, beside_label=_("Room"), has_boxes=False)

    @property
    def heading(self) -> str:
        text = ngettext(
            "From the time of %(old)s to the time of %(new)s, with %(count)s session; nothing has "
            "changed yet",
            "From the time of %(old)s to the time of %(new)s, with %(count)s sessions; nothing has "
            "changed yet",
            len(self.steps),
        )
        names = {"old": city(self.former_zone), "new": city(self.event.time_zone)}
        return text % (names | {"count": len(self.steps)})
