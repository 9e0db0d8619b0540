"""The programme in the formats that other programs read."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.public_pages import public
from content.spreadsheets import CONTENT_TYPES
from content.translations import reading_language
from programme.exports.agenda_text import agenda_text
from programme.exports.atom import atom_feed
from programme.exports.choice import chosen_sessions
from programme.exports.frab import FrabSchedule, frab_schedule
from programme.exports.icalendar import calendar
from programme.exports.news import load_news
from programme.exports.parts import documents_by_session
from programme.exports.schedule_json import schedule_json
from programme.exports.schedule_xml import schedule_xml
from programme.exports.sheets import (
    organization_sheet,
    organizations_at,
    people_at,
    people_sheet,
    programme_sheet,
)
from programme.exports.source import (
    event_value,
    feed_times,
    load_exported_session,
    load_exported_sessions,
)
from programme.exports.values import ExportedSession
from programme.models import Event, Session

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def session_calendar(request: HttpRequest, event_slug: str, session_slug: str) -> HttpResponse:
    """One session, for a reader's own calendar."""
    sessions = Session.objects.public().timed().with_places()
    session = get_object_or_404(sessions, event__slug=event_slug, slug=session_slug)
    event, found = event_value(session.event), load_exported_session(session)
    body = calendar(event, found, site=settings.SITE_URL, path=request.get_full_path())
    return _file(request, body, CALENDAR, f"{session.slug}.ics")


@require_safe
def event_calendar(
    request: HttpRequest, event_slug: str, day: dt.date | None = None
) -> HttpResponse:
    """The timed sessions of an event or of one of its days, to subscribe to.

    The query filters them as it filters the agenda. While none has a time, the days of the event
    are there.
    """
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    timed = event.sessions.shown().timed().in_agenda_order()
    timed = timed.on(day, event.zone) if day else timed
    sessions = load_exported_sessions(chosen_sessions(timed, event, request.GET), event)
    is_empty = not (sessions or timed.exists())
    if day and is_empty:
        raise Http404
    times = feed_times(event) if is_empty else None
    path = request.get_full_path()
    site = settings.SITE_URL
    body = calendar(event_value(event), sessions, site=site, path=path, times=times)
    name = f"{event.slug}-{day.isoformat()}" if day else event.slug
    return _file(request, body, CALENDAR, f"{name}.ics")


@require_safe
def schedule_as_xml(request: HttpRequest, event_slug: str) -> HttpResponse:
    """The timed sessions of an event for conference apps."""
    event, schedule = _schedule(request, event_slug)
    body = schedule_xml(schedule, site=settings.SITE_URL, path=request.get_full_path())
    return _file(request, body, "application/xml; charset=utf-8", f"{event.slug}.xml")


@require_safe
def schedule_as_json(request: HttpRequest, event_slug: str) -> HttpResponse:
    event, schedule = _schedule(request, event_slug)
    body = schedule_json(schedule, site=settings.SITE_URL)
    return _file(request, body, "application/json; charset=utf-8", f"{event.slug}.json")


@require_safe
def agenda_as_text(request: HttpRequest, event_slug: str) -> HttpResponse:
    event, sessions = _programme(request, event_slug)
    body = agenda_text(event_value(event), sessions, site=settings.SITE_URL)
    return _file(request, body, "text/plain; charset=utf-8", f"{event.slug}.txt")


@require_safe
def news(request: HttpRequest, event_slug: str) -> HttpResponse:
    """Announcements and changes of the programme, as an Atom feed."""
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    entries = load_news(event, changes_path=reverse("changes", args=[event.slug]))
    where = {"site": settings.SITE_URL, "path": request.get_full_path()}
    body = atom_feed(event_value(event), entries, **where, language=reading_language())
    return _file(request, body, "application/atom+xml; charset=utf-8", f"{event.slug}.atom")


@require_safe
def programme_as_sheet(request: HttpRequest, event_slug: str, form: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    sessions = chosen_sessions(event.sessions.shown(), event, request.GET)
    body = programme_sheet(sessions, event, form=form)
    return _file(request, body, CONTENT_TYPES[form], f"{event.slug}.{form}")


@require_safe
def people_as_sheet(request: HttpRequest, event_slug: str, form: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    body = people_sheet(people_at(event), form=form)
    return _file(request, body, CONTENT_TYPES[form], f"{event.slug}-people.{form}")


@require_safe
def organizations_as_sheet(request: HttpRequest, event_slug: str, form: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    body = organization_sheet(organizations_at(event), form=form)
    return _file(request, body, CONTENT_TYPES[form], f"{event.slug}-organizations.{form}")


def _programme(
    request: HttpRequest, event_slug: str, *, timed: bool = False
) -> tuple[Event, list[ExportedSession]]:
    """The public event at this address, and the sessions that the query chooses."""
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    public_sessions = event.sessions.shown().in_agenda_order()
    sessions = public_sessions.timed() if timed else public_sessions
    chosen = chosen_sessions(sessions, event, request.GET)
    return event, load_exported_sessions(chosen, event)


def _schedule(request: HttpRequest, event_slug: str) -> tuple[Event, FrabSchedule]:
    event, sessions = _programme(request, event_slug, timed=True)
    documents = documents_by_session(session.key for session in sessions)
    return event, frab_schedule(event_value(event), sessions, documents)


def _file(request: HttpRequest, body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return public(request, response)
