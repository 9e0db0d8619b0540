"""The WSGI application, for `forum.server`."""

import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from forum.logs import LogsFailure
from forum.slow_clients import separate_slow_clients

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

STACK_SLOTS = 20_000
"""Of 8 bytes. Python rounds up to a power of two: a piece of 256 KB, of which 100 KB are free."""

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


def keep_stack_at_hand(site: Callable) -> Callable:
    """Answer a request on one piece of Python's stack.

    Until 3.12 Python maps a piece of 16 KB when a call needs it, and unmaps it when the call ends.
    A loop that happens to run at such an edge does both at every turn, which doubles the time of a
    page (python/cpython#142183). A frame that claims many slots gets a piece with room for all
    calls below it.
    """

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        return site(environ, start_response)

    respond.__code__ = respond.__code__.replace(co_stacksize=STACK_SLOTS)
    return respond


application = keep_stack_at_hand(
    report_failures(separate_slow_clients(refuse_other_charsets(get_wsgi_application())))
)
