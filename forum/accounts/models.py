"""What the site knows of an account beside Django's user, and who asked for a new password."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.languages import Language


class Account(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        help_text=_("E-mails about this account are written in this language."),
    )

    class Meta:
        default_permissions = ()
        permissions = [
            (f"translate_{one}", f"Can translate into {one.name.title()}") for one in Language
        ]
        constraints = [valid_choice("account", "language", Language)]

    def __str__(self) -> str:
        return f"{self.pk}"


def language_of(user: User) -> str:
    """The language of mail about an account, else that of the page."""
    known = Account.objects.filter(pk=user.pk).values_list("language", flat=True).first()
    return known or get_language() or settings.LANGUAGE_CODE


def set_language(user: User, language: str) -> None:
    Account.objects.update_or_create(user=user, defaults={"language": language})


class ResetAttemptQuerySet(models.QuerySet):
    def of(self, key: str, *, since: dt.datetime):
        return self.filter(key=key, made_at__gt=since)

    def expired(self, now: dt.datetime):
        return self.filter(made_at__lte=now - dt.timedelta(days=1))


class ResetAttempt(models.Model):
    """A request for a new password; `key` is a keyed hash of an IP address or of an account."""

    key = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ResetAttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="reset_attempt_by_key", fields=["key", "made_at"])]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
