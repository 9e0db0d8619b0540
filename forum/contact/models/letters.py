"""The e-mails about a message."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from forum.contact.models.mail import MailState, OutgoingMail
from forum.contact.models.messages import Message, staff_key


class LetterKind(models.TextChoices):
    NOTIFICATION = "notification", _("Notification to the team")
    CONFIRMATION = "confirmation", _("Confirmation to the sender")
    REPLY = "reply", _("Reply")


class LetterQuerySet(models.QuerySet):
    def replies(self):
        return self.filter(kind=LetterKind.REPLY)

    def unsent(self):
        return self.exclude(mail__state=MailState.SENT)

    def not_given_up(self):
        return self.exclude(mail__state=MailState.GIVEN_UP)

    def confirmations_to(self, address: str, *, since: dt.datetime):
        return self.filter(
            kind=LetterKind.CONFIRMATION,
            written_at__gt=since,
            message__email__iexact=address,
        )


class Letter(models.Model):
    """An e-mail about a message; `text` is what staff wrote in a reply."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("e-mail"), max_length=12, choices=LetterKind)
    mail = models.OneToOneField(
        OutgoingMail, on_delete=models.PROTECT, related_name="letter", editable=False
    )
    author = staff_key()
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [models.Index(name="letter_by_time", fields=["kind", "written_at"])]
        constraints = [valid_choice("letter", "kind", LetterKind)]

    def __str__(self) -> str:
        return self.get_kind_display()
