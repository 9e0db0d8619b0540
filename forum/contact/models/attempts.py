"""How often an address has written to us of late."""

import datetime as dt

from django.db import models
from django.utils import timezone


class AttemptQuerySet(models.QuerySet):
    def times(self, sender: str, seconds: int, *, now: dt.datetime):
        """When a sender wrote in the last so many seconds, the latest first."""
        since = now - dt.timedelta(seconds=seconds)
        made = self.filter(sender=sender, made_at__gt=since)
        return made.order_by("-made_at").values_list("made_at", flat=True)

    def expired(self, now: dt.datetime):
        """Those kept for longer than a day, which nobody needs any more."""
        return self.filter(made_at__lte=now - dt.timedelta(days=1))


class Attempt(models.Model):
    """One sent form, by a keyed hash of the address it came from: kept for a day at most."""

    sender = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="attempt_by_sender", fields=["sender", "made_at"])]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
