"""Postponing a whole event, by days: what would become of it and its sessions, and doing it."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from content.dates import date_format
from content.digests import digest
from content.history.acts import act
from content.history.models import Verb
from programme.admin.plans.consequences import consequences
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.late_form import NumberForm
from programme.admin.plans.moves import move_rows, stored_of, stored_of_event, write_moves
from programme.admin.plans.running_late import may_move_sessions
from programme.admin.plans.stamps import stamp
from programme.admin.plans.table import PlanTable
from programme.conflicts import Planned
from programme.conflicts.loading import load_planned
from programme.models import Event, Session
from programme.planning import MOST_DAYS, PlanError, Step, move_days, postpone


class DaysForm(NumberForm):
    """By how many days, later or earlier."""

    most = MOST_DAYS
    usual = forms.ChoiceField(
        label=_("By how many days?"),
        choices=[
            ("1", _("a day")),
            ("7", _("a week")),
            ("14", _("two weeks")),
            ("28", _("four weeks")),
            ("other", pgettext_lazy("days", "other")),
        ],
        widget=forms.RadioSelect,
        initial="7",
        required=False,
    )
    unit_label = _("Other number of days")
    wrong = _("Enter a whole number of days, for example 10.")


@dataclass
class PostponePage:
    event: Event
    data: object
    errors: list[str] = field(default_factory=list)

    @cached_property
    def form(self) -> DaysForm:
        return DaysForm(self.data)

    @cached_property
    def sessions(self) -> list[Planned]:
        return load_planned(self.event)

    @cached_property
    def after(self) -> Event | None:
        """The event with its new days; None if it cannot move like this: the errors say why."""
        if not self.form.is_valid():
            self.errors += [text for found in self.form.errors.values() for text in found]
            return None
        moved = copy.copy(self.event)
        try:
            days = move_days(moved.first_day, moved.last_day, self.form.cleaned_data["by"])
            moved.first_day, moved.last_day = days
            self._steps = postpone(self.sessions, self.form.cleaned_data["by"], moved.zone)
        except PlanError as error:
            self.errors.append(str(error))
            return None
        refused = [step for step in self._steps if step.refusal]
        self.errors += [f"“{step.before.title[0]}”: {step.refusal}" for step in refused]
        return moved

    @property
    def steps(self) -> list[Step]:
        return self._steps if self.after else []

    @cached_property
    def stored(self) -> dict[int, Session]:
        return stored_of(self.steps)

    @property
    def stamp(self) -> str:
        """The same text as long as neither the days nor a session have changed."""
        rows = {str(key): stamp(row) for key, row in self.stored.items()}
        days = {"first": self.event.first_day, "last": self.event.last_day}
        return digest(rows | days | {"zone": self.event.time_zone})

    @cached_property
    def table(self) -> PlanTable:
        zone = self.event.zone
        follows = consequences(self.sessions, self.steps, self.event, self.after)
        options = {"ticks": None, "zones": (zone, zone), "is_public": self.event.is_public}
        rows = move_rows(self.steps, self.stored, follows, **options)
        return PlanTable(rows=rows, heading=self.heading, beside_label=_("Room"), has_boxes=False)

    @property
    def heading(self) -> str:
        if self.after is None:
            return gettext("Nothing will move")
        count = len(self.steps)
        text = ngettext(
            "From %(old)s to %(new)s, with %(count)s session; nothing has moved yet",
            "From %(old)s to %(new)s, with %(count)s sessions; nothing has moved yet",
            count,
        )
        return text % {"old": _span(self.event), "new": _span(self.after), "count": count}

    @property
    def act_label(self) -> str:
        if self.after is None or any(step.refusal for step in self.steps):
            return ""
        by = self.form.cleaned_data["by"]
        if by > 0:
            words = ngettext("Postpone by %(count)s day", "Postpone by %(count)s days", abs(by))
        else:
            words = ngettext(
                "Bring forward by %(count)s day", "Bring forward by %(count)s days", abs(by)
            )
        return words % {"count": abs(by)}

    def write(self, rows: Sequence[Session]) -> None:
        """Move the event and its locked sessions; raises PlanError, and then writes nothing."""
        if self.after is None or self.errors:
            raise PlanError(" ".join(self.errors))
        if self.data.get("stamp") != self.stamp:
            raise PlanError(
                gettext("Somebody has changed the programme meanwhile. Look at it again.")
            )
        self.after.save()
        for row in rows:
            row.event = self.after
        write_moves(rows, self.steps)


def _span(event: Event) -> str:
    first, last = (date_format(day, "j F Y") for day in (event.first_day, event.last_day))
    return first if first == last else f"{first} – {last}"


@require_http_methods(["GET", "HEAD", "POST"])
def postpone_event(request: HttpRequest, pk: int) -> HttpResponse:
    event_admin = admin.site.get_model_admin(Event)
    if not (event_admin.has_full_change_permission(request) and may_move_sessions(request)):
        raise PermissionDenied
    if "confirm" not in request.POST:
        return _render(request, PostponePage(get_object_or_404(Event, pk=pk), _choices(request)))
    try:
        with transaction.atomic(), act(verb=Verb.MOVED) as current:
            event = Event.objects.filter(pk=pk).locked().get(pk) or get_object_or_404(Event, pk=pk)
            rows = stored_of_event(event)  # locked before they are looked at
            page = PostponePage(event, request.POST)
            page.write(rows)
    except PlanError as error:
        return _render(request, PostponePage(event, request.POST), refusal=str(error))
    return redirect_to_done(current, otherwise=reverse("admin:programme_event_change", args=[pk]))


def _choices(request: HttpRequest) -> object:
    """What was sent; an address may give a number of days, which is negative for earlier ones."""
    if request.method == "POST":
        return request.POST
    days = request.GET.get("days", "")
    if not days.removeprefix("-").isdecimal():
        return {"usual": "7", "direction": "later"}
    direction = "earlier" if days.startswith("-") else "later"
    number = days.removeprefix("-")
    is_usual = number in {"1", "7", "14", "28"}
    typed = {"usual": number} if is_usual else {"usual": "other", "other": number}
    return typed | {"direction": direction}


def _render(request: HttpRequest, page: PostponePage, *, refusal: str = "") -> HttpResponse:
    with timezone.override(page.event.zone):
        context = {
            **admin.site.each_context(request),
            "title": _("Postpone the event"),
            "page": page,
            "table": page.table,
            "errors": [refusal] if refusal else page.errors,
        }
        return render(request, "admin/plan/postpone.html", context)
