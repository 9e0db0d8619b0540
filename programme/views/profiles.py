"""The pages of a person and of an organization, across all events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from programme.pages.profile import held_by_event
from programme.pages.profile_loading import load_interventions, load_parts, load_quotes
from speakers.models import Organization, Speaker


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    people = Speaker.objects.public().select_related("organization")
    found = get_object_or_404(people, slug=slug)
    contributions, events = load_parts(found)
    context = {
        "speaker": found,
        "latest": contributions[0],
        "events": events,
        "quotes": load_quotes(found),
    }
    return render_public(request, "speakers/speaker.html", context)


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organization.objects.public(), slug=slug)
    said = load_interventions(found)
    context = {
        "organization": found,
        "partnerships": found.partnerships.public().latest_first(),
        "interventions": said,
        "held": held_by_event(said),
        "says_something": any(one.says_something for one in said),
    }
    return render_public(request, "speakers/organization.html", context)
