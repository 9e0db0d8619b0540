"""Headers of every response, and redirects of former addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language_from_path

from forum import redirects, views

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")


def public_headers(get_response: Handler) -> Handler:
    """Deny permissions that no page uses, and other sites the use of our files."""
    policy = ", ".join(f"{permission}=()" for permission in PERMISSIONS)

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


def former_addresses(get_response: Handler) -> Handler:
    """Turn a 404 into a redirect to the new address (301), or into 410 if the page was deleted."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        language = get_language_from_path(request.path_info)
        if response.status_code != 404 or not language:
            return response
        moved_to = redirects.follow(redirects.neutral_path(request.path_info))
        if moved_to is None:
            return response
        return _redirect(request, language, moved_to) if moved_to else views.gone(request)

    return respond


def _redirect(request: HttpRequest, language: str, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = f"/{language}/{path}/" + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
