"""The first page of the admin: what waits for the member of staff, each with the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.accounts.rights import languages_to_translate
from programme.admin import first_page as programme
from programme.admin.conflict_list import conflicts_of
from programme.admin.current_event import EventSwitch, event_switch
from programme.admin.first_page import Counted, DayPlan
from programme.admin.translation_coverage import CoverageRow
from programme.models import Event


@dataclass(frozen=True)
class FirstPage:
    """What waits in the inbox, and what the chosen event needs.

    That is empty for staff who may not see its sessions.
    """

    inbox: Sequence[tuple[str, str]]
    event: Event | None = None
    may_plan: bool = False
    conflicts: dict | None = None
    urgent: Sequence[Counted] = ()
    missing: Sequence[Counted] = ()
    translations: Sequence[CoverageRow] = ()
    languages: Sequence[tuple[str, str]] = ()
    """Those of the translations: codes and names."""
    plan: DayPlan | None = None
    steps: Sequence["Step"] = ()
    has_rights: bool = True
    """Whether any role, or anything else, lets the account see a page."""

    @property
    def is_clear(self) -> bool:
        blocks = (self.inbox, self.urgent, self.missing, self.translations, self.steps)
        conflicts = self.conflicts or {}
        return not any((*blocks, conflicts.get("clashes"), conflicts.get("warnings")))


@dataclass(frozen=True)
class Step:
    title: Promise
    hint: Promise
    url: str
    is_done: bool = False


def load_first_page(request: HttpRequest) -> FirstPage:
    switch, user = event_switch(request), request.user
    event = switch.current
    if event is None or not user.has_perm("programme.view_session"):
        steps = _first_steps(request, switch, has_sessions=event is not None)
        has_rights = bool(user.get_all_permissions())
        return FirstPage(_inbox_lines(request), steps=steps, has_rights=has_rights)
    found, counts = conflicts_of(request, event), programme.load_counts(event)
    languages, may_plan = _languages(request), programme.may_plan(user)
    return FirstPage(
        _inbox_lines(request),
        event,
        may_plan,
        conflicts=programme.conflict_block(found) if may_plan else None,
        urgent=programme.unprepared_sessions(event, counts) if may_plan else (),
        missing=programme.missing(event, counts, found, user),
        translations=programme.translations(event, counts, languages),
        languages=[(code, name) for code, name in settings.LANGUAGES if code in languages],
        plan=programme.day_plan(event, found.planned),
        steps=_first_steps(request, switch, has_sessions=bool(found.planned)),
    )


def _inbox_lines(request: HttpRequest) -> list[tuple[str, str]]:
    """From the `waiting_lines` of any model's admin: texts with addresses."""
    admins = admin.site._registry.values()
    return [
        line
        for one in admins
        if hasattr(one, "waiting_lines")
        for line in one.waiting_lines(request)
    ]


def _languages(request: HttpRequest) -> list[str]:
    if programme.writes_all_languages(request.user):
        return programme.LANGUAGES
    return languages_to_translate(request.user)


def _first_steps(request: HttpRequest, switch: EventSwitch, *, has_sessions: bool) -> list[Step]:
    """While there is no event, or only one without a session: what the user may do of them."""
    if has_sessions or len(switch.events) > (switch.current is not None):
        return []
    has_event = bool(switch.events)
    wanted = (
        ("programme.add_event", "programme_event_add", STEPS[0], has_event),
        ("programme.add_room", "programme_room_add", STEPS[1], False),
        ("programme.add_session", "programme_session_add", STEPS[2], False),
        ("auth.add_user", "auth_user_add", STEPS[3], False),
    )
    return [
        Step(*words, reverse(f"admin:{name}"), is_done)
        for permission, name, words, is_done in wanted
        if request.user.has_perm(permission)
    ]


STEPS = (
    (
        _("Name the event and its days"),
        _("Name, dates, place. Everything can be changed later."),
    ),
    (_("Add the rooms"), _("Name and capacity. Conflicts are found by room.")),
    (_("Add a first session"), _("Title, time, room, people: one form.")),
    (_("Invite your colleagues"), _("Editors, translators, schedulers, helpdesk: by e-mail.")),
)
