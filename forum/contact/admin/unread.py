"""How many messages are unread, for the rail and the first page."""

from django.http import HttpRequest

from forum.contact.models import Message
from forum.contact.models.messages import Unread


def unread_messages(request: HttpRequest) -> Unread:
    """Counted once for each request."""
    if not hasattr(request, "unread_messages"):
        request.unread_messages = Message.objects.all().count_unread()
    return request.unread_messages
