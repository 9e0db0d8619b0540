"""What people write to us, and what comes of it: one noun in each module."""

from forum.contact.models.attempts import Attempt
from forum.contact.models.desks import Desk
from forum.contact.models.erasures import Erasure, ErasureReason
from forum.contact.models.letters import Letter, LetterKind
from forum.contact.models.mail import Backlog, MailState, OutgoingMail
from forum.contact.models.messages import (
    LONGEST_TEXT,
    Message,
    MessageState,
    Suspicion,
    Topic,
    new_reference,
    purge_date,
)
from forum.contact.models.notes import Note, Step

__all__ = [
    "LONGEST_TEXT",
    "Attempt",
    "Backlog",
    "Desk",
    "Erasure",
    "ErasureReason",
    "Letter",
    "LetterKind",
    "MailState",
    "Message",
    "MessageState",
    "Note",
    "OutgoingMail",
    "Step",
    "Suspicion",
    "Topic",
    "new_reference",
    "purge_date",
]
