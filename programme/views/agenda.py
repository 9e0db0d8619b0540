"""The agenda of an event, all of it or one day, and its changes."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme import zones
from programme.agenda.change_lines import load_days, load_lines
from programme.agenda.changes import TOPICS
from programme.agenda.changes_page import changes_page
from programme.agenda.filter_query import search_text
from programme.agenda.loading import Programme, load_brief_sessions, load_programme
from programme.agenda.page import AgendaPage, agenda_page
from programme.agenda.untimed import UntimedProgramme, untimed_programme
from programme.models import Event
from programme.pages.live_loading import load_strip_of
from programme.pages.my_sessions import by_first_day

KEPT_QUERIES = frozenset({"", "view=grid", "days=all"})
"""Of the many combinations of filters only these are worth a copy."""
TOPIC_QUERIES = frozenset({"", *(f"kind={topic}" for topic in TOPICS)})


@require_safe
def current_agenda(request: HttpRequest) -> HttpResponse:
    """Redirects to the agenda of the current event, which has the permanent address."""
    current = Event.objects.public().current(timezone.now())
    return redirect(current.get_agenda_url() if current else "home")


@require_safe
def agenda(request: HttpRequest, event_slug: str, day: dt.date | None = None) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    query = dict(request.GET.lists())
    public = event.sessions.shown().in_agenda_order()
    lines = load_lines(event)
    programme = load_programme(public, event, search_text=search_text(query), lines=lines)
    page = agenda_page(event, programme.sessions, query, now=timezone.now(), day=day, lines=lines)
    if day and day not in page.dates:
        if event.first_day <= day <= event.last_day:
            return redirect(event.get_agenda_url())  # no session has a time yet
        raise Http404
    choice = zones.ZoneChoice.in_query(request.GET, page.first_start)
    strip = load_strip_of(page)
    context = {"event": event, "page": page, "day": day, "zone_choice": choice, "strip": strip}
    moments = page.moments | (strip.moments if strip else set())
    context["untimed"] = _untimed(page, programme)
    return render_public(
        request, "programme/agenda.html", context, moments=moments, queries=KEPT_QUERIES
    )


def _untimed(page: AgendaPage, programme: Programme) -> UntimedProgramme | None:
    """The programme by sections, where no session has a time."""
    if page.first_start or not page.shown:
        return None
    people = () if page.filtered.is_active else programme.people
    return untimed_programme(page.shown, among=programme.sessions, people=people)


@require_safe
def changes(request: HttpRequest, event_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    page = changes_page(load_days(event), request.GET.getlist("kind"))
    context = {"event": event, "page": page}
    return render_public(request, "programme/changes.html", context, queries=TOPIC_QUERIES)


@require_safe
def my_sessions(request: HttpRequest, event_slug: str) -> HttpResponse:
    """Every session, alike for all readers: the script shows those that the reader has saved."""
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    sessions = load_brief_sessions(event.sessions.shown().in_agenda_order())
    context = {"event": event, "days": by_first_day(sessions, event.zone)}
    return render_public(request, "programme/my_sessions.html", context)
