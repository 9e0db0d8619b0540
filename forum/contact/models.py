"""What people write to us, and how often an address has tried."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models import Event
from speakers.texts import NAME_LENGTH, one_name, plain_text

KEPT_DAYS = 365
LONGEST_TEXT = 5000


class Topic(models.TextChoices):
    GENERAL = "general", _("General question")
    PARTNERSHIP = "partnership", _("Partnership")
    PRESS = "press", _("Press")
    PROJECTS = "projects", _("Projects")
    CAREERS = "careers", _("Careers")
    SPEAKING = "speaking", _("Speaking at a forum")


class MessageState(models.TextChoices):
    NEW = "new", _("New")
    IN_PROGRESS = "in_progress", _("In progress")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Spam")


def purge_date() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=KEPT_DAYS)


class MessageQuerySet(models.QuerySet):
    def sent_with(self, nonce: str):
        """The message of one form, or nothing while that form has not been sent."""
        return self.filter(nonce=nonce)

    def latest_first(self):
        return self.order_by("-received_at", "-pk")


class Message(models.Model):
    """A message as it was sent; staff add to it but never change its words."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH, validators=[plain_text, one_name])
    email = models.EmailField(_("e-mail"))
    organization = models.CharField(
        _("organization"), max_length=NAME_LENGTH, blank=True, validators=[plain_text, one_name]
    )
    topic = models.CharField(_("topic"), max_length=20, choices=Topic, default=Topic.GENERAL)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT, validators=[plain_text])
    language = models.CharField(_("language"), max_length=3)
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    consent_version = models.CharField(_("version of the privacy notice"), max_length=20)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    nonce = models.CharField(_("number of the form"), max_length=43, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=MessageState, default=MessageState.NEW
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    note = models.TextField(
        _("internal note"), blank=True, help_text=_("For staff only. Never sent to anybody.")
    )
    purge_date = models.DateField(
        _("to be deleted on"),
        default=purge_date,
        help_text=_("Personal data is kept no longer than needed."),
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(name="message_latest_first", fields=["-received_at", "-id"])]
        constraints = [
            models.CheckConstraint(name="message_has_words", condition=~Q(text="") & ~Q(email="")),
            models.CheckConstraint(
                name="message_state_known", condition=Q(state__in=MessageState.values)
            ),
            models.CheckConstraint(name="message_topic_known", condition=Q(topic__in=Topic.values)),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_topic_display()}"


class AttemptQuerySet(models.QuerySet):
    def within(self, seconds: int, *, now: dt.datetime):
        return self.filter(made_at__gt=now - dt.timedelta(seconds=seconds))

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
