"""An event's own page, those of its people, organizations and rooms, and the list of events."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import zones
from programme.agenda.loading import load_sessions
from programme.agenda.page import agenda_page
from programme.exports.json_ld import MOST_SESSIONS
from programme.models import Contribution, Document, Event, Room
from programme.pages.event import EventPhase, event_phase, event_state, now_and_next
from programme.pages.people import group_organizations, group_partners, unique_people
from programme.pages.search import Query
from speakers.models import Organization

MOST_ANNOUNCEMENTS = 3
MOST_COMING = 40
"""Of the sessions that are not over, so many are loaded to find what is on and what is next."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The event that runs, else the next, else the latest past one."""
    current = Event.objects.public().current(timezone.now())
    if current is None:
        return render(request, "programme/no_event.html")
    return _event_page(request, current, is_home=True)


@require_safe
def event(request: HttpRequest, event: str) -> HttpResponse:
    return _event_page(request, get_object_or_404(Event.objects.public(), slug=event))


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    events = Event.objects.public().latest_first()
    return render(request, "programme/event_list.html", {"events": events})


@require_safe
def speaker_list(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    query = Query.typed(request.GET.get("q", ""))
    contributions = Contribution.objects.public().of_event(found).named(query.text)
    people = unique_people(contributions.with_names().in_name_order())
    context = {"event": found, "people": people, "query": query}
    return render(request, "programme/speaker_list.html", context)


@require_safe
def organization_list(request: HttpRequest, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.public(), slug=event)
    partnerships = found.partnerships.in_protocol_order().select_related("organization")
    contributions = Contribution.objects.public().of_event(found)
    others = Organization.objects.represented_in(contributions).in_name_order()
    standings = group_organizations(partnerships, others)
    context = {"event": found, "standings": standings}
    return render(request, "programme/organization_list.html", context)


@require_safe
def room(request: HttpRequest, event: str, room: str) -> HttpResponse:
    rooms = Room.objects.public().select_related("event")
    found = get_object_or_404(rooms, event__slug=event, slug=room)
    public = found.event.sessions.public().in_room(found).in_agenda_order()
    page = agenda_page(
        found.event,
        load_sessions(public, found.event),
        {"days": ["all"]},
        now=timezone.now(),
        names_empty_days=False,
    )
    choice = zones.Choice.in_query(request.GET, page.first_start)
    context = {"event": found.event, "room": found, "page": page, "zone_choice": choice}
    return render(request, "programme/room.html", context)


def _event_page(request: HttpRequest, event: Event, *, is_home: bool = False) -> HttpResponse:
    partnerships = event.partnerships.in_protocol_order().select_related("organization")
    context = {
        "event": event,
        "is_home": is_home,
        "announcements": event.announcements.public().latest_first()[:MOST_ANNOUNCEMENTS],
        "partners": group_partners(partnerships),
        "sections": event.sections.public().in_staff_order(),
        "tracks": event.tracks.public().in_staff_order(),
        "contributions": event.contributions.in_protocol_order().with_names(),
        "documents": event.documents.public().in_staff_order(),
        "sessions": event.sessions.public().in_agenda_order().in_brief()[: MOST_SESSIONS + 1],
        **_as_of(timezone.now(), event),
    }
    return render(request, "programme/event.html", context)


def _as_of(now: dt.datetime, event: Event) -> dict[str, object]:
    """What depends on the time: the phase of the event, and the cards of what is on and next."""
    phase = event_phase(now, event)
    coming = event.sessions.public().not_over(now).in_agenda_order()[:MOST_COMING]
    is_running = phase is EventPhase.RUNNING
    on, following = now_and_next(load_sessions(coming, event) if is_running else [], now)
    recordings = Document.objects.public().recordings_of(event)
    count = recordings.count() if phase is EventPhase.OVER else 0
    return {
        "state": event_state(event, now, recordings=count),
        "on_now": on,
        "on_next": following,
    }
