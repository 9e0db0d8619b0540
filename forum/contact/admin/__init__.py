"""The inbox as staff see it."""

from forum.contact.admin.desks import DeskAdmin, ErasureAdmin
from forum.contact.admin.mail import QueuedMailAdmin
from forum.contact.admin.messages import MessageAdmin

__all__ = ["DeskAdmin", "ErasureAdmin", "MessageAdmin", "QueuedMailAdmin"]
