"""The agenda of an event, the whole of it or one day."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import zones
from programme.agenda.changes import by_day, changes_of
from programme.agenda.filters import sought_text
from programme.agenda.loading import load_sessions
from programme.agenda.page import agenda_page
from programme.models import Event


@require_safe
def current_agenda(request: HttpRequest) -> HttpResponse:
    """To the agenda of the current event, whose address is the lasting one."""
    current = Event.objects.public().current(timezone.now())
    return redirect(current.get_agenda_url() if current else "home")


@require_safe
def agenda(request: HttpRequest, event: str, day: dt.date | None = None) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    query = dict(request.GET.lists())
    public = found.sessions.public().in_agenda_order()
    sessions = load_sessions(public, found, sought=sought_text(query))
    page = agenda_page(found, sessions, query, now=timezone.now(), day=day)
    if day and day not in page.dates:
        raise Http404
    choice = zones.Choice.in_query(request.GET, page.first_start)
    context = {"event": found, "page": page, "zone_choice": choice}
    return render(request, "programme/agenda.html", context)


@require_safe
def changes(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    sessions = found.sessions.public().in_agenda_order().in_brief().select_related("former_room")
    days = by_day(changes_of(sessions), found.zone)
    return render(request, "programme/changes.html", {"event": found, "days": days})
