"""The list of organizations of all forums."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.public_pages import render_public
from speakers.models import Organization


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Every organization that has had a part in a forum."""
    found = Organization.objects.public().in_name_order()
    return render_public(request, "speakers/organizations.html", {"organizations": found})
