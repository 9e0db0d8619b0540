"""The page of a room: its facts, what is on in it now, and its sessions."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme import zones
from programme.agenda.loading import load_sessions
from programme.agenda.page import AgendaPage, agenda_page
from programme.models import Room
from programme.pages.room import now_and_next

KEPT_QUERIES = frozenset({"", "days=all"})


@require_safe
def room(
    request: HttpRequest, event_slug: str, room_slug: str, day: dt.date | None = None
) -> HttpResponse:
    rooms = Room.objects.public().select_related("event")
    room = get_object_or_404(rooms, event__slug=event_slug, slug=room_slug)
    page = _agenda_of_room(room, day, request.GET.getlist("days"))
    if day and day not in page.dates:
        raise Http404
    choice = zones.ZoneChoice.in_query(request.GET, page.first_start)
    on_now, on_next = now_and_next(page)
    context = {"event": room.event, "room": room, "page": page, "day": day, "zone_choice": choice}
    context |= {"on_now": on_now, "on_next": on_next}
    return render_public(
        request, "programme/room.html", context, moments=page.moments, queries=KEPT_QUERIES
    )


def _agenda_of_room(room: Room, day: dt.date | None, days: list[str]) -> AgendaPage:
    public = room.event.sessions.shown().in_room(room).in_agenda_order()
    return agenda_page(
        room.event,
        load_sessions(public, room.event),
        {"days": days},
        now=timezone.now(),
        day=day,
        names_empty_days=bool(day),
    )
