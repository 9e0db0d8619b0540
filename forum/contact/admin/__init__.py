"""The inbox in the admin."""

from forum.contact.admin.mail import OutgoingMailAdmin, TeamAdmin
from forum.contact.admin.messages import ErasureAdmin, MessageAdmin
from forum.contact.admin.reply_templates import ReplyTemplateAdmin

__all__ = [
    "ErasureAdmin",
    "MessageAdmin",
    "OutgoingMailAdmin",
    "ReplyTemplateAdmin",
    "TeamAdmin",
]
