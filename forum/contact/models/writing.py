"""Who is writing a reply to a message, so that no colleague begins another."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.contact.models.messages import Message

PAUSE = dt.timedelta(minutes=30)
"""Whoever has typed nothing for so long is no longer writing."""


class WritingQuerySet(models.QuerySet):
    def note(self, message: Message, user: models.Model, now: dt.datetime) -> None:
        """The user types a reply; entries that are too old go."""
        self.filter(last_typed_at__lt=now - PAUSE).delete()
        self.update_or_create(
            message=message,
            user=user,
            defaults={"last_typed_at": now},
            create_defaults={"last_typed_at": now, "since": now},
        )

    def by_others(self, message: Message, user: models.Model, now: dt.datetime):
        rows = self.filter(message=message, last_typed_at__gte=now - PAUSE).exclude(user=user)
        return rows.select_related("user").order_by("since", "pk")

    def finish(self, message: Message, user: models.Model) -> None:
        self.filter(message=message, user=user).delete()


class Writing(models.Model):
    """Nothing of the text: only that somebody types, since when, and when they last did."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="writings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))
    last_typed_at = models.DateTimeField(_("last typed"))

    objects = WritingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply being written")
        verbose_name_plural = _("replies being written")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="writing_once_each", fields=["message", "user"]),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"
