"""The inbox as staff see it."""

from forum.contact.admin.desks import DeskAdmin, ErasureAdmin
from forum.contact.admin.mail import OutgoingMailAdmin
from forum.contact.admin.messages import MessageAdmin

__all__ = ["DeskAdmin", "ErasureAdmin", "MessageAdmin", "OutgoingMailAdmin"]
