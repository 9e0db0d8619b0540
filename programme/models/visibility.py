"""Drafts and what the public sees: the rules that `public()` of every queryset starts from.

A preview shows one event as the public will see it. While it is made, `public()` finds the rows of
this event, drafts included, and those of no other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

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

_previewed: ContextVar[int | None] = ContextVar("previewed_event", default=None)
"""Of this thread or task only."""


@contextmanager
def previewing(event: int) -> Iterator[None]:
    """Within it, the public sees the event with this key, drafts included, and nothing else."""
    token = _previewed.set(event)
    try:
        yield
    finally:
        _previewed.reset(token)


def public_event(prefix: str = "") -> Q:
    """Public events; with `prefix="event__"`, rows with a relation `event` to one."""
    event = _previewed.get()
    if event is not None:
        return Q(**{f"{prefix}pk": event})
    return Q(**{f"{prefix}status__in": PUBLIC_EVENT_STATUSES})


def of_public_event() -> Q:
    """Rows with a relation `event` to a public event."""
    return public_event("event__")


def public_session() -> Q:
    """Sessions that the public sees, and those of a public event only."""
    return of_public_event() & public_status()


def public_status(prefix: str = "") -> Q:
    """Sessions of public events that the public sees; `prefix` as for `public_event()`."""
    if _previewed.get() is not None:
        return Q()
    return Q(**{f"{prefix}status__in": PUBLIC_SESSION_STATUSES})
