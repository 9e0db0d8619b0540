"""The pattern page. Only a site with `SHOWS_PATTERNS` imports this module."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum.demo.patterns import samples


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/patterns.html", samples(timezone.now()))
