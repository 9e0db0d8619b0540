"""The page of a session, before it, during it, and for ever after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import zones
from programme.models import Session
from programme.pages.session import visit


@require_safe
def session(request: HttpRequest, event: str, session: str) -> HttpResponse:
    sessions = Session.objects.public().with_places().with_people()
    found = get_object_or_404(sessions, event__slug=event, slug=session)
    documents = found.documents.public().in_staff_order()
    others = found.event.sessions.public().around(found).in_agenda_order()
    context = {
        "event": found.event,
        "session": found,
        "visit": visit(found, timezone.now(), documents=documents, others=others),
        "zone_choice": zones.Choice.in_query(request.GET, found.starts_at),
    }
    return render(request, "programme/session.html", context)
