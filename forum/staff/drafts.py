"""Tells the browser which drafts of forms on its device the server has saved.

A script gives each form an id and keeps what is typed under it (`static/js/admin/kept-form.js`).
A cookie of the admin names the saved ones, until the next page has removed them.
"""

import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from forum.staff.unsaved_forms import FormPage

COOKIE = "saved-drafts"
"""With the prefix `__Secure-` where the site is served over https."""
MAX_AGE = 7 * 24 * 60 * 60
MAX_NAMED = 20
_ID = re.compile("[a-z0-9]{1,40}")


def names_saved_drafts(view: Callable) -> Callable:
    @wraps(view)
    def respond(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        response = view(request, *args, **options)
        draft = request.POST.get("_draft", "")
        if _ID.fullmatch(draft) and _was_saved(request, response):
            _name(draft, request, response)
        return response

    return respond


def _was_saved(request: HttpRequest, response: HttpResponse) -> bool:
    """A refused form is shown again; one whose record is gone redirects to the first page."""
    if request.method != "POST" or not FormPage.of(request.resolver_match):
        return False
    if response.status_code == 302:
        return response.url != reverse("admin:index")
    return "popup_response_data" in (getattr(response, "context_data", None) or {})


def _name(draft: str, request: HttpRequest, response: HttpResponse) -> None:
    named = _ID.findall(request.COOKIES.get(_cookie_name(), ""))
    response.set_cookie(
        _cookie_name(),
        ".".join([*named, draft][-MAX_NAMED:]),
        max_age=MAX_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _cookie_name() -> str:
    return f"__Secure-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE
