"""The agenda of an event and the page of each of its sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme.models import Event, Session


@require_safe
def current_agenda(request: HttpRequest) -> HttpResponse:
    """To the agenda of the current event, whose address is the lasting one."""
    current = Event.objects.public().current(timezone.now())
    return redirect(current.get_agenda_url() if current else "home")


@require_safe
def agenda(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    sessions = found.sessions.public().in_agenda_order().for_agenda()
    context = {"event": found, "agenda": found.arrange(sessions)}
    return render(request, "programme/agenda.html", context)


@require_safe
def session(request: HttpRequest, event: str, session: str) -> HttpResponse:
    sessions = Session.objects.public().with_places().with_people()
    found = get_object_or_404(sessions, event__slug=event, slug=session)
    documents = found.documents.public().in_staff_order()
    context = {"event": found.event, "session": found, "documents": documents}
    return render(request, "programme/session.html", context)
