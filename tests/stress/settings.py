"""The site as in production, without a rate limit."""

from tests.settings import *  # noqa: F403  with the changes below
from tests.settings import DATABASES

CONTACT_MIN_SECONDS = 0
CONTACT_RATE_LIMIT = (1_000_000, 3600)
CONTACT_RECIPIENTS = ["team@forum.example"]
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {"pool": True}
