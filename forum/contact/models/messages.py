"""What people write to us."""

import datetime as dt
import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models import Event, Session
from speakers.rules import known
from speakers.texts import NAME_LENGTH, one_name, plain_text

LONGEST_TEXT = 5000
READ_ALOUD = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for another."""


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


class Suspicion(models.TextChoices):
    TRAP = "trap", _("A field that people do not see was filled in")
    MARKUP = "markup", _("It links as web pages and forums do")
    LINKS = "links", _("It is full of links")
    SCRIPT = "script", _("It is in a script of none of our languages")


def new_reference() -> str:
    """Nine characters that nobody can guess and everybody can read aloud: `K4T7-9WXM`."""
    letters = "".join(secrets.choice(READ_ALOUD) for _place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def purge_date() -> dt.date:
    """The day on which a message is deleted that is answered, or arrives, today."""
    today = timezone.localdate()
    month = today.month - 1 + settings.CONTACT_RETENTION_MONTHS
    first = dt.date(today.year + month // 12, month % 12 + 1, 1)
    return first + dt.timedelta(days=today.day - 1)


def one_address(value: str) -> None:
    """A validator: nothing that a mail header or a list of addresses could take for two."""
    if re.search(r"[\s,;<>\"()\[\]\\]", value):
        raise ValidationError(_("Enter an e-mail address like name@example.org."))


class MessageQuerySet(models.QuerySet):
    def sent_with(self, nonce: str):
        """The message of one form, or nothing while that form has not been sent."""
        return self.filter(nonce=nonce)

    def latest_first(self):
        return self.order_by("-received_at", "-pk")

    def no_spam(self):
        return self.exclude(state=MessageState.SPAM)

    def suspected(self):
        """What a machine seems to have sent, until a person says that it is none."""
        return self.filter(state=MessageState.SPAM).exclude(suspicion="")

    def unread(self):
        return self.no_spam().filter(read_at=None)

    def count_and_oldest(self) -> tuple[int, dt.datetime | None]:
        found = self.aggregate(count=models.Count("pk"), oldest=models.Min("received_at"))
        return found["count"], found["oldest"]

    def open(self):
        return self.filter(state__in=[MessageState.NEW, MessageState.IN_PROGRESS])

    def from_address(self, address: str):
        return self.filter(email__iexact=address)


class Message(models.Model):
    """A message as it was sent; staff add to it but never change its words."""

    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_reference, editable=False
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH, validators=[plain_text, one_name])
    email = models.EmailField(_("e-mail"), validators=[one_address])
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
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
    )
    consent_version = models.CharField(_("version of the privacy notice"), max_length=20)
    consent_language = models.CharField(_("language of the privacy notice"), max_length=3)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    read_at = models.DateTimeField(_("first read"), null=True, blank=True)
    nonce = models.CharField(_("number of the form"), max_length=43, unique=True, editable=False)
    suspicion = models.CharField(_("suspected"), max_length=10, choices=Suspicion, blank=True)
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
            known("message", "state", MessageState),
            known("message", "topic", Topic),
            known("message", "suspicion", Suspicion, blank=True),
        ]

    def __str__(self) -> str:
        """Says nothing of the sender: it is copied into logs that outlive the message."""
        return f"{self.reference}: {self.get_topic_display()}"

    def enter(self, state: str, *, by) -> None:
        """Bring it into a state, and remember who did."""
        self.state = state
        self.save(update_fields=["state"])
        self.steps.create(state=state, by=by)
