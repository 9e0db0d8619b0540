"""The page of the timetable in the admin: looked at, looked at again with moves, and saved."""

import datetime as dt
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from content.admin.forms import is_primary_key
from content.history.acts import act
from programme.admin.conflict_form import warn_of
from programme.admin.current_event import edition_name, event_switch
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.running_late import may_move_sessions
from programme.admin.timetable.board import Board
from programme.admin.timetable.notices import notices_of
from programme.admin.timetable.page import Timetable
from programme.admin.timetable.saving import lock_moved, write
from programme.admin.timetable.table import Choices, listed_rows
from programme.agenda.hours import day_in_words
from programme.conflicts import new_conflicts
from programme.models import Event, Session

SAVE, OPEN = "save", "open"
"""The button that writes, and those of the board that lead to the fields of one session.

Every other button only shows the page again.
"""
RESET = "reset"
GRID, LIST = "grid", "list"


def timetable_urls(site: admin.AdminSite) -> list[URLPattern]:
    page = site.admin_view(timetable)
    return [path("programme/timetable/", page, name="programme_timetable")]


def may_see_timetable(request: HttpRequest) -> bool:
    return admin.site.get_model_admin(Session).has_view_permission(request)


@require_http_methods(["GET", "HEAD", "POST"])
def timetable(request: HttpRequest) -> HttpResponse:
    can_move = may_move_sessions(request)
    if not may_see_timetable(request) or (request.method == "POST" and not can_move):
        raise PermissionDenied
    event = _event(request)
    if event is None:
        messages.warning(request, gettext("Choose an event first."))
        return HttpResponseRedirect(reverse("admin:programme_session_changelist"))
    with timezone.override(event.zone):
        page = _asked(request, event)
        if SAVE in request.POST:
            return _save(request, event)
        if RESET in request.POST or (request.POST.get("view") and not page.is_touched):
            return HttpResponseRedirect(_address(event, page.day, _view(request)))
        return _show(request, page, can_move=can_move)


@require_POST
def show_posted(request: HttpRequest) -> HttpResponse:
    """The page with what is posted, whichever button was pressed: nothing is saved."""
    if not may_move_sessions(request) or not (event := _event(request)):
        raise PermissionDenied
    with timezone.override(event.zone):
        return _show(request, _asked(request, event), can_move=True)


timetable.shows_posted = show_posted
"""Restores the form after a new login; see `forum.staff.unsaved_forms`."""


def _event(request: HttpRequest) -> Event | None:
    """The event of the address, else the one chosen at the head of the page."""
    events, key = Event.objects.order_by("pk"), request.GET.get("event", "")
    if is_primary_key(key):
        return events.filter(pk=key).first()
    current = event_switch(request).current
    return events.filter(pk=current.pk).first() if current else events.current(timezone.now())


def _asked(request: HttpRequest, event: Event) -> Timetable:
    return Timetable(event, request.GET.get("day", ""), request.POST)


def _save(request: HttpRequest, event: Event) -> HttpResponse:
    """Write the moves if none is refused or overtaken; what is locked is loaded after that."""
    locked = lock_moved(event, request.POST)
    page = _asked(request, event)
    if page.refused or any(not row.is_seen for row in page.overtaken):
        return _show(request, page, can_move=True)
    notices = notices_of(page)
    address = _address(page.event, page.day, _view(request))
    with act() as recording:
        write(page.changed, locked)
    _tell(request, page, notices.gone, address)
    return redirect_to_done(recording, otherwise=address)


def _tell(request: HttpRequest, page: Timetable, gone: list[str], address: str) -> None:
    for sentence in gone:
        messages.warning(request, sentence)
    if not page.changed:
        messages.warning(request, gettext("Nothing was changed."))
        return
    if new := new_conflicts(page.stored_conflicts, page.conflicts):
        warn_of(request, new, page.event)
    words = gettext("Back to the timetable: %(day)s") % {"day": day_in_words(page.day)}
    messages.info(request, format_html('<a href="{}">{}</a>', address, words))


def _show(request: HttpRequest, page: Timetable, *, can_move: bool) -> HttpResponse:
    view = _view(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Timetable"),
        "page": page,
        "event_name": edition_name(page.event),
        "address": _address(page.event, page.day, view),
        "can_move": can_move,
        "tabs": [(day, _address(page.event, day, view)) for day in page.days],
        "summary": _summary(page, is_board=view != LIST),
        "notices": notices_of(page),
        "other_view": GRID if view == LIST else LIST,
        "board": None if view == LIST else Board(page, _last_laid(request)),
        "rows": listed_rows(page) if view == LIST else [],
        "choices": Choices.of(page) if can_move else None,
        "act_label": _act_label(page),
    }
    return render(request, "admin/timetable/page.html", context)


def _view(request: HttpRequest) -> str:
    """The one whose button was pressed, else that of the address; a slot is opened in the list."""
    asked = request.POST.get("view") or request.GET.get("view", "")
    return LIST if asked == LIST or OPEN in request.POST else GRID


def _last_laid(request: HttpRequest) -> int | None:
    key = request.POST.get("last", "")
    return int(key) if is_primary_key(key) else None


def _address(event: Event, day: dt.date, view: str) -> str:
    query = {"event": event.pk, "day": day.isoformat()}
    query |= {"view": view} if view == LIST else {}
    return f"{reverse('admin:programme_timetable')}?{urlencode(query)}"


def _act_label(page: Timetable) -> str:
    count = len(page.changed)
    if not count:
        return gettext("Save")
    text = ngettext("Save %(count)s move", "Save %(count)s moves", count)
    return text % {"count": count}


def _summary(page: Timetable, *, is_board: bool) -> SafeString:
    """“98 sessions · 2 conflicts · 3 not placed”; on the board the last two are links past it."""
    sessions, conflicts = len(page.of_day), len(page.day_conflicts)
    unplaced = len(page.unplaced)
    counts = [
        (sessions, "", ngettext("%(count)s session", "%(count)s sessions", sessions)),
        (conflicts, "conflicts", ngettext("%(count)s conflict", "%(count)s conflicts", conflicts)),
        (
            unplaced,
            "unplaced",
            ngettext("%(count)s not placed", "%(count)s not placed", unplaced),
        ),
    ]
    words = ((place, text % {"count": count}) for count, place, text in counts if count)
    links = (
        (format_html('<a href="#{}">{}</a>', place, text) if place and is_board else text,)
        for place, text in words
    )
    return format_html_join(" · ", "{}", links)
