"""The page of a session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme import zones
from programme.pages.session import session_moments
from programme.pages.session_loading import load_visit


@require_safe
def session(request: HttpRequest, event_slug: str, session_slug: str) -> HttpResponse:
    visit = load_visit(event_slug, session_slug, timezone.now())
    if visit is None:
        raise Http404
    session = visit.session
    context = {
        "event": session.event,
        "session": session,
        "visit": visit,
        "zone_choice": zones.ZoneChoice.in_query(request.GET, session.starts_at),
    }
    moments = session_moments(session)
    return render_public(request, "programme/session.html", context, moments=moments)
