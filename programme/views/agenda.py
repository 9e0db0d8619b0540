"""The agenda of an event."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import zones
from programme.models import Event


@require_safe
def current_agenda(request: HttpRequest) -> HttpResponse:
    """To the agenda of the current event, whose address is the lasting one."""
    current = Event.objects.public().current(timezone.now())
    return redirect(current.get_agenda_url() if current else "home")


@require_safe
def agenda(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    sessions = list(found.sessions.public().in_agenda_order().for_agenda())
    first = next((session.starts_at for session in sessions if session.starts_at), None)
    context = {
        "event": found,
        "agenda": found.arrange(sessions),
        "zone_choice": zones.Choice.in_query(request.GET, first),
    }
    return render(request, "programme/agenda.html", context)
