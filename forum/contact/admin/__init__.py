"""The inbox in the admin."""

from forum.contact.admin.mail import OutgoingMailAdmin, TeamAdmin
from forum.contact.admin.messages import ErasureAdmin, MessageAdmin

__all__ = ["ErasureAdmin", "MessageAdmin", "OutgoingMailAdmin", "TeamAdmin"]
