"""The data of the inbox, one noun per module."""

from forum.contact.models.letters import Letter, LetterKind
from forum.contact.models.mail import MailState, OutgoingMail
from forum.contact.models.messages import (
    MAX_TEXT_LENGTH,
    Message,
    MessageState,
    Suspicion,
    Topic,
    new_reference,
    purge_date,
)
from forum.contact.models.notes import Note, Step
from forum.contact.models.records import Attempt, Erasure, ErasureReason
from forum.contact.models.reply_templates import ReplyTemplate
from forum.contact.models.teams import Team
from forum.contact.models.writing import Writing

__all__ = [
    "MAX_TEXT_LENGTH",
    "Attempt",
    "Erasure",
    "ErasureReason",
    "Letter",
    "LetterKind",
    "MailState",
    "Message",
    "MessageState",
    "Note",
    "OutgoingMail",
    "ReplyTemplate",
    "Step",
    "Suspicion",
    "Team",
    "Topic",
    "Writing",
    "new_reference",
    "purge_date",
]
