"""The programme in the formats that other programs read."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.public_pages import public
from programme.agenda.days import agenda_dates
from programme.agenda.filter_query import asks_to_filter, search_text
from programme.agenda.filters import FACETS, filter_sessions
from programme.agenda.loading import load_sessions
from programme.exports.icalendar import calendar
from programme.exports.source import (
    event_value,
    load_exported_session,
    load_exported_sessions,
)
from programme.exports.values import ExportedEvent, ExportedSession
from programme.models import Event, Session
from programme.models.session_queries import SessionQuerySet


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
    """The timed sessions of an event or of one of its days, to subscribe to.

    The query filters them as it filters the agenda.
    """
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    timed = event.sessions.shown().timed().in_agenda_order()
    timed = timed.on(day, event.zone) if day else timed
    sessions = load_exported_sessions(_filtered(timed, event, request), event)
    if day and not (sessions or timed.exists()):
        raise Http404
    name = f"{event.slug}-{day.isoformat()}" if day else event.slug
    return _calendar(request, event_value(event), sessions, name=name)


def _filtered(sessions: SessionQuerySet, event: Event, request: HttpRequest) -> SessionQuerySet:
    query = dict(request.GET.lists())
    if not asks_to_filter(query, FACETS):
        return sessions
    listed = load_sessions(sessions, event, search_text=search_text(query), lines=())
    dates = agenda_dates(event, listed)
    filtered = filter_sessions(listed, query, zone=event.zone, dates=dates)
    if not filtered.is_active:
        return sessions
    return sessions.with_keys(session.pk for session in filtered.sessions)


def _calendar(
    request: HttpRequest, event: ExportedEvent, sessions: Sequence[ExportedSession], *, name: str
) -> HttpResponse:
    body = calendar(event, sessions, site=settings.SITE_URL)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return public(request, response)
