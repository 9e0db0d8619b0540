"""The page of a section: its people, its sessions, and the documents gathered from them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme.agenda.loading import load_sessions
from programme.agenda.page import agenda_page
from programme.models import Event
from programme.pages.people import split_people
from programme.pages.section import place_of
from programme.pages.section_loading import load_documents, load_said


@require_safe
def section(request: HttpRequest, event_slug: str, section_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    place = place_of(section_slug, event.sections.shown().in_staff_order())
    if place is None:
        raise Http404
    public = event.sessions.shown().in_section(place.section).in_agenda_order()
    sessions = load_sessions(public, event)
    people = place.section.contributions.in_protocol_order().with_names()
    context = {
        "event": event,
        "section": place.section,
        "place": place,
        "page": agenda_page(event, sessions, {"days": ["all"]}, now=timezone.now()),
        "participation": split_people(people),
        "said": load_said(place.section, event),
        "documents": load_documents(place.section, event),
    }
    moments = context["page"].moments
    return render_public(request, "programme/section.html", context, moments=moments)
