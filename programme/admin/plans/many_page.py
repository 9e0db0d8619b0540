"""The page on which a change of many sessions is looked at and confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from content.admin.forms import is_primary_key
from content.history.acts import act
from content.saving import lock_rows, save_all
from programme.admin.current_event import edition_name
from programme.admin.plans.changes import CHANGES, Change, Place
from programme.admin.plans.clashes import unseen_clashes
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.many import Plan
from programme.admin.plans.reasons import ReasonForm
from programme.admin.plans.stamps import Confirmed, Ticks, join_keys, split_keys
from programme.agenda.sessions import Words
from programme.conflicts.loading import load_planned
from programme.models import Event, Session

MOST = 2000
"""How many sessions are changed at once; the largest programmes have a thousand."""
SELECTED, CHOOSE, CHOICE, CONFIRM = "selected", "choose", "choice", "confirm"
"""What the page posts: its sessions, a place by its button, the place before it, the last word."""
NONE = "0"


@dataclass(frozen=True)
class Option:
    key: str
    name: Words
    is_chosen: bool


@dataclass(frozen=True)
class Page:
    """The page for these sessions of one event, as it was asked for."""

    request: HttpRequest
    change: Change
    selected: dict[int, Session]

    @cached_property
    def event(self) -> Event:
        return next(iter(self.selected.values())).event

    @cached_property
    def choices(self) -> dict[int, Place]:
        return self.change.load(self.event) if self.change.field else {}

    @cached_property
    def chosen(self) -> str:
        """The primary key of a place of the event, or `NONE`; empty before anything is chosen."""
        key = self.request.POST.get(CHOOSE) or self.request.POST.get(CHOICE, "")
        is_choice = key == NONE or (is_primary_key(key) and int(key) in self.choices)
        return key if is_choice else ""

    @cached_property
    def is_confirmed(self) -> bool:
        return CONFIRM in self.request.POST and SELECTED in self.request.POST

    @cached_property
    def reasons(self) -> ReasonForm | None:
        if not self.change.asks_for_reason:
            return None
        return ReasonForm(self.request.POST if SELECTED in self.request.POST else None)

    def options(self) -> list[Option]:
        none = (getattr(self.change, "none", ""), get_language())
        named = [(str(key), place.name) for key, place in self.choices.items()]
        return [Option(key, name, key == self.chosen) for key, name in [*named, (NONE, none)]]

    def plan(self) -> Plan:
        return Plan(
            self.change,
            self.event,
            load_planned(self.event),
            self.selected,
            Ticks.of(self.request.POST),
            self.choices.get(int(self.chosen or NONE)),
            is_chosen=bool(self.chosen) or not self.change.field,
        )

    def refusal(self, plan: Plan) -> str:
        """Why the change cannot be made as it was confirmed; empty if it can."""
        if not plan.is_chosen or not self._is_still_there():
            return gettext("This choice is no longer available for this event. Choose again.")
        if not plan.after:
            return gettext("Nothing has been changed: no session is ticked.")
        if self.reasons and not self.reasons.is_valid():
            return gettext("Nothing has been cancelled yet: correct the reason.")
        return unseen_clashes(self.request.POST, plan.clashes)

    def _is_still_there(self) -> bool:
        """Locks the chosen place, so that nobody deletes it meanwhile."""
        if self.chosen in ("", NONE):
            return True
        return bool(lock_rows(self.change.model, [int(self.chosen)]))


def change_many(request: HttpRequest, code: str) -> HttpResponse:
    """Shows what the change makes of the sessions that are named, or changes the ticked ones."""
    if code not in CHANGES:
        raise Http404
    keys = split_keys(request.POST.get(SELECTED) or request.GET.get(SELECTED, ""))
    return plan_page(request, code, keys) or redirect("admin:programme_session_changelist")


def plan_page(request: HttpRequest, code: str, keys: Sequence[int]) -> HttpResponse | None:
    """The page for sessions with these keys; None, with a message, if there can be none."""
    change = CHANGES[code]
    if not may_make(request, change):
        raise PermissionDenied
    selected = _selected(keys) if len(keys) <= MOST else {}
    if refusal := _refusal(len(keys), selected):
        messages.error(request, refusal)
        return None
    page = Page(request, change, selected)
    return _confirm(page) if page.is_confirmed else _look(page, page.plan())


def may_make(request: HttpRequest, change: Change) -> bool:
    session_admin = admin.site.get_model_admin(Session)
    return getattr(session_admin, f"has_{change.permission}_permission")(request)


def _selected(keys: Sequence[int]) -> dict[int, Session]:
    rows = Session.objects.filter(pk__in=keys).select_related("event").in_agenda_order()
    return {row.pk: row for row in rows.defer("search_title", "search_text", "stale")}


def _refusal(asked: int, selected: dict[int, Session]) -> str:
    if asked > MOST:
        text = ngettext(
            "Nothing has been changed: select at most %(count)s session.",
            "Nothing has been changed: select at most %(count)s sessions.",
            MOST,
        )
        return text % {"count": MOST}
    if not selected:
        return gettext("None of the selected sessions exists any more.")
    if len({row.event_id for row in selected.values()}) > 1:
        return gettext(
            "Nothing has been changed: these sessions belong to several events. "
            "Select those of one event."
        )
    return ""


def _confirm(page: Page) -> HttpResponse:
    confirmed = Ticks.of(page.request.POST).confirmed(page.event)
    plan = page.plan()
    if refusal := page.refusal(plan):
        return _look(page, plan, refusal)
    rows = [row for row in confirmed.rows if row.pk in plan.after]
    with act(verb=page.change.verb) as recording:
        recording.describe(conflicts=len(plan.clashes))
        for row in rows:
            page.change.apply(row, plan.choice)
            if page.reasons:
                page.reasons.apply(row)
        save_all(rows)
    _tell(page.request, confirmed, changed=len(rows))
    return redirect_to_done(recording, otherwise=reverse("admin:programme_session_changelist"))


def _tell(request: HttpRequest, confirmed: Confirmed, *, changed: int) -> None:
    for note in confirmed.notes:
        messages.warning(request, note)
    if not changed:
        messages.warning(request, gettext("Nothing has been changed."))


def _look(page: Page, plan: Plan, refusal: str = "") -> HttpResponse:
    count = {"count": len(plan.after)}
    context = {
        **admin.site.each_context(page.request),
        "title": page.change.title,
        "event": page.event,
        "event_name": edition_name(page.event),
        "change": page.change,
        "selected": join_keys([*page.selected]),
        "plan": plan,
        "act": page.change.button % count,
        "options": page.options(),
        "chosen": page.chosen,
        "reasons": page.reasons,
        "clashes": [clash.code for clash in plan.clashes],
        "refusal": refusal,
    }
    return render(page.request, "admin/plan/many.html", context)
