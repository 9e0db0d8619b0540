"""The page of an event, those of its organizations and rooms, and the list of events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import note_moments, render_public
from programme.agenda.clock import day_moments
from programme.models import Contribution, Event
from programme.models.events import current_among, current_moments
from programme.pages.event import EventPhase, event_phase, event_state
from programme.pages.event_loading import load_event_data, load_event_page
from programme.pages.live_loading import load_live_home, load_strip
from programme.pages.people import group_organizations, group_partners
from programme.pages.timeline import load_timeline
from speakers.models import Organization

MOST_ANNOUNCEMENTS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page of the event that runs, else of the next, else of the latest past one."""
    events = list(Event.objects.public())
    note_moments(request, current_moments(events))
    current = current_among(events, timezone.now())
    if current is None:
        return render_public(request, "programme/no_event.html", {})
    return _event_page(request, current, is_home=True)


@require_safe
def event(request: HttpRequest, event_slug: str) -> HttpResponse:
    return _event_page(request, get_object_or_404(Event.objects.public(), slug=event_slug))


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    stops = load_timeline(now)
    open_events = [stop.event for stop in stops if stop.state.phase != EventPhase.OVER.value]
    moments = {moment for event in open_events for moment in day_moments(event, now)}
    return render_public(request, "programme/event_list.html", {"stops": stops}, moments=moments)


@require_safe
def organization_list(request: HttpRequest, event_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    partnerships = event.partnerships.in_protocol_order().select_related("organization")
    contributions = Contribution.objects.public_at(event).taking_part()
    others = Organization.objects.represented_in(contributions).in_name_order()
    context = {"event": event, "groups": group_organizations(partnerships, others)}
    return render_public(request, "programme/organization_list.html", context)


def _event_page(request: HttpRequest, event: Event, *, is_home: bool = False) -> HttpResponse:
    now = timezone.now()
    partnerships = event.partnerships.in_protocol_order().select_related("organization")
    live = load_live_home(event, now)
    strip = live and load_strip(event, now, live.until)
    is_over = event_phase(now, event) is EventPhase.OVER
    page = None if live else load_event_page(event, is_over=is_over)
    context = {
        "event": event,
        "is_home": is_home,
        "state": event_state(event, now),
        "registration": event.registration_at(now),
        "announcements": event.announcements.public().latest_first()[:MOST_ANNOUNCEMENTS],
        "partners": group_partners(partnerships),
        "page": page,
        "data": page.data if page else load_event_data(event),
        "live": live,
        "strip": strip,
    }
    moments = day_moments(event, now) | event.registration_moments()
    moments |= live.moments | strip.moments if live else set()
    return render_public(request, "programme/event.html", context, moments=moments)
