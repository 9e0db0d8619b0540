"""The programme in the formats that other programs read."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.public_pages import public
from programme.exports.icalendar import calendar
from programme.exports.source import (
    event_value,
    load_exported_session,
    load_exported_sessions,
)
from programme.exports.values import ExportedEvent, ExportedSession
from programme.models import Event, Session


@require_safe
def session_calendar(request: HttpRequest, event_slug: str, session_slug: str) -> HttpResponse:
    """One session, for a reader's own calendar."""
    sessions = Session.objects.public().timed().with_places()
    session = get_object_or_404(sessions, event__slug=event_slug, slug=session_slug)
    event = event_value(session.event)
    return _calendar(request, event, load_exported_session(session), name=session.slug)


@require_safe
def event_calendar(
    request: HttpRequest, event_slug: str, day: dt.date | None = None
) -> HttpResponse:
    """The timed sessions of an event or of one of its days, to subscribe to."""
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    timed = event.sessions.public().timed().in_agenda_order()
    sessions = load_exported_sessions(timed.on(day, event.zone) if day else timed, event)
    if day and not sessions:
        raise Http404
    name = f"{event.slug}-{day.isoformat()}" if day else event.slug
    return _calendar(request, event_value(event), sessions, name=name)


def _calendar(
    request: HttpRequest, event: ExportedEvent, sessions: Sequence[ExportedSession], *, name: str
) -> HttpResponse:
    body = calendar(event, sessions, site=settings.SITE_URL)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return public(request, response)
