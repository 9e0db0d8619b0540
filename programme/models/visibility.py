"""Drafts and what the public sees: the rules that `public()` of every queryset starts from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EventStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class SessionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC_EVENT_STATUSES = (EventStatus.PUBLISHED, EventStatus.ARCHIVED)
"""The statuses in which the public sees an event and what belongs to it."""
PUBLIC_SESSION_STATUSES = (SessionStatus.PUBLISHED, SessionStatus.CANCELLED)
"""The statuses in which the public sees a session of a public event."""


def of_public_event() -> Q:
    """Rows with a relation `event` to a public event."""
    return Q(event__status__in=PUBLIC_EVENT_STATUSES)
