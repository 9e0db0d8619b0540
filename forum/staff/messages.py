"""Messages to staff, kept until the next page in a cookie whose name has the right prefix."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookie(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """In the session if they are too long for a cookie."""

    storage_classes = (MessageCookie, SessionStorage)
