"""What is said with every answer, and where an address leads that is not there any more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language_from_path

from forum import addresses, views

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")


def public_headers(get_response: Handler) -> Handler:
    """Refuse the powers that no page uses, and the use of our files by other sites' pages."""
    policy = ", ".join(f"{permission}=()" for permission in PERMISSIONS)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def former_addresses(get_response: Handler) -> Handler:
    """Where nothing is found, lead on to where it is now (301), or say that it is gone (410)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        language = get_language_from_path(request.path_info)
        if response.status_code != 404 or not language:
            return response
        found = addresses.follow(addresses.neutral_path(request.path_info))
        if found is None:
            return response
        return _redirect(request, language, found) if found else views.gone(request)

    return answer


def _redirect(request: HttpRequest, language: str, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = f"/{language}/{path}/" + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
