"""Settings for the tests, independent of the machine's `.env` file."""

import os
import tempfile
from pathlib import Path

IGNORED_VARIABLES = {
    "DEBUG",
    "LISTEN_ADDRESS",
    "PORT",
    "WEB_WORKERS",
    "REDIS_URL",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "HSTS_SCOPE",
    "SECURITY_CONTACT",
    "TRUSTED_PROXIES",
    "STAFF_USERNAME",
    "STAFF_OTP_REQUIRED",
    "MEDIA_ROOT",
    "KEPT_UPLOADS_ROOT",
    "MEDIA_STORAGE",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "CONTACT_RECIPIENTS",
    "CONTACT_RATE_LIMIT",
    "CONTACT_MIN_SECONDS",
    "CONTACT_ANSWER_DAYS",
    "CONTACT_RETENTION_MONTHS",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
}
os.environ |= dict.fromkeys(IGNORED_VARIABLES, "")
os.environ["SECRET_KEY"] = "only-for-the-tests"
os.environ.setdefault("DATABASE_URL", "")

from forum.settings import *  # noqa: E402, F403  needs the environment above
from forum.settings import DATABASES  # noqa: E402  as above

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SHOWS_PATTERNS = True
# Tests of the page cache use a real one.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest exists only after collectstatic; one test uses the production storage.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "kept_uploads": {"BACKEND": "forum.media.storage.LocalStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# No machine loses power during a test, so no commit waits for the disk.
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"].endswith("postgresql"):
    # A test database cannot be dropped while a pool has open connections.
    DATABASE["OPTIONS"] = {"options": "-c synchronous_commit=off"}
else:
    DATABASE["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
    # A file, as in production, so that concurrent threads use real locks.
    DATABASE["TEST"] = {"NAME": Path(tempfile.gettempdir()) / f"open-forum-{os.getpid()}.sqlite3"}
