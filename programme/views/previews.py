"""Previews: the public pages of one event, drafts included, below the token of a link.

A preview resolves the rest of its address as the site does and calls the same view. Whatever
reverses an address meanwhile stays below the token, because that is the script prefix.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import (
    Resolver404,
    ResolverMatch,
    get_script_prefix,
    resolve,
    set_script_prefix,
)
from django.utils import timezone
from django.utils.translation import (
    get_language,
    get_language_from_path,
    get_language_info,
    override,
)
from django.views.decorators.http import require_safe

from content.spreadsheets import CONTENT_TYPES
from programme.models import PreviewLink
from programme.models.visibility import previewing

PAGES = {
    "agenda",
    "agenda-day",
    "changes",
    "event",
    "my-sessions",
    "organization",
    "organization-list",
    "room",
    "room-day",
    "search",
    "section",
    "session",
    "speaker",
    "speaker-list",
}
SHEETS = ("organizations", "people", "programme")
EXPORTS = {
    "agenda-text",
    "day-calendar",
    "event-calendar",
    "news",
    "schedule-json",
    "schedule-xml",
    "session-calendar",
    *(f"{sheet}-{form}" for sheet in SHEETS for form in CONTENT_TYPES),
}
FILES = "media"
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@require_safe
def preview(request: HttpRequest, token: str, path: str = "") -> HttpResponse:
    """A page of the preview behind this token; 404 if the link opens nothing, whatever the reason.

    Nobody but its readers keeps the answer, and no other site is told where they came from.
    """
    language = get_language_from_path(f"/{path}") or get_language()
    with override(language):
        link = PreviewLink.objects.behind(token, timezone.now())
        response = _show(request, link, path) if link else _refuse(request)
    return _unkept(response, language)


def _unkept(response: HttpResponse, language: str) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers["Content-Language"] = language
    del response.headers["ETag"]
    return response


def _refuse(request: HttpRequest) -> HttpResponse:
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != get_language())
    context = {"languages": [get_language_info(code) for code in codes]}
    return render(request, "programme/preview_closed.html", context, status=404)


def _show(request: HttpRequest, link: PreviewLink, path: str) -> HttpResponse:
    if not path:
        return HttpResponseRedirect(link.get_address(link.event, get_language()))
    inner = copy.copy(request)
    inner.preview, inner.path_info = link, f"/{path}"
    with _below(f"/preview/{link.token}/"), previewing(link.event_id):
        inner.path = get_script_prefix() + path
        try:
            return _answer(inner, resolve(inner.path_info))
        except Http404:
            return render(inner, "errors/404.html", {"event": link.event}, status=404)


@contextmanager
def _below(prefix: str) -> Iterator[None]:
    """Within it, reversed addresses begin with the prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def _answer(request: HttpRequest, match: ResolverMatch) -> HttpResponse:
    """A page or file of the event. Other pages of the site are where they always are."""
    request.resolver_match = match
    if match.view_name in {*PAGES, FILES}:
        return match.func(request, *match.args, **match.kwargs)
    if match.view_name in EXPORTS:
        return render(request, "programme/preview_calendar.html", status=404)
    if get_language_from_path(request.path_info):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(request.path_info + (f"?{query}" if query else ""))
    raise Resolver404
