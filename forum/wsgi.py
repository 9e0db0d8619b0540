"""The WSGI application, for `forum.server`."""

import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from forum.logs import LogsFailure
from forum.slow_clients import separate_slow_clients

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

ACCEPTED_CHARSETS = {"utf-8", "utf8", "us-ascii"}


def refuse_other_charsets(site: Callable) -> Callable:
    """Answer 415 to a request in a charset that browsers do not use for our forms.

    Django decodes a request before any middleware runs, and fails on `charset=hex`: that is a codec
    of Python, but not a text encoding.
    """

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if _charset(environ.get("CONTENT_TYPE", "")) in ACCEPTED_CHARSETS:
            return site(environ, start_response)
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
        return [b"Send this in UTF-8.\n"]

    return respond


def _charset(content_type: str) -> str:
    """The charset as Django reads it; empty if Django cannot parse the header."""
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return ""
    return parameters.get("charset", "utf-8").lower()


def report_failures(site: Callable) -> Callable:
    """Log what fails before Django has a request, and answer 500."""

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        with LogsFailure("A request"):
            return site(environ, start_response)
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"Something went wrong. Wait a moment, then try again.\n"]

    return respond


application = report_failures(separate_slow_clients(refuse_other_charsets(get_wsgi_application())))
