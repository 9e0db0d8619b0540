"""“Running late”: what would move, and moving it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from content.admin.forms import is_primary_key
from content.dates import date_format
from content.history.acts import act
from content.history.models import Verb
from programme.admin.current_event import event_switch
from programme.admin.plans.consequences import consequences
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.late_form import LateForm, MinutesForm
from programme.admin.plans.moves import move_rows, stored_of, write_moves
from programme.admin.plans.stamps import Ticks, join_keys, split_keys
from programme.admin.plans.table import PlanTable
from programme.agenda.change_words import duration_in_words
from programme.conflicts import Planned
from programme.conflicts.loading import load_planned
from programme.models import Event, Session
from programme.planning import PlanError, Step, shift, shift_chosen
from programme.zones import city

MOST_CHOSEN = 500
"""How many sessions can be chosen in the list: their keys are in an address."""
LIST = "admin:programme_session_changelist"


@dataclass
class LatePage:
    """What the page shows: of some sessions that were chosen, or of a scope to choose in it."""

    event: Event
    data: object
    chosen: Sequence[int] = ()
    from_session: int | None = None
    errors: list[str] = field(default_factory=list)

    @cached_property
    def sessions(self) -> list[Planned]:
        return load_planned(self.event)

    @cached_property
    def form(self) -> MinutesForm:
        form = self._form(self.data)
        return form if form.is_bound else self._form(_initial(form))

    def _form(self, data: object) -> MinutesForm:
        if self.chosen:
            return MinutesForm(data)
        own = next((one for one in self.sessions if one.pk == self.from_session), None)
        options = {"sessions": self.sessions, "zone": self.event.zone, "now": timezone.now()}
        return LateForm(data, **options, from_session=own)

    @cached_property
    def ticks(self) -> Ticks | None:
        return Ticks.of(self.data) if self.data else None

    @cached_property
    def steps(self) -> list[Step]:
        """None where the choices are wrong; the errors say why."""
        if not any(one.starts_at for one in self.sessions):
            self.errors.append(gettext("No session of this event has a time yet."))
            return []
        if not self.form.is_valid():
            self.errors += [text for found in self.form.errors.values() for text in found]
            return []
        try:
            return self._find_steps()
        except PlanError as error:
            self.errors.append(str(error))
            return []

    def _find_steps(self) -> list[Step]:
        by, zone = self.form.cleaned_data["by"], self.event.zone
        if not self.chosen:
            return shift(self.sessions, self.form.cleaned_data["scope"], by, zone)
        chosen = {*self.chosen}
        return shift_chosen([one for one in self.sessions if one.pk in chosen], by, zone)

    @cached_property
    def table(self) -> PlanTable:
        zone, ticks = self.event.zone, self.ticks
        going = [step for step in self.steps if ticks is None or ticks.has(step.before.pk)]
        follows = consequences(self.sessions, going, self.event)
        stored = stored_of(self.steps)
        options = {"ticks": ticks, "zones": (zone, zone), "is_public": self.event.is_public}
        rows = move_rows(self.steps, stored, follows, **options)
        return PlanTable(rows=rows, heading=_heading(rows), beside_label=_("Room"))

    @property
    def act_label(self) -> str:
        """What the filled button says."""
        count = len(self.table.chosen)
        by = self.form.cleaned_data.get("by") if self.form.is_valid() else None
        if not (count and by):
            return ""
        if by.total_seconds() > 0:
            words = ngettext(
                "Move %(count)s session by %(time)s", "Move %(count)s sessions by %(time)s", count
            )
        else:
            words = ngettext(
                "Bring %(count)s session forward by %(time)s",
                "Bring %(count)s sessions forward by %(time)s",
                count,
            )
        return words % {"count": count, "time": duration_in_words(abs(by))}

    @property
    def clock(self) -> str:
        """“Tuesday 4 May · it is 14:38 in Casablanca”."""
        now = timezone.localtime(timezone.now(), self.event.zone)
        words = {"day": date_format(now, "l j F"), "clock": f"{now:%H:%M}"}
        text = gettext("%(day)s · it is %(clock)s in %(city)s")
        return text % (words | {"city": city(self.event.time_zone)})

    @property
    def chosen_keys(self) -> str:
        return join_keys(self.chosen)

    def move(self) -> Sequence[str]:
        """Move the ticked rows; returns what was left out. Raises PlanError if nothing moves."""
        confirmed = self.ticks.confirmed(self.event)
        steps = {step.before.pk: step for step in self.steps if not step.refusal}
        if self.errors:
            raise PlanError(" ".join(self.errors))
        rows = [row for row in confirmed.rows if row.pk in steps]
        left_out = confirmed.without(steps).notes
        if not rows:
            raise PlanError(" ".join([gettext("Nothing was moved."), *left_out]))
        write_moves(rows, steps.values())
        return left_out


def _initial(form: MinutesForm) -> dict[str, object]:
    """The form's own choices as data, so that the page begins with a plan."""
    return {name: form[name].value() for name in form.fields}


