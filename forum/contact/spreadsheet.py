"""Messages as a spreadsheet, in the words of the admin's language."""

from collections.abc import Iterable

from django.utils.text import capfirst

from content.spreadsheets import spreadsheet
from forum.contact.models import Message

COLUMNS = (
    "reference",
    "received_at",
    "state",
    "topic",
    "language",
    "name",
    "email",
    "organization",
    "text",
    "event",
    "session",
    "assignee",
)


def message_sheet(messages: Iterable[Message], *, form: str) -> bytes:
    labels = (Message._meta.get_field(name).verbose_name for name in COLUMNS)
    headings = [capfirst(str(label)) for label in labels]
    return spreadsheet(headings, map(_values, messages), form=form, title="messages")


def _values(message: Message) -> list[object]:
    return [
        message.reference,
        message.received_at.isoformat(timespec="seconds"),
        message.get_state_display(),
        message.get_topic_display(),
        message.language,
        message.name,
        message.email,
        message.organization,
        message.text,
        message.event,
        message.session,
        message.assignee,
    ]
