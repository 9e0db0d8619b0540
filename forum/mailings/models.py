"""Who was told of a change to their sessions, when, and by whom; never at which address."""

from typing import Self

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.history.describe import moment_words
from content.history.models import Act
from content.history.purge import HISTORY_TIME, forgotten
from forum.contact.outbox import failed_mail
from programme.models.mergers import follows_mergers
from speakers.models import Speaker


class MailingQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """With the author and the number of people as `people`, the earliest first."""
        counted = self.select_related("by").annotate(people=models.Count("recipients"))
        return counted.order_by("at", "pk")


class Mailing(models.Model):
    """E-mails that one member of staff sent at once, about an act or about chosen sessions."""

    act = models.ForeignKey(
        Act,
        verbose_name=_("act"),
        on_delete=models.CASCADE,
        null=True,
        related_name="mailings",
        help_text=_("Empty if the sessions were chosen by hand."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)
    """Of the form, so that one that is sent twice sends one mailing; acts need none."""

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        if self.by is None:
            return gettext("A deleted account")
        return self.by.get_full_name() or self.by.get_username()

    @property
    def when(self) -> str:
        return moment_words(self.at, timezone.now())


class RecipientQuerySet(models.QuerySet):
    def undelivered(self) -> Self:
        """With the person, those whose e-mail was given up."""
        return self.filter(mail__in=failed_mail()).select_related("speaker")


class Recipient(models.Model):
    """A person who was written to; once about each act."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    act = models.ForeignKey(Act, on_delete=models.CASCADE, null=True, related_name="+")
    """That of the mailing, where the database holds that nobody is told of it twice."""
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    mail = models.OneToOneField(
        "contact.OutgoingMail", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    """Until the queue forgets it."""

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        constraints = [
            models.UniqueConstraint(
                name="recipient_told_once_of_an_act", fields=["act", "speaker"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.speaker_id}"


@receiver(forgotten, dispatch_uid="mailings-without-an-act")
def forget_mailings(sender: type[models.Model], **signal: object) -> None:
    """Those about an act go with it."""
    expired = timezone.now() - HISTORY_TIME
    Mailing.objects.filter(act=None, at__lt=expired).delete()


follows_mergers(Speaker, Recipient, "speaker", once_in=("act_id",))
