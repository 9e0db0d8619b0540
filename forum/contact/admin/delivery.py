"""Tells at the head of a message which of its e-mails have not arrived."""

from typing import NamedTuple

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from content.bidi import isolate
from content.dates import date_format
from forum.contact.models import Letter, LetterKind, MailState, Message


class DeliveryNotice(NamedTuple):
    text: str
    response: str
    is_failure: bool
    mail: int
    can_be_retried: bool


def delivery_notices(message: Message) -> list[DeliveryNotice]:
    """Confirmations and notifications that merely wait concern nobody."""
    unsent = message.letters.unsent().select_related("mail").order_by("pk")
    return [notice for letter in unsent if (notice := _notice(letter))]


def _notice(letter: Letter) -> DeliveryNotice | None:
    mail = letter.mail
    is_given_up = mail.state == MailState.GIVEN_UP
    is_failure = mail.needs_attention or mail.state == MailState.REFUSED
    if letter.kind == LetterKind.REPLY:
        text = _reply_text(letter)
    else:
        is_failure |= letter.kind == LetterKind.CONFIRMATION and is_given_up
        if not is_failure:
            return None
        text = _text(letter)
    can_be_retried = is_failure or is_given_up
    return DeliveryNotice(text, mail.response, is_failure, mail.pk, can_be_retried)


def _text(letter: Letter) -> str:
    if letter.kind == LetterKind.CONFIRMATION:
        return _("The confirmation could not be delivered: check the sender’s address.")
    address = isolate(letter.mail.recipients)
    return _("The notification to %(address)s could not be delivered.") % {"address": address}


def _reply_text(letter: Letter) -> str:
    texts = {
        MailState.GIVEN_UP: _(
            "The reply of %(when)s could not be delivered: the sender has not received it."
        ),
        MailState.REFUSED: _(
            "The mail server refuses the sender’s address. "
            "The reply of %(when)s will be tried again."
        ),
        MailState.WAITING: _("The reply of %(when)s is queued, not sent yet."),
    }
    return texts[letter.mail.state] % {"when": time_written(letter)}


def time_written(letter: Letter) -> str:
    written = timezone.localtime(letter.written_at)
    time = formats.time_format(written, "H:i")
    if written.date() == timezone.localdate():
        return time
    return f"{date_format(written, 'j F Y')}, {time}"
