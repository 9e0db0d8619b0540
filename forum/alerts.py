"""Alerts at the top of every public page: they come and go by the clock."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.constraints import web_address
from content.saving import Content, ContentQuerySet
from content.text import WebAddressField, line_field
from content.translations import (
    Translated,
    first_text,
    in_one_language,
    mark_stale,
    require_one_language,
)

LONGEST = dt.timedelta(days=7)
MOST_LETTERS = 300
MOST_READ = 20
"""How many alerts a page knows of: those that end last."""


def this_second() -> dt.datetime:
    """Copies of pages are kept to the second, so alerts start and end with one."""
    return timezone.now().replace(microsecond=0)


class AlertQuerySet(ContentQuerySet):
    def public(self):
        """All of them: only the clock decides when a page shows one."""
        return self.all()

    def running(self, now: dt.datetime):
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def latest_first(self):
        return self.order_by("-ends_at", "-pk")


class Alert(Content, Translated):
    traits = (mark_stale,)
    is_brief = True

    text = line_field(_("text"), max_length=MOST_LETTERS)
    url = WebAddressField(
        _("link"),
        blank=True,
        help_text=_("A page with more information. Shown after the text."),
    )
    starts_at = models.DateTimeField(_("from"), default=this_second)
    ends_at = models.DateTimeField(_("until"))

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            in_one_language("alert", "text"),
            web_address("alert", "url"),
            models.CheckConstraint(
                name="alert_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_code="ends_at",
                violation_error_message=_("The end must be after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or ""

    def get_history_name(self) -> str:
        return Truncator(first_text(self, "text")).chars(60)

    def clean(self) -> None:
        require_one_language(self, "text")
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > LONGEST:
            message = _("An alert lasts seven days at most. Use an announcement instead.")
            raise ValidationError({"ends_at": ValidationError(message, code="too_long")})

    def is_running(self, now: dt.datetime) -> bool:
        return self.starts_at <= now < self.ends_at

    def end(self, now: dt.datetime) -> None:
        """Take a running alert off the site."""
        second = dt.timedelta(seconds=1)
        self.ends_at = max(now.replace(microsecond=0), self.starts_at + second)


def alert_moments(alerts: Iterable[Alert]) -> set[dt.datetime]:
    """When the clock alone shows or hides one of them."""
    return {moment for alert in alerts for moment in (alert.starts_at, alert.ends_at)}
