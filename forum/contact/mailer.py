"""Sends queued mail; each mail is sent once, even if a worker is killed.

A worker claims a mail before sending it, with one update that only one of several workers can make,
on whatever machines they run. A claim is a lease: the mail of a killed worker is due again when the
lease ends, and is sent under the same Message-ID.
"""

import datetime as dt
import logging
from collections.abc import Callable
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.utils import timezone

from forum.contact import workflow
from forum.contact.models import MailState, OutgoingMail

LEASE = dt.timedelta(minutes=4)
PAUSES = [dt.timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
"""After the first, second and third failure, and after every later one."""
GIVE_UP_AFTER = dt.timedelta(days=3)
SERVER_ANSWERED = (SMTPResponseException, SMTPRecipientsRefused, ValueError)
"""Failures of one mail. Any other means that the server cannot be reached."""

logger = logging.getLogger(__name__)


def send_due(*, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Send due mail one by one; returns the number sent.

    Stops when asked to, or when the server cannot be reached: the other mails then stay due.
    """
    sent = 0
    while not should_stop() and (mail := _claim(timezone.now())):
        try:
            mail.send()
        except (OSError, ValueError) as error:
            _postpone(mail, error, timezone.now())
            if not isinstance(error, SERVER_ANSWERED):
                break
        else:
            OutgoingMail.objects.filter(pk=mail.pk).mark_sent()
            sent += 1
    return sent


def backlog_warning() -> str:
    """A line for monitoring; empty if mail is leaving normally."""
    backlog = OutgoingMail.objects.backlog(timezone.now())
    if not backlog.is_alarming:
        return ""
    return f"mail waiting: {backlog.waiting}, the oldest for {backlog.minutes} minutes"


def failure_warning() -> str:
    """A line for monitoring; empty if every mail could be delivered."""
    count = OutgoingMail.objects.needing_attention().count()
    return f"mail failed: {count}" if count else ""


def _claim(now: dt.datetime) -> OutgoingMail | None:
    """The next due mail that no other worker claims first."""
    due = OutgoingMail.objects.due(now)
    for mail in due.order_by("pk")[:20]:
        if due.filter(pk=mail.pk).update(due_at=now + LEASE):
            return mail
    return None


def _postpone(mail: OutgoingMail, error: Exception, now: dt.datetime) -> None:
    """Schedule the next try; give up what no server can accept, or what has failed for days."""
    logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
    is_refused = isinstance(error, SMTPRecipientsRefused)
    failures, response = mail.failures + 1, str(error)
    if isinstance(error, ValueError) or now - mail.created_at > GIVE_UP_AFTER:
        workflow.give_up(mail, is_refused=is_refused, failures=failures, response=response)
        return
    state = MailState.REFUSED if is_refused else MailState.WAITING
    pause = PAUSES[min(failures, len(PAUSES)) - 1]
    _update(mail, state=state, failures=failures, due_at=now + pause, response=response)


def _update(mail: OutgoingMail, **fields: object) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(**fields)
