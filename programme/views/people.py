"""The people of an event, and those of all events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from content.translations import reading_language
from programme.models import Contribution, Event
from programme.pages.letters import directory
from programme.pages.person_loading import load_everybody, load_people
from programme.pages.search import SearchQuery
from speakers.models import Speaker


@require_safe
def speaker_list(request: HttpRequest, event_slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=event_slug)
    query = SearchQuery.typed(request.GET.get("q", ""))
    contributions = Contribution.objects.public_at(event).taking_part()
    people = load_people(contributions.named(query.text))
    found = directory(people, reading_language())
    context = {"event": event, "directory": found, "query": query}
    return render_public(request, "programme/speaker_list.html", context)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who takes part in an event, or did."""
    query = SearchQuery.typed(request.GET.get("q", ""))
    everybody = load_everybody(Speaker.objects.public().named(query.text))
    found = directory(everybody, reading_language())
    context = {"directory": found, "query": query}
    return render_public(request, "programme/people.html", context)
