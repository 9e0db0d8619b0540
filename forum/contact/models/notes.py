"""What staff add to a message: internal notes, and the history of its status."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.text import text_field
from forum.contact.models.messages import Message, MessageState, staff_key


class Note(models.Model):
    """An internal note. Never sent to anybody."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notes")
    author = staff_key()
    text = text_field(_("note"), blank=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d %H:%M}"


class Step(models.Model):
    """A change of a message's status."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("status"), max_length=12, choices=MessageState)
    by = staff_key()
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("history")
        constraints = [valid_choice("step", "state", MessageState)]
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()
