"""Sends the mail that waits, each mail once, whatever dies meanwhile.

A worker *claims* a mail before it sends it: one update that only one of many workers can make,
wherever they run. A claim is a lease: the mail of a worker that was killed is due again when the
lease is over, and goes out under the same Message-ID.
"""

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.utils import timezone
from post_office.connections import connections
from post_office.models import STATUS, Log

from forum.contact.models import QueuedMail

LEASE = dt.timedelta(minutes=4)
PAUSES = [dt.timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
"""After the first failure, the second, the third, and every later one."""
KEPT_TRYING = dt.timedelta(days=3)

logger = logging.getLogger(__name__)


def send_waiting() -> int:
    """Send what is due, one mail after the other, until there is none or the server is away.

    How many were sent. While the server is away, the other mails need not wait for its silence.
    """
    sent = 0
    while mail := _claimed(timezone.now()):
        try:
            mail.dispatch(commit=False)
        except (OSError, ValueError) as error:
            _put_off(mail, error, timezone.now())
            if not isinstance(error, SMTPResponseException | SMTPRecipientsRefused | ValueError):
                break
        else:
            _keep_as_sent(mail)
            sent += 1
        finally:
            connections.close()
    return sent


def remark() -> str:
    """What whoever watches the site should know of the mail; empty where all is well."""
    backlog = QueuedMail.objects.backlog(timezone.now())
    if not backlog.is_alarming:
        return ""
    return f"mail waits: {backlog.waiting}, the oldest for {backlog.minutes} minutes"


def _claimed(now: dt.datetime) -> QueuedMail | None:
    due = QueuedMail.objects.due(now)
    for mail in due.order_by("pk")[:20]:
        if due.filter(pk=mail.pk).update(status=STATUS.requeued, scheduled_time=now + LEASE):
            return mail
    return None


def _keep_as_sent(mail: QueuedMail) -> None:
    QueuedMail.objects.filter(pk=mail.pk).update(status=STATUS.sent, last_updated=timezone.now())
    mail.logs.all().delete()


def _put_off(mail: QueuedMail, error: Exception, now: dt.datetime) -> None:
    """Try again later; give up what no server can take, or what has failed for days."""
    logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
    failures = (mail.number_of_retries or 0) + 1
    over = isinstance(error, ValueError) or now - mail.created > KEPT_TRYING
    QueuedMail.objects.filter(pk=mail.pk).update(
        status=STATUS.failed if over else STATUS.requeued,
        number_of_retries=failures,
        scheduled_time=now + PAUSES[min(failures, len(PAUSES)) - 1],
        last_updated=now,
    )
    mail.logs.all().delete()
    Log.objects.create(
        email_id=mail.pk,
        status=STATUS.failed,
        exception_type=type(error).__name__,
        message=str(error),
    )
