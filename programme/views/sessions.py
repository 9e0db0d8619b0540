"""The page of a session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme import zones
from programme.agenda.change_lines import load_former
from programme.models import Session
from programme.pages.session import session_moments, visit


@require_safe
def session(request: HttpRequest, event_slug: str, session_slug: str) -> HttpResponse:
    sessions = Session.objects.public().with_places().with_people().with_former_start()
    session = get_object_or_404(sessions, event__slug=event_slug, slug=session_slug)
    documents = session.documents.public().in_staff_order()
    others = session.event.sessions.public().around(session).in_agenda_order()
    parts = {"documents": documents, "others": others, "former": load_former(session)}
    context = {
        "event": session.event,
        "session": session,
        "visit": visit(session, timezone.now(), **parts),
        "zone_choice": zones.ZoneChoice.in_query(request.GET, session.starts_at),
    }
    moments = session_moments(session)
    return render_public(request, "programme/session.html", context, moments=moments)
