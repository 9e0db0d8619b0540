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


def delivery_notices(message: Message) -> list[DeliveryNotice]:
    """Confirmations and notifications that merely wait concern nobody."""
    unsent = message.letters.unsent().select_related("mail").order_by("pk")
    return [notice for letter in unsent if (notice := _notice(letter))]


def _notice(letter: Letter) -> DeliveryNotice | None:
    is_failure = letter.mail.needs_attention or letter.mail.state == MailState.REFUSED
    if letter.kind == LetterKind.REPLY:
        return DeliveryNotice(_reply_text(letter), letter.mail.response, is_failure)
    is_failure |= letter.kind == LetterKind.CONFIRMATION and letter.mail.state == MailState.GIVEN_UP
    return DeliveryNotice(_text(letter), letter.mail.response, True) if is_failure else None


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
