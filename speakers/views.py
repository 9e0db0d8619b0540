"""The public pages of people and organizations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from speakers.models import Organization, Speaker


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Every organization that has had a part in a forum."""
    found = Organization.objects.public().in_name_order()
    return render_public(request, "speakers/organizations.html", {"organizations": found})


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    people = Speaker.objects.public().select_related("organization")
    found = get_object_or_404(people, slug=slug)
    contributions = found.contributions.public().latest_first().with_targets().with_names()
    context = {"speaker": found, "contributions": contributions}
    return render_public(request, "speakers/speaker.html", context)


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organization.objects.public(), slug=slug)
    context = {
        "organization": found,
        "partnerships": found.partnerships.public().latest_first(),
        "contributions": found.contributions.public().latest_first().with_targets().with_names(),
    }
    return render_public(request, "speakers/organization.html", context)
