"""The form of an event: what its sessions do when its time zone changes, or its days."""

import datetime as dt

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.bidi import isolate
from programme.admin.plans.moves import moved_rows, stored_of_event
from programme.admin.plans.zone import ZonePlan
from programme.admin.status import StatusForm
from programme.conflicts.loading import load_planned
from programme.models import Session
from programme.planning import PlanError, Step, change_zone
from programme.zones import zone_named

CLOCK, MOMENTS = "clock", "moments"


class MovingEventForm(StatusForm):
    sessions_keep = forms.ChoiceField(
        label=_("If the time zone changes, sessions keep"),
        choices=[
            (CLOCK, _("their local times: 09:00 stays 09:00")),
            (MOMENTS, _("the same moment: their local times change")),
        ],
        widget=forms.RadioSelect,
        initial=CLOCK,
        required=False,
        help_text=_("Calendars are updated."),
    )

    zone_plan: ZonePlan | None = None
    """What would become of its sessions, where that has not been seen yet."""
    moved: tuple[Session, ...] = ()
    """Its sessions with the times that they get with the new time zone, to be saved after it."""

    def __init__(self, *args, **options):
        """Zones are offered with their offsets on the first day; an acronym is made if need be."""
        super().__init__(*args, **options)
        if acronym := self.fields.get("acronym"):
            acronym.required = False
            acronym.help_text = gettext(
                "Permanent identifier in calendars and data files, for example osr_2020. If empty, "
                "it is made from the address and the year."
            )
        if (zone := self.fields.get("time_zone")) and (day := self.instance.first_day):
            zone.widget.at = dt.datetime.combine(day, dt.time(12), dt.UTC)

    @property
    def days_to_move(self) -> int:
        """By how many days the first day was to move, where the sessions are in the way."""
        is_refused = any(self.has_error(name, "stranded") for name in ("first_day", "last_day"))
        former = self.initial.get("first_day")
        return (self.instance.first_day - former).days if is_refused and former else 0

    def _post_clean(self) -> None:
        former = zone_named(self.initial.get("time_zone") or "")
        new = zone_named(self.cleaned_data.get("time_zone") or "")
        changes = bool(self.instance.pk and former and new and former != new)
        self.instance.moves_sessions = changes and self._keeps_clock
        super()._post_clean()
        if changes and not self.errors:
            try:
                self._plan(former, new)
            except PlanError as error:
                self.add_error("time_zone", str(error))

    @property
    def _keeps_clock(self) -> bool:
        return self.cleaned_data.get("sessions_keep") != MOMENTS

    def _plan(self, former: dt.tzinfo, new: dt.tzinfo) -> None:
        """Find the new times; they are shown before they are saved."""
        rows = stored_of_event(self.instance)  # locked before they are looked at
        sessions = load_planned(self.instance)
        steps = change_zone(sessions, former, new)
        if not self._keeps_clock:
            steps = [Step(step.before, step.before) for step in steps]
        if refused := next((step for step in steps if step.refusal), None):
            raise PlanError(f"“{isolate(refused.before.title[0])}”: {refused.refusal}")
        plan = ZonePlan(self.instance, self.initial["time_zone"], sessions, steps)
        if steps and self.data.get("zone_plan") != plan.stamp:
            self.zone_plan = plan
            raise PlanError(gettext("Check what happens to the sessions, then save again."))
        if self._keeps_clock:
            self.moved = tuple(moved_rows(rows, steps))

    @property
    def moved_note(self) -> str:
        """What happened to the sessions, once they are saved."""
        text = ngettext(
            "%(count)s session keeps its local times. Calendars are updated.",
            "%(count)s sessions keep their local times. Calendars are updated.",
            len(self.moved),
        )
        return text % {"count": len(self.moved)} if self.moved else ""
