"""What was deleted, without a word of whose it was."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice


class ErasureReason(models.TextChoices):
    EXPIRED = "expired", _("Kept long enough")
    ASKED = "asked", _("The sender asked for it")


class Erasure(models.Model):
    """So many messages were deleted, and why: kept to show that we do it, without an address."""

    reason = models.CharField(_("reason"), max_length=10, choices=ErasureReason)
    erased_at = models.DateTimeField(_("when"), default=timezone.now)
    messages = models.PositiveIntegerField(_("messages"))
    mails = models.PositiveIntegerField(_("mails"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [valid_choice("erasure", "reason", ErasureReason)]

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d %H:%M}"
