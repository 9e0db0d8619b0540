"""The mails about a message, and the queue that they wait in."""

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email

from content.constraints import valid_choice
from forum.contact.models.messages import Message

MANY, LONG = 10, 30
"""So many mails that wait, or one that has waited so many minutes, are a reason to look."""


class LetterKind(models.TextChoices):
    NOTICE = "notice", _("Notice to the desk")
    CONFIRMATION = "confirmation", _("Confirmation to the sender")
    REPLY = "reply", _("Reply")


def state_of(mail: Email) -> str:
    if mail.status == STATUS.sent:
        return _("sent")
    return _("given up") if mail.status == STATUS.failed else _("waits")


class LetterQuerySet(models.QuerySet):
    def confirmations_to(self, address: str, *, since: dt.datetime):
        return self.filter(
            kind=LetterKind.CONFIRMATION,
            written_at__gt=since,
            message__email__iexact=address,
        )


class Letter(models.Model):
    """One mail about a message; a reply keeps its words when the mail has left the queue."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("mail"), max_length=12, choices=LetterKind)
    mail = models.OneToOneField(
        Email, on_delete=models.SET_NULL, null=True, related_name="letter", editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(name="letter_by_time", fields=["kind", "written_at"])]
        constraints = [valid_choice("letter", "kind", LetterKind)]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def sending(self) -> str:
        """In a word, what has become of the mail."""
        return state_of(self.mail) if self.mail else ""


class Backlog(NamedTuple):
    """The mail that waits because it cannot be sent."""

    waiting: int
    oldest: dt.datetime | None
    now: dt.datetime

    @property
    def minutes(self) -> int:
        return int((self.now - self.oldest).total_seconds() // 60) if self.oldest else 0

    @property
    def is_alarming(self) -> bool:
        return self.waiting >= MANY or self.minutes >= LONG


class QueuedMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status__in=[STATUS.queued, STATUS.requeued])

    def due(self, now: dt.datetime):
        return self.waiting().filter(Q(scheduled_time=None) | Q(scheduled_time__lte=now))

    def unsent(self):
        return self.exclude(status=STATUS.sent)

    def backlog(self, now: dt.datetime) -> Backlog:
        """Without confirmations that wait only because the sender's own address is refused."""
        refused = Q(
            letter__kind=LetterKind.CONFIRMATION, logs__exception_type="SMTPRecipientsRefused"
        )
        waiting = self.waiting().exclude(pk__in=self.model.objects.filter(refused).values("pk"))
        found = waiting.aggregate(number=Count("pk"), oldest=Min("created"))
        return Backlog(found["number"], found["oldest"], now)

    def try_again(self) -> int:
        """Make what is unsent due now; how many mails that is."""
        return self.unsent().update(status=STATUS.queued, scheduled_time=None)


class QueuedMail(Email):
    """The mail queue as staff see it."""

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("mail in the queue")
        verbose_name_plural = _("mail queue")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def state(self) -> str:
        return state_of(self)
