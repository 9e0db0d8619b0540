"""The page of an event, those of its people, organizations and rooms, and the list of events."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import zones
from programme.agenda.loading import load_sessions
from programme.agenda.page import AgendaPage, agenda_page
from programme.exports.json_ld import MOST_SESSIONS
from programme.models import Contribution, Document, Event, Room
from programme.pages.event import EventPhase, event_phase, event_state, now_and_next
from programme.pages.people import group_organizations, group_partners, unique_people
from programme.pages.search import SearchQuery
from speakers.models import Organization

MOST_ANNOUNCEMENTS = 3
MOST_AHEAD = 40
"""Sessions that are not over, loaded to find those that are on and those that are next."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page of the event that runs, else of the next, else of the latest past one."""
    current = Event.objects.public().current(timezone.now())
    if current is None:
        return render(request, "programme/no_event.html")
    return _event_page(request, current, is_home=True)


@require_safe
def event(request: HttpRequest, event_slug: str) -> HttpResponse:
    return _event_page(request, get_object_or_404(Event.objects.public(), slug=event_slug))


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    events = Event.objects.public().latest_first()
    return render(request, "programme/event_list.html", {"events": events})


@require_safe
def speaker_list(request: HttpRequest, event_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    query = SearchQuery.typed(request.GET.get("q", ""))
    contributions = Contribution.objects.public().of_event(event).named(query.text)
    people = unique_people(contributions.with_names().in_name_order())
    context = {"event": event, "people": people, "query": query}
    return render(request, "programme/speaker_list.html", context)


@require_safe
def organization_list(request: HttpRequest, event_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    partnerships = event.partnerships.in_protocol_order().select_related("organization")
    contributions = Contribution.objects.public().of_event(event)
    others = Organization.objects.represented_in(contributions).in_name_order()
    context = {"event": event, "groups": group_organizations(partnerships, others)}
    return render(request, "programme/organization_list.html", context)


@require_safe
def room(request: HttpRequest, event_slug: str, room_slug: str) -> HttpResponse:
    rooms = Room.objects.public().select_related("event")
    room = get_object_or_404(rooms, event__slug=event_slug, slug=room_slug)
    page = _agenda_of_room(room)
    choice = zones.ZoneChoice.in_query(request.GET, page.first_start)
    context = {"event": room.event, "room": room, "page": page, "zone_choice": choice}
    return render(request, "programme/room.html", context)


def _agenda_of_room(room: Room) -> AgendaPage:
    """All its days, however many sessions they have."""
    public = room.event.sessions.public().in_room(room).in_agenda_order()
    return agenda_page(
        room.event,
        load_sessions(public, room.event),
        {"days": ["all"]},
        now=timezone.now(),
        names_empty_days=False,
    )


def _event_page(request: HttpRequest, event: Event, *, is_home: bool = False) -> HttpResponse:
    partnerships = event.partnerships.in_protocol_order().select_related("organization")
    sessions = event.sessions.public().in_agenda_order()
    context = {
        "event": event,
        "is_home": is_home,
        "announcements": event.announcements.public().latest_first()[:MOST_ANNOUNCEMENTS],
        "partners": group_partners(partnerships),
        "sections": event.sections.public().in_staff_order(),
        "tracks": event.tracks.public().in_staff_order(),
        "contributions": event.contributions.in_protocol_order().with_names(),
        "documents": event.documents.public().in_staff_order(),
        "sessions": sessions.in_brief().with_former_start()[: MOST_SESSIONS + 1],
        **_at_moment(timezone.now(), event),
    }
    return render(request, "programme/event.html", context)


def _at_moment(now: dt.datetime, event: Event) -> dict[str, object]:
    """The context that depends on the time: the phase, and the sessions now and next."""
    phase = event_phase(now, event)
    is_running = phase is EventPhase.RUNNING
    ahead = event.sessions.public().not_over(now).in_agenda_order()[:MOST_AHEAD]
    on_now, on_next = now_and_next(
        load_sessions(ahead, event) if is_running else [], now, event.zone
    )
    recordings = Document.objects.public().recordings_of(event)
    count = recordings.count() if phase is EventPhase.OVER else 0
    return {
        "state": event_state(event, now, recordings=count),
        "on_now": on_now,
        "on_next": on_next,
    }
