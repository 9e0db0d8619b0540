"""The messages that visitors send through the contact form."""

import datetime as dt
import re
import secrets
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.text import EmailField, line_field, text_field
from programme.models import Event, Session

MAX_TEXT_LENGTH = 5000
MOST_OF_OPENING = 120
UNAMBIGUOUS_CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # pragma: allowlist secret  an alphabet


class Topic(models.TextChoices):
    TAKING_PART = "taking_part", _("Taking part")
    GENERAL = "general", _("General question")
    PARTNERSHIP = "partnership", _("Partnership")
    PRESS = "press", _("Press")
    PROJECTS = "projects", _("Projects")
    CAREERS = "careers", _("Careers")
    SPEAKING = "speaking", _("Speaking at a forum")

    @property
    def hint(self) -> str:
        """What belongs to the topic, beside its name in the form."""
        return _HINTS[self]


_HINTS = {
    Topic.TAKING_PART: _("Access needs, a letter for a visa, following online"),
    Topic.GENERAL: _("Anything else about the forum"),
    Topic.PARTNERSHIP: _("Supporting a forum, or organizing one together"),
    Topic.PRESS: _("Accreditation, interviews, pictures"),
    Topic.PROJECTS: _("Our projects, or one that you propose"),
    Topic.CAREERS: _("Jobs, internships, volunteering"),
    Topic.SPEAKING: _("Proposing a speaker or a session"),
}


class MessageState(models.TextChoices):
    NEW = "new", _("New")
    IN_PROGRESS = "in_progress", _("In progress")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Spam")


class Suspicion(models.TextChoices):
    HIDDEN_FIELD = "hidden", _("Filled in the hidden field")
    MARKUP = "markup", _("Contains HTML or BBCode links")
    LINKS = "links", _("Contains too many links")
    SCRIPT = "script", _("Written in an unexpected script")


def new_reference() -> str:
    """A reference that cannot be guessed and is easy to read aloud: `K4T7-9WXM`."""
    characters = "".join(secrets.choice(UNAMBIGUOUS_CHARACTERS) for _place in range(8))
    return f"{characters[:4]}-{characters[4:]}"


def purge_date() -> dt.date:
    """The day on which a message that arrives or is answered today will be deleted."""
    today = timezone.localdate()
    month = today.month - 1 + settings.CONTACT_RETENTION_MONTHS
    first_of_month = dt.date(today.year + month // 12, month % 12 + 1, 1)
    return first_of_month + dt.timedelta(days=today.day - 1)


def single_address(value: str) -> None:
    """A validator: refuses characters that would make two addresses in a mail header."""
    if re.search(r"[\s,;<>\"()\[\]\\]", value):
        raise ValidationError(_("Enter an e-mail address like name@example.org."))


def staff_key() -> models.ForeignKey:
    """A key to the member of staff who did something; empty if the account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )


class Unread(NamedTuple):
    """Messages that nobody has read; those suspected of being spam are counted apart."""

    count: int
    oldest: dt.datetime | None
    suspected: int


class MessageQuerySet(models.QuerySet):
    def with_nonce(self, nonce: str):
        """The message sent with a form's nonce; empty if that form has not been sent."""
        return self.filter(nonce=nonce)

    def spam(self):
        return self.filter(state=MessageState.SPAM)

    def not_spam(self):
        return self.exclude(state=MessageState.SPAM)

    def suspected_spam(self):
        """Spam that was detected automatically, not marked by staff."""
        return self.spam().exclude(suspicion="")

    def unread(self):
        return self.not_spam().filter(read_at=None)

    def count_unread(self) -> Unread:
        """All that the first page and the rail say, in one query."""
        is_spam, is_unread = Q(state=MessageState.SPAM), Q(read_at=None)
        suspected = is_unread & is_spam & ~Q(suspicion="")
        return Unread(
            **self.aggregate(
                count=models.Count("pk", filter=is_unread & ~is_spam),
                oldest=models.Min("received_at", filter=is_unread & ~is_spam),
                suspected=models.Count("pk", filter=suspected),
            )
        )

    def awaiting_reply(self):
        return self.filter(state__in=[MessageState.NEW, MessageState.IN_PROGRESS])

    def from_address(self, address: str):
        return self.filter(email__iexact=address)

    def locked(self):
        """The rows, to be read under a lock, in the order in which everybody locks them."""
        keys = list(self.values_list("pk", flat=True))
        return self.model.objects.filter(pk__in=keys).order_by("pk").select_for_update()


class Message(models.Model):
    """A message as it was sent: staff can add to it, but not change its text."""

    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_reference, editable=False
    )
    name = line_field(_("name"), blank=False)
    email = EmailField(_("e-mail"), validators=[single_address])
    organization = line_field(_("organization"))
    topic = models.CharField(_("topic"), max_length=20, choices=Topic, default=Topic.GENERAL)
    text = text_field(_("message"), blank=False, max_length=MAX_TEXT_LENGTH)
    language = models.CharField(_("language"), max_length=3)
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    consent_version = models.CharField(_("privacy notice version"), max_length=20)
    consent_language = models.CharField(_("privacy notice language"), max_length=3)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    read_at = models.DateTimeField(_("first read"), null=True, blank=True)
    nonce = models.CharField(_("form token"), max_length=43, unique=True, editable=False)
    suspicion = models.CharField(
        _("reason for suspicion"), max_length=10, choices=Suspicion, blank=True
    )
    state = models.CharField(
        _("status"), max_length=12, choices=MessageState, default=MessageState.NEW
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    purge_date = models.DateField(
        _("deletion date"),
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
            valid_choice("message", "state", MessageState),
            valid_choice("message", "topic", Topic),
            valid_choice("message", "suspicion", Suspicion, blank=True),
        ]

    @property
    def opening(self) -> str:
        """How the text begins, in one line."""
        return Truncator(" ".join(self.text.split())).chars(MOST_OF_OPENING)

    def __str__(self) -> str:
        """Contains no personal data: the admin's log outlives the message."""
        return f"{self.reference}: {self.get_topic_display()}"
