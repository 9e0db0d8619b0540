"""Records without personal data: attempts to send a form, and erasures of messages."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice


class AttemptQuerySet(models.QuerySet):
    def recent(self, sender: str, seconds: int, *, now: dt.datetime):
        """The times of a sender's attempts in the last `seconds`, latest first."""
        since = now - dt.timedelta(seconds=seconds)
        attempts = self.filter(sender=sender, made_at__gt=since)
        return attempts.order_by("-made_at").values_list("made_at", flat=True)

    def expired(self, now: dt.datetime):
        """Attempts older than a day, the longest period of a rate limit."""
        return self.filter(made_at__lte=now - dt.timedelta(days=1))


class Attempt(models.Model):
    """A submitted form, counted for the rate limit; `sender` is a keyed hash of an IP address."""

    sender = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="attempt_by_sender", fields=["sender", "made_at"])]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class ErasureReason(models.TextChoices):
    EXPIRED = "expired", _("Retention period ended")
    REQUESTED = "requested", _("Requested by the sender")


class Erasure(models.Model):
    """Evidence that messages were deleted: how many, when and why, but not whose."""

    reason = models.CharField(_("reason"), max_length=10, choices=ErasureReason)
    erased_at = models.DateTimeField(_("deleted"), default=timezone.now)
    messages = models.PositiveIntegerField(_("messages"))
    mails = models.PositiveIntegerField(_("e-mails"))

    class Meta:
        verbose_name = _("deletion")
        verbose_name_plural = _("deletions")
        constraints = [valid_choice("erasure", "reason", ErasureReason)]

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d %H:%M}"
