"""Pages of the site as a whole: language choice, staff's pages, health checks and errors."""

import datetime as dt
import re
import sys
from http import HTTPStatus

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.module_loading import import_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.public_pages import public, render_public
from forum import logs, outage, redirects
from forum.models import Page
from forum.sitemaps import SITEMAPS
from forum.staff import refusals
from forum.staff.sign_in import typed_forms
from programme.models import Event

BELOW_EVENT = re.compile(r"/[a-z]{2}/events/(?P<slug>[-a-zA-Z0-9_]+)/")
PLAIN_TEXT = "text/plain; charset=utf-8"


@require_safe
def language_choice(request: HttpRequest) -> HttpResponse:
    """Redirect to the home page in the language that the browser prefers."""
    with override(get_language_from_request(request)):
        response = redirect("home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(Page.objects.public(), slug=slug)
    return render_public(request, "forum/page.html", {"page": page})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers, and when: by `Date` pages tell the time (static/js/clock.js)."""
    date = {"Date": http_date(timezone.now().timestamp())}
    return HttpResponse("ok\n", content_type=PLAIN_TEXT, headers=date)


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the site can serve visitors: 503 while the database does not answer.

    Other problems, such as waiting mail, are listed after `ok`: they do not affect visitors.
    """
    try:
        connection.ensure_connection()
        remarks = [import_string(remark)() for remark in settings.READY_REMARKS]
    except DatabaseError:
        refusal = HttpResponse("the database does not answer\n", PLAIN_TEXT, status=503)
        return outage.with_retry_after(refusal)
    lines = ["ok", *filter(None, remarks)]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    content_type = "application/xml; charset=utf-8"
    return public(request, sitemap_of(request, SITEMAPS, content_type=content_type))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report security problems: RFC 9116."""
    expires = timezone.now().date() + dt.timedelta(days=180)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or settings.SITE_URL + reverse('contact')}",
        f"Expires: {expires:%Y-%m-%d}T00:00:00Z",
        f"Preferred-Languages: {', '.join(dict(settings.LANGUAGES))}",
        f"Canonical: {settings.SITE_URL}{reverse('security-txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if refusals.is_of_admin(request) and isinstance(exception, refusals.TOO_LARGE):
        return refusals.form_too_large(request)
    request.GET = QueryDict()  # the query may be the part that cannot be read
    return render(request, "errors/400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if refusals.is_of_admin(request):
        return refusals.page_not_found(request)
    return render(request, "errors/404.html", {"event": _event_above(request)}, status=404)


def gone(request: HttpRequest) -> HttpResponse:
    title = redirects.title_of_removed(redirects.neutral_path(request.path_info))
    context = {"event": _event_above(request), "removed_title": title}
    return render(request, "errors/410.html", context, status=410)


def _event_above(request: HttpRequest) -> Event | None:
    """The public event below whose address this one is: what is missing was a part of it."""
    match = BELOW_EVENT.match(request.path_info)
    return Event.objects.public().called(match["slug"]) if match else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Works without the database, the request and the right language: any of them may have failed.

    It says the same in every language, the reader's first.
    """
    if isinstance(sys.exception(), outage.CAUSES):
        return outage.unavailable(request)
    context = {
        "languages": outage.languages_readers_first(),
        "heading": _("Something went wrong"),
        "reference": logs.request_id.get(),
    }
    return render(None, "errors/500.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if given_back := typed_forms.csrf_failure(request, reason):
        return given_back
    if refusals.is_of_admin(request):
        return refusals.form_expired(request)
    return render(request, "errors/403.html", status=403)
