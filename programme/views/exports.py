"""What other programs read of the programme."""

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from programme.exports.icalendar import calendar
from programme.models import Event, Session


@require_safe
@cache_control(public=True, max_age=0)
def session_calendar(request: HttpRequest, event: str, session: str) -> HttpResponse:
    """One session, for somebody's diary."""
    sessions = Session.objects.public().timed().with_places().with_people()
    found = get_object_or_404(sessions, event__slug=event, slug=session)
    return _answer(request, found.event, [found], name=found.slug)


@require_safe
@cache_control(public=True, max_age=0)
def event_calendar(request: HttpRequest, event: str, day: dt.date | None = None) -> HttpResponse:
    """All sessions of an event that have a time, or those of one day, to subscribe to."""
    found = get_object_or_404(Event.objects.public(), slug=event)
    timed = found.sessions.public().timed()
    chosen = timed.on(day, found.zone) if day else timed
    sessions = list(chosen.in_agenda_order().with_places().with_people())
    if day and not sessions:
        raise Http404
    name = f"{found.slug}-{day.isoformat()}" if day else found.slug
    return _answer(request, found, sessions, name=name)


def _answer(
    request: HttpRequest, event: Event, sessions: Iterable[Session], *, name: str
) -> HttpResponse:
    """The calendar, or 304 to those who have these very bytes.

    The tag alone decides: a room may get another name without any session being changed.
    """
    sessions = list(sessions)
    body = calendar(event, sessions, site=settings.SITE_URL)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["ETag"] = tag = f'"{sha256(body).hexdigest()[:32]}"'
    if sessions:
        changed_at = max(session.changed_at for session in sessions)
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return get_conditional_response(request, etag=tag, response=response)
