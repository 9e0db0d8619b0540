"""What the site answers while its database or bucket does not: 503 in every language, no query."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from forum import logs
from forum.media.storage import StorageFull, StorageUnavailable

CAUSES = (OperationalError, InterfaceError, StorageFull, StorageUnavailable)
"""The database or the storage of files is away or full, or another writer holds a lock."""
RETRY_AFTER = 10
"""In seconds: no later the site answers again once the database is back."""
SENT_AGAIN = {"contact"}
"""Views whose form the page carries. Those of staff are kept by the browser, see `drafts.js`."""


def unavailable(request: HttpRequest) -> HttpResponse:
    """A form that could not be stored is told so, and a message can be sent again from the page."""
    context = {
        "languages": languages_readers_first(),
        "heading": _("The site is temporarily unavailable"),
        "reference": logs.request_id.get(),
        "is_form": request.method == "POST",
        "address": request.get_full_path(),
        "fields": _fields_to_send_again(request),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, "errors/503.html", context, status=status)
    return with_retry_after(response)


def with_retry_after(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response


def languages_readers_first() -> list[dict[str, Any]]:
    current = get_language() or settings.LANGUAGE_CODE
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != current)
    return [get_language_info(code) for code in codes]


def _fields_to_send_again(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST" or not request.resolver_match:
        return []
    if request.resolver_match.view_name not in SENT_AGAIN:
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]
