"""The CPU time and queries of each kind of page, in one process and without copies of pages.

`python -m tests.bench.pages` prints them as JSON, for the showcase in DATABASE_URL.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Iterable
from typing import NamedTuple

import django
from django.db import connection
from django.db.models import Count

REPEATED = 15
NEVER_KEPT = "utm_source=bench"
"""Pages ignore this parameter, and no copy is kept of an address with one."""

SHOWCASE = "/en/events/showcase/"


class Page(NamedTuple):
    name: str
    path: str
    queries: int
    cpu: float
    """Milliseconds, without a copy: the median."""


def uncached(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{NEVER_KEPT}"


def addresses() -> dict[str, str]:
    from programme.models import Session

    timed = Session.objects.public().timed().filter(event__slug="showcase")
    panel = timed.annotate(people=Count("contributions")).order_by("-people", "pk")[0]
    return {
        "first page": "/en/",
        "agenda": f"{SHOWCASE}agenda/",
        "session with most people": panel.get_absolute_url(),
        "speakers": f"{SHOWCASE}speakers/",
        "organizations": f"{SHOWCASE}organizations/",
        "agenda.ics": f"{SHOWCASE}agenda.ics",
        "calendar of one session": f"{panel.get_absolute_url()}calendar.ics",
        "contact": "/en/contact/",
        "search": "/en/search/?q=data",
        "sitemap": "/sitemap.xml",
        "trivial view": "/healthz",
    }


def measure(name: str, path: str) -> Page:
    ask(uncached(path))
    count = queries_of(uncached(path))
    took = []
    for _time in range(REPEATED):
        started = time.process_time()
        ask(uncached(path))
        took.append((time.process_time() - started) * 1000)
    return Page(name, path, count, statistics.median(took))


def queries_of(path: str) -> int:
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask(path)
    return len(asked)


def ask(address: str) -> bytes:
    """The body, from the WSGI application that the server runs."""
    from forum.wsgi import application

    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    statuses: list[str] = []
    answer = application(environ, lambda status, *_headers: statuses.append(status))
    try:
        body = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    if statuses != ["200 OK"]:
        raise RuntimeError(f"{address}: {statuses}")
    return body


def measured(paths: Iterable[tuple[str, str]]) -> list[Page]:
    return [measure(name, path) for name, path in paths]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measured(addresses().items())))  # noqa: T201  for the other process
