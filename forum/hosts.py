"""The site has one host name. Other names of it redirect, and foreign names are refused."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port, validate_host
from django.utils.translation import activate, get_language_from_request

PROBES = {"/healthz", "/readyz"}
"""Load balancers ask for them by IP address."""


class PermanentRedirect(HttpResponsePermanentRedirect):
    """With the same method: a form is posted to the new address."""

    status_code = 308


def www_name(site_url: str) -> list[str]:
    """The same host with or without `www.`; empty for an IP address and for `localhost`."""
    host = urlsplit(site_url).hostname
    if "." not in host or re.fullmatch(r"[0-9.]+", host):
        return []
    return [host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"]


def one_host(get_response: Callable) -> Callable:
    """A middleware: only the site's own host gets further, but for probes."""
    own_host = urlsplit(settings.SITE_URL).netloc

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            request.META["HTTP_HOST"] = own_host
        if _is_other_name(request):
            same_method = request.method not in {"GET", "HEAD"}
            answer = PermanentRedirect if same_method else HttpResponsePermanentRedirect
            return answer(settings.SITE_URL + request.get_full_path())
        return get_response(request)

    return respond


def _is_other_name(request: HttpRequest) -> bool:
    """Whether it came to another name of the site; raises `DisallowedHost` for foreign names."""
    try:
        host, _port = split_domain_port(request.get_host())
    except DisallowedHost:
        # The page that says so is in the language of the reader.
        activate(get_language_from_request(request, check_path=True))
        raise
    is_own = host == urlsplit(settings.SITE_URL).hostname
    return not is_own and validate_host(host, settings.REDIRECTED_HOSTS)
