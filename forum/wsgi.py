"""The WSGI application, for `forum.server`."""

import gc
import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application

from forum.charsets import mark_other_charsets
from forum.logs import LogsFailure
from forum.slow_clients import separate_slow_clients

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

STACK_SLOTS = 20_000
"""Of 8 bytes. Python rounds up to a power of two: a piece of 256 KB, of which 100 KB are free."""


def report_failures(site: Callable) -> Callable:
    """Log what fails before Django has a request, and answer 500."""

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        with LogsFailure("A request"):
            return site(environ, start_response)
        start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
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


# What is loaded now lives as long as the process: to look for garbage in it takes a tenth of the
# time of a start, and would take a tenth of that of every long page.
gc.disable()
application = keep_stack_at_hand(
    report_failures(separate_slow_clients(mark_other_charsets(get_wsgi_application())))
)
gc.freeze()
gc.enable()