def _heading(rows: Sequence) -> str:
    count = sum(row.is_chosen for row in rows)
    if not count:
        return gettext("Nothing will move")
    text = ngettext(
        "%(count)s session will move; nothing has moved yet",
        "%(count)s sessions will move; nothing has moved yet",
        count,
    )
    return text % {"count": count}


@require_http_methods(["GET", "HEAD", "POST"])
def running_late(request: HttpRequest) -> HttpResponse:
    if not may_move_sessions(request):
        raise PermissionDenied
    page = _page(request)
    if page is None:
        messages.warning(request, gettext("Choose an event first."))
        return HttpResponseRedirect(reverse(LIST))
    if "confirm" not in request.POST:
        return _render(request, page)
    try:
        with transaction.atomic(), act(verb=Verb.MOVED) as current:
            left_out = page.move()
    except PlanError as error:
        return _render(request, page, refusal=str(error))
    for note in left_out:
        messages.warning(request, note)
    return redirect_to_done(current, otherwise=reverse(LIST))


def may_move_sessions(request: HttpRequest) -> bool:
    """Also schedulers, whose right is to a part of the form."""
    session_admin = admin.site.get_model_admin(Session)
    if not session_admin.has_view_permission(request):
        return False
    is_open = "starts_at" in session_admin.open_fields(request)
    return session_admin.has_full_change_permission(request) or is_open


def _page(request: HttpRequest) -> LatePage | None:
    asked = request.POST if request.method == "POST" else request.GET
    chosen = split_keys(asked.get("sessions", ""))
    key = asked.get("session", "")
    of = chosen or ([int(key)] if is_primary_key(key) else [])
    event = _event(request, asked.get("event", ""), of)
    if event is None:
        return None
    data = request.POST if request.method == "POST" else None
    return LatePage(event, data, chosen[:MOST_CHOSEN], of[0] if of and not chosen else None)


def _event(request: HttpRequest, key: str, sessions: Sequence[int]) -> Event | None:
    """The event of the sessions, of the address, or the one chosen at the head of the page."""
    events = Event.objects.order_by("pk")
    if sessions:
        return events.filter(sessions__in=sessions[:1]).first()
    if is_primary_key(key):
        return events.filter(pk=key).first()
    current = event_switch(request).current
    return events.filter(pk=current.pk).first() if current else events.current(timezone.now())


def _render(request: HttpRequest, page: LatePage, *, refusal: str = "") -> HttpResponse:
    with timezone.override(page.event.zone):
        table = page.table
        context = {
            **admin.site.each_context(request),
            "title": _("Running late"),
            "page": page,
            "table": table,
            "errors": [refusal] if refusal else page.errors,
        }
        return render(request, "admin/plan/late.html", context)


@admin.action(description=_("Running late…"), permissions=["status"])
def run_late(model_admin: ModelAdmin, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
    """An action of the list: the page for the chosen sessions."""
    keys = list(rows.order_by("starts_at", "pk").values_list("pk", "event")[: MOST_CHOSEN + 1])
    if len({event for _pk, event in keys}) > 1:
        text = gettext("These sessions belong to several events. Select those of one event.")
    elif len(keys) > MOST_CHOSEN:
        text = gettext("Choose %(most)s sessions at most, or open the page without choosing any.")
        text %= {"most": MOST_CHOSEN}
    else:
        address = reverse("admin:programme_session_late")
        return HttpResponseRedirect(f"{address}?sessions={join_keys([pk for pk, _e in keys])}")
    model_admin.message_user(request, text, messages.WARNING)
    return None
