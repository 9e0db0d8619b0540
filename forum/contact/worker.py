"""The mail worker: a process that sends due mail until it is stopped."""

import logging
import signal
from collections.abc import Iterator
from queue import Empty, SimpleQueue

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from forum.contact import mailer
from forum.contact.models import Attempt, OutgoingMail

logger = logging.getLogger(__name__)


class StopSignals:
    """Catches SIGTERM and SIGINT, so that the current mail is finished before the process ends."""

    def __init__(self):
        self._received = SimpleQueue()  # unlike an Event, safe to use in a signal handler
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: self._received.put(number))

    def received(self, *, within: float = 0) -> bool:
        """Whether a signal has arrived, or arrives within a number of seconds."""
        try:
            self._received.put(self._received.get(timeout=within))
        except Empty:
            return False
        return True


def rounds(*, interval: float) -> Iterator[int]:
    """Work every `interval` seconds until SIGTERM or SIGINT; yields the mails sent each time."""
    stop = StopSignals()
    while not stop.received():
        try:
            yield work(stop)
        except (DatabaseError, InterfaceError):
            logger.exception("The database failed; trying again in %g seconds.", interval)
        finally:
            connection.close()
        stop.received(within=interval)


def work(stop: StopSignals | None = None) -> int:
    """Delete what has expired and send due mail; returns the number of mails sent."""
    Attempt.objects.expired(timezone.now()).delete()
    OutgoingMail.objects.outdated_private(timezone.now()).delete()
    return mailer.send_due(should_stop=stop.received if stop else lambda: False)
