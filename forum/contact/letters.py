"""The e-mails about a message, queued in the message's own transaction and sent later."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from forum.contact.models import (
    Desk,
    Letter,
    LetterKind,
    Message,
    MessageState,
    OutgoingMail,
    purge_date,
)

MOST_CONFIRMATIONS = 3
"""To one address in a day: whoever writes in the name of others cannot fill their mailboxes."""


def acknowledge(message: Message) -> None:
    """Notify the team, and confirm to the sender that the message has arrived."""
    _queue_notification(message)
    _queue_confirmation(message)


def reply(message: Message, text: str, *, author, key: str) -> None:
    """Answer the sender; the same answer sent twice, known by its key, is one."""
    if Letter.objects.filter(key=key).exists():
        return
    with override(message.language):
        subject = _("Your message %(reference)s") % {"reference": message.reference}
        body = f"{text}\n\n{_quoted(message)}"
    _queue(
        message,
        LetterKind.REPLY,
        to=[message.email],
        subject=subject,
        body=body,
        reply_to=_desk_address(message),
        author=author,
        text=text,
        key=key,
    )
    message.purge_date = purge_date()
    message.save(update_fields=["purge_date"])
    if message.state in {MessageState.NEW, MessageState.IN_PROGRESS}:
        message.enter(MessageState.ANSWERED, by=author)


def _queue_notification(message: Message) -> None:
    recipients = Desk.objects.addresses(message.topic)
    if not recipients:
        return
    with override(settings.LANGUAGE_CODE):
        # Isolated, so that a name in Arabic does not reorder the words around it.
        subject = _("Message from %(name)s: %(topic)s") % {
            "name": f"\u2068{' '.join(message.name.split())}\u2069",
            "topic": f"\u2068{message.get_topic_display()}\u2069",
        }
        body = _notice(message)
    automatic = {"Auto-Submitted": "auto-generated"}
    _queue(
        message,
        LetterKind.NOTIFICATION,
        to=recipients,
        subject=subject,
        body=body,
        reply_to=message.email,
        headers=automatic,
    )


def _queue_confirmation(message: Message) -> None:
    """Says nothing that the sender wrote: it may reach somebody who never wrote to us."""
    yesterday = timezone.now() - dt.timedelta(days=1)
    sent = Letter.objects.confirmations_to(message.email, since=yesterday).count()
    if sent >= MOST_CONFIRMATIONS:
        return
    with override(message.language):
        subject = _("We have received your message: %(reference)s") % {
            "reference": message.reference
        }
        body = _confirmation(message)
    _queue(
        message,
        LetterKind.CONFIRMATION,
        to=[message.email],
        subject=subject,
        body=body,
        reply_to=_desk_address(message),
        headers={"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"},
    )


def _queue(
    message: Message,
    kind: str,
    *,
    to: list[str],
    subject: str,
    body: str,
    reply_to: str,
    headers: dict[str, str] | None = None,
    **letter,
) -> None:
    mail = OutgoingMail.objects.create(
        recipients="\n".join(to),
        subject=subject,
        body=body,
        headers={"Reply-To": reply_to} | (headers or {}),
    )
    Letter.objects.create(message=message, kind=kind, mail=mail, **letter)


def _desk_address(message: Message) -> str:
    return next(iter(Desk.objects.addresses(message.topic)), settings.DEFAULT_FROM_EMAIL)


def _notice(message: Message) -> str:
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
    answer = _("Read and answer it here: %(address)s") % {"address": address}
    return "\n".join([*lines, "", message.text, "", answer])


def _confirmation(message: Message) -> str:
    days, months = settings.CONTACT_ANSWER_DAYS, settings.CONTACT_RETENTION_MONTHS
    answer = ngettext(
        "The people who run the forum read it and answer within %(days)d working day.",
        "The people who run the forum read it and answer within %(days)d working days.",
        days,
    ) % {"days": days}
    kept = ngettext(
        "If you did not write to us, somebody else gave your address. You need do nothing: it is "
        "deleted with the message after %(months)d month.",
        "If you did not write to us, somebody else gave your address. You need do nothing: it is "
        "deleted with the message after %(months)d months.",
        months,
    ) % {"months": months}
    paragraphs = [
        _("Your message has arrived."),
        _("Your reference: %(reference)s") % {"reference": message.reference},
        answer + "\n" + _("To add something, answer this mail."),
        kept,
        settings.SITE_URL,
    ]
    return "\n\n".join(paragraphs)


def _quoted(message: Message) -> str:
    wrote = _("On %(day)s, %(name)s wrote:") % {
        "day": formats.date_format(message.received_at, "DATE_FORMAT"),
        "name": f"\u2068{message.name}\u2069",
    }
    return "\n".join([wrote, *(f"> {line}".rstrip() for line in message.text.splitlines())])
