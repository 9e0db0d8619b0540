"""The queue of outgoing mail."""

import datetime as dt
from contextlib import suppress
from email.utils import make_msgid
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Case, Count, F, Min, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.email_addresses import ascii_address

ALARMING_COUNT, ALARMING_MINUTES = 10, 30
"""Monitoring is warned when this many mails wait, or one has waited this long."""
LATE_MINUTES = 5
"""Staff are told when one has waited this long: perhaps no worker is running."""
PRIVATE_TIME = dt.timedelta(days=30)
"""How long the queue shows that a private mail was sent."""


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    REFUSED = "refused", _("recipient refused")  # tried again like one that is waiting
    SENT = "sent", _("sent")
    GIVEN_UP = "given_up", _("failed")


class Backlog(NamedTuple):
    """The mail that cannot be sent at the moment, and that which staff should look at."""

    waiting: int
    oldest: dt.datetime | None
    now: dt.datetime
    failed: int = 0

    @property
    def minutes(self) -> int:
        return int((self.now - self.oldest).total_seconds() // 60) if self.oldest else 0

    @property
    def is_alarming(self) -> bool:
        return self.waiting >= ALARMING_COUNT or self.minutes >= ALARMING_MINUTES

    @property
    def is_late(self) -> bool:
        return self.minutes >= LATE_MINUTES


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=[MailState.WAITING, MailState.REFUSED])

    def due(self, now: dt.datetime):
        return self.waiting().filter(due_at__lte=now)

    def unsent(self):
        return self.exclude(state=MailState.SENT)

    def given_up(self):
        return self.filter(state=MailState.GIVEN_UP)

    def needing_attention(self):
        return self.filter(needs_attention=True)

    def backlog(self, now: dt.datetime) -> Backlog:
        """Without confirmations whose recipient is refused: that is the sender's own mistake."""
        mistyped = self.model.objects.filter(state=MailState.REFUSED, letter__kind="confirmation")
        waiting = Q(state__in=[MailState.WAITING, MailState.REFUSED])
        waiting &= ~Q(pk__in=mistyped.values("pk"))
        found = self.aggregate(
            waiting=Count("pk", filter=waiting),
            oldest=Min("created_at", filter=waiting),
            failed=Count("pk", filter=Q(needs_attention=True)),
        )
        return Backlog(**found, now=now)

    def retry_now(self) -> int:
        """Make unsent mail due immediately; returns how many mails that is."""
        return self.unsent().update(
            state=MailState.WAITING, due_at=timezone.now(), needs_attention=False
        )

    def mark_sent(self) -> None:
        """The text of a private mail is needed no longer."""
        body = Case(When(is_private=True, then=Value("", models.TextField())), default=F("body"))
        self.update(state=MailState.SENT, response="", body=body)

    def outdated_private(self, now: dt.datetime):
        """Private mails whose links are long out of date, sent or not."""
        return self.filter(is_private=True, created_at__lt=now - PRIVATE_TIME)

    def settle(self) -> int:
        """Stop reporting mails as undelivered; returns how many were reported."""
        return self.needing_attention().update(needs_attention=False)


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)


class OutgoingMail(models.Model):
    """A plain-text e-mail, stored in the transaction of the event it reports and sent later."""

    recipients = models.TextField(_("to"))  # one address per line
    subject = models.CharField(_("subject"), max_length=500)
    body = models.TextField(_("text"))
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    state = models.CharField(
        _("status"), max_length=8, choices=MailState, default=MailState.WAITING
    )
    due_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    response = models.TextField(_("server response"), blank=True)
    needs_attention = models.BooleanField(_("needs attention"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    is_private = models.BooleanField(default=False, db_default=False, editable=False)
    """Only its recipient may read it: the text may be a link that opens an account. It is shown to
    nobody else, and deleted when the mail is sent."""

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("queued e-mail")
        verbose_name_plural = _("queued e-mails")
        indexes = [models.Index(name="outgoing_mail_due", fields=["state", "due_at"])]
        constraints = [valid_choice("outgoing_mail", "state", MailState)]

    def __str__(self) -> str:
        """Contains no personal data: the admin's log outlives the mail."""
        return f"{self.pk}"

    def send(self) -> None:
        """Hand the mail to the server; raises OSError or ValueError if that fails."""
        try:
            to = [ascii_address(address) for address in self.recipients.splitlines()]
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        EmailMessage(self.subject, self.body, to=to, headers=self._ascii_headers()).send()

    def _ascii_headers(self) -> dict[str, str]:
        """Without a reply address that nobody could write to: the mail itself can be delivered."""
        headers = self.headers | {"Message-ID": self.message_id}
        with suppress(ValidationError, KeyError):
            headers["Reply-To"] = ascii_address(headers.pop("Reply-To"))
        return headers
