"""The ID of every request, headers of every response, and redirects of former addresses."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language_from_path

from forum import logs, redirects, styles, views
from forum.charsets import OTHER_CHARSET

Handler = Callable[[HttpRequest], HttpResponse]

METHODS = ["GET", "HEAD", "POST"]
METHODS_OF_FILES = ["GET", "HEAD"]
FILE_NAME = re.compile(r"\.(ics|xml|json|atom|txt|csv|xlsx)\Z")
"""The end of the address of a public file that programs read."""
PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")


def request_id(get_response: Handler) -> Handler:
    """Give each request an ID, which lines of the log, the response and error pages name."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.id = _id_from_proxy(request) or secrets.token_hex(8)
        token = logs.request_id.set(request.id)
        try:
            response = get_response(request)
        finally:
            logs.request_id.reset(token)
        response.headers["X-Request-ID"] = request.id
        return response

    return respond


def _id_from_proxy(request: HttpRequest) -> str:
    """Empty without a proxy of ours, because a visitor could choose the ID of another request."""
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if re.fullmatch(r"[A-Za-z0-9_-]{8,64}", given) else ""


def public_headers(get_response: Handler) -> Handler:
    """Deny permissions that no page uses, and other sites the use of our files.

    The programme in files is for any site to read. No answer of the admin is kept by a browser or a
    proxy.
    """
    policy = ", ".join(f"{permission}=()" for permission in PERMISSIONS)

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        if _is_feed(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        is_admin = request.path_info.startswith("/admin")
        if is_admin and "no-store" not in response.get("Cache-Control", ""):
            add_never_cache_headers(response)
        return response

    return respond


class GZipPages(GZipMiddleware):
    """Compresses pages. Uploads go out as they are: they are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_upload = isinstance(response, FileResponse)
        return response if is_upload else super().process_response(request, response)


def files_have_no_language(get_response: Handler) -> Handler:
    """Drop what Django says of the language of uploads, styles and the sitemap.

    It is the reader's own. They are the same for every reader, and a cache may keep them.
    """
    paths = (settings.MEDIA_URL, styles.FOLDER, reverse("sitemap"))

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(paths) and response.status_code in {200, 304}:
            del response.headers["Vary"], response.headers["Content-Language"]
        return response

    return respond


def known_requests(get_response: Handler) -> Handler:
    """Refuse methods that no page has (405), and charsets that no form of ours is sent in (415)."""

    def respond(request: HttpRequest) -> HttpResponse:
        if _is_feed(request) and request.method not in METHODS_OF_FILES:
            return _answer_of_feed(request)
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if OTHER_CHARSET in request.META:
            text = "Send this in UTF-8.\n"
            return HttpResponse(text, content_type="text/plain; charset=utf-8", status=415)
        return get_response(request)

    return respond


def _is_feed(request: HttpRequest) -> bool:
    """Whether the address is that of a file of an event, which programs of other sites read."""
    path = request.path_info
    is_of_event = get_language_from_path(path) and path[3:].startswith("/events/")
    return bool(is_of_event and FILE_NAME.search(path))


def _answer_of_feed(request: HttpRequest) -> HttpResponse:
    """What a browser asks before a page of another site reads the file; else 405."""
    if request.method != "OPTIONS":
        return HttpResponseNotAllowed([*METHODS_OF_FILES, "OPTIONS"])
    allowed = ", ".join([*METHODS_OF_FILES, "OPTIONS"])
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def former_addresses(get_response: Handler) -> Handler:
    """Turn a 404 into a redirect to the new address (301), or into 410 if the page was deleted."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        language = get_language_from_path(request.path_info)
        if response.status_code != 404 or not language:
            return response
        path = redirects.neutral_path(request.path_info)
        moved_to = redirects.follow(path)
        if moved_to is None:
            query = redirects.follow_query(path, request.GET)
            return _with_query(request, query) if query else response
        return _redirect(request, language, moved_to) if moved_to else views.gone(request)

    return respond


def _with_query(request: HttpRequest, query: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(f"{request.path_info}?{query}")


def _redirect(request: HttpRequest, language: str, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    end = "" if FILE_NAME.search(path) else "/"
    address = f"/{language}/{path}{end}" + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
