"""What several tests of the inbox need."""

import pytest
from django.test import Client

from forum.contact.models import Message
from tests import factories
from tests.contact.mailserver import MailServer


@pytest.fixture
def mail_server(tmp_path, settings) -> MailServer:
    """A real mail server that the site sends to; it starts with `mail_server.running()`."""
    server = MailServer(tmp_path)
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RATE_LIMIT = (1000, 3600)
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return server


@pytest.fixture
def karim() -> Client:
    """Signed in as a colleague of `staff`."""
    user = factories.staff_user("karim", is_superuser=True)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def message() -> Message:
    return factories.message()
