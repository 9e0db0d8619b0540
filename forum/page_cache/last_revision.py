"""Reads the public revision, and remembers it for when the database does not answer."""

import datetime as dt
import threading
import time

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from forum.revision import Revision, current_revision

SERVED_FOR = dt.timedelta(minutes=10)
"""How long copies are served after the revision was last read."""
PAUSE = 1.0
"""Seconds in which the database is not asked again, so that no page waits for it."""
NOTICE_MARK = b"<!-- copy notice -->"


class DatabaseAway(OperationalError):
    """The database did not answer a moment ago."""


class RevisionReader:
    """What this process knows of the revision. All its threads share one."""

    def __init__(self) -> None:
        self._last: tuple[Revision | None, dt.datetime] | None = None
        self._failed_at = float("-inf")
        self._trial = threading.Lock()

    def read(self) -> Revision | None:
        """The revision now; raises OperationalError or InterfaceError.

        While the database is away, one thread at a time tries again; the others are told at once.
        """
        if not self._is_away:
            return self._ask()
        if time.monotonic() - self._failed_at < PAUSE or not self._trial.acquire(blocking=False):
            raise DatabaseAway("The database did not answer a moment ago.")
        try:
            return self._ask()
        finally:
            self._trial.release()

    def last(self, now: dt.datetime) -> tuple[Revision, dt.datetime] | None:
        """The revision that was read last and when, unless that is too long ago."""
        if not self._last or self._last[0] is None or now - self._last[1] > SERVED_FOR:
            return None
        return self._last

    @property
    def _is_away(self) -> bool:
        return self._failed_at > float("-inf")

    def _ask(self) -> Revision | None:
        try:
            revision = current_revision()
        except (OperationalError, InterfaceError):
            self._failed_at = time.monotonic()
            raise
        self._failed_at = float("-inf")
        self._last = revision, timezone.now()
        return revision


def mark_as_copy(response: HttpResponse, read_at: dt.datetime, *, language: str) -> None:
    """Say in a page, and in the headers of any answer, how old it may be."""
    with override(language), timezone.override(dt.UTC):
        notice = render_to_string("_copy_notice.html", {"read_at": read_at})
    response.content = response.content.replace(NOTICE_MARK, notice.encode(), 1)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Age"] = str(max(0, int((timezone.now() - read_at).total_seconds())))
