"""Messages as a spreadsheet that every program opens, and in which no cell is a formula."""

from collections.abc import Iterable

from tablib import Dataset

from content.xml_text import xml_text
from forum.contact.models import Message

COLUMNS = [
    "reference",
    "received",
    "state",
    "topic",
    "language",
    "name",
    "email",
    "organization",
    "text",
    "event",
    "session",
    "assigned to",
]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def build_spreadsheet(messages: Iterable[Message]) -> Dataset:
    rows = [[escape_formula(value) for value in _values(message)] for message in messages]
    return Dataset(*rows, headers=COLUMNS, title="messages")


def escape_formula(value: object) -> str:
    """The value as text; an apostrophe stops spreadsheet programs from computing it."""
    text = xml_text(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _values(message: Message) -> list[object]:
    return [
        message.reference,
        message.received_at.isoformat(timespec="seconds"),
        message.state,
        message.topic,
        message.language,
        message.name,
        message.email,
        message.organization,
        message.text,
        message.event,
        message.session,
        message.assignee,
    ]
