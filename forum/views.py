"""What belongs to no app: the door, the site's own pages, errors, and what machines ask for."""

import mimetypes
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import (
    get_language,
    get_language_from_request,
    get_language_info,
    override,
)
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from forum.models import Page

SHOWN_IN_PLACE = {"image/jpeg", "image/png", "image/webp"}


@require_safe
def language_choice(request: HttpRequest) -> HttpResponse:
    """To the first page in the language that the reader's browser prefers."""
    with override(get_language_from_request(request)):
        response = redirect("home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Page.objects.public(), slug=slug)
    return render(request, "forum/page.html", {"page": found})


@require_safe
@cache_control(public=True, max_age=365 * 24 * 60 * 60, immutable=True)
def media(request: HttpRequest, path: str) -> HttpResponse:
    """An uploaded file; its name is made at random and never used again."""
    if not default_storage.exists(path):
        raise Http404
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    try:
        file = default_storage.open(path)
    except IsADirectoryError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=kind not in SHOWN_IN_PLACE)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether it can serve visitors: 503 while the database does not answer.

    What else is amiss, mail that waits for instance, is remarked on below the `ok`: it keeps no
    visitor from being served.
    """
    try:
        connection.ensure_connection()
        remarks = [import_string(remark)() for remark in settings.READY_REMARKS]
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    lines = ["ok", *filter(None, remarks)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    request.GET = QueryDict()  # what was asked for may be what cannot be read
    return render(request, "errors/400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/410.html", status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the request, which may be what failed.

    It speaks all languages, the reader's first: what failed may be the choice of the language.
    """
    own = get_language() or settings.LANGUAGE_CODE
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != own)
    languages = [get_language_info(code) for code in codes]
    is_away = isinstance(sys.exception(), OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.INTERNAL_SERVER_ERROR
    return render(None, "errors/500.html", {"languages": languages}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/403.html", status=403)
