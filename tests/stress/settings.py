"""The site as in production, without a rate limit."""

from forum import settings
from tests.settings import *  # noqa: F403  with the changes below

CONTACT_MIN_SECONDS = 0
CONTACT_RATE_LIMIT = (1_000_000, 3600)
CONTACT_RECIPIENTS = ["team@forum.example"]
DATABASES = settings.DATABASES  # with the pool of connections
