"""The site as it runs, in processes of its own, with a door that counts nobody."""

from tests.settings import *  # noqa: F403  all of it, and what differs below
from tests.settings import DATABASES

CONTACT_MIN_SECONDS = 0
CONTACT_RATE_LIMIT = (1_000_000, 3600)
CONTACT_RECIPIENTS = ["team@forum.example"]
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {"pool": True}
