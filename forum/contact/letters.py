"""The e-mails about a message, queued in the message's own transaction and sent later."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from content.bidi import isolate
from content.dates import date_format
from forum.contact.models import Letter, LetterKind, Message, OutgoingMail, Team
from forum.identity import Identity

MAX_CONFIRMATIONS = 3
"""To one address in a day, so that the form cannot be used to fill somebody's mailbox."""


def acknowledge(message: Message) -> None:
    """Notify the team, and confirm to the sender that the message has arrived."""
    # One mail for each, so that an address that is refused holds up no other.
    for recipient in Team.objects.addresses(message.topic):
        _queue_notification(message, recipient)
    yesterday = timezone.now() - dt.timedelta(days=1)
    confirmations = Letter.objects.confirmations_to(message.email, since=yesterday)
    if confirmations.count() < MAX_CONFIRMATIONS:
        _queue_confirmation(message)


def queue_reply(message: Message, text: str, *, author, key: str) -> None:
    with override(message.language):
        subject = _("Your message %(reference)s") % {"reference": message.reference}
        signature = Identity.objects.current().signature
        body = "\n\n".join(filter(None, [text, signature, _quote(message)]))
    headers = {"Reply-To": _team_address(message)}
    mail = _queue(message.email, subject, body, headers)
    message.letters.create(kind=LetterKind.REPLY, mail=mail, text=text, author=author, key=key)


def _queue_notification(message: Message, recipient: str) -> None:
    with override(settings.LANGUAGE_CODE):
        # Isolated, so that a name in Arabic does not reorder the words around it.
        subject = _("Message from %(name)s: %(topic)s") % {
            "name": isolate(" ".join(message.name.split())),
            "topic": isolate(message.get_topic_display()),
        }
        body = _notification_body(message)
    headers = {"Reply-To": message.email, "Auto-Submitted": "auto-generated"}
    mail = _queue(recipient, subject, body, headers)
    message.letters.create(kind=LetterKind.NOTIFICATION, mail=mail)


def _queue_confirmation(message: Message) -> None:
    """Repeats nothing from the message: it may reach somebody who never wrote to us."""
    with override(message.language):
        subject = _("We have received your message: %(reference)s")
        subject %= {"reference": message.reference}
        body = _confirmation_body(message)
    headers = {
        "Reply-To": _team_address(message),
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    mail = _queue(message.email, subject, body, headers)
    message.letters.create(kind=LetterKind.CONFIRMATION, mail=mail)


def _queue(recipient: str, subject: str, body: str, headers: dict) -> OutgoingMail:
    return OutgoingMail.objects.create(
        recipients=recipient, subject=subject, body=body, headers=headers
    )


def _team_address(message: Message) -> str:
    return next(iter(Team.objects.addresses(message.topic)), settings.DEFAULT_FROM_EMAIL)


def _notification_body(message: Message) -> str:
    address = settings.SITE_URL + reverse("admin:contact_message_change", args=[message.pk])
    lines = [
        _("Reference: %(reference)s") % {"reference": message.reference},
        _("Name: %(name)s") % {"name": message.name},
        _("E-mail: %(email)s") % {"email": message.email},
        _("Organization: %(organization)s") % {"organization": message.organization or "–"},
        _("Topic: %(topic)s") % {"topic": message.get_topic_display()},
    ]
    if message.session:
        lines.append(_("Session: %(session)s") % {"session": message.session})
    link = _("Read and reply: %(address)s") % {"address": address}
    return "\n".join([*lines, "", message.text, "", link])


def _confirmation_body(message: Message) -> str:
    days, months = settings.CONTACT_ANSWER_DAYS, settings.CONTACT_RETENTION_MONTHS
    answer = ngettext(
        "The organizers will reply within %(days)d working day.",
        "The organizers will reply within %(days)d working days.",
        days,
    ) % {"days": days}
    not_you = ngettext(
        "If you did not write to us, someone else entered your address. You do not need to do "
        "anything: it will be deleted with the message after %(months)d month.",
        "If you did not write to us, someone else entered your address. You do not need to do "
        "anything: it will be deleted with the message after %(months)d months.",
        months,
    ) % {"months": months}
    paragraphs = [
        _("Your message has arrived."),
        _("Your reference: %(reference)s") % {"reference": message.reference},
        answer + "\n" + _("To add something, reply to this e-mail."),
        not_you,
        Identity.objects.current().signature,
        settings.SITE_URL,
    ]
    return "\n\n".join(filter(None, paragraphs))


def _quote(message: Message) -> str:
    heading = _("On %(day)s, %(name)s wrote:") % {
        "day": date_format(message.received_at, "DATE_FORMAT"),
        "name": isolate(message.name),
    }
    return "\n".join([heading, *(f"> {line}".rstrip() for line in message.text.splitlines())])
