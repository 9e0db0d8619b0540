"""The site's settings as the tests run them: nothing of the machine's own `.env` counts."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
for variable in ("DEBUG", "SITE_URL", "CONTACT_RECIPIENTS", "CONTACT_RATE_LIMIT", "MEDIA_ROOT"):
    os.environ[variable] = ""

from forum.settings import *  # noqa: E402, F403  the environment has to be set before
from forum.settings import DATABASES, POST_OFFICE  # noqa: E402  as above

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
POST_OFFICE["BACKENDS"] = {"default": "django.core.mail.backends.locmem.EmailBackend"}
# The manifest exists after collectstatic only; one test runs the production storage.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A test database cannot be dropped while a pool holds connections to it.
    DATABASES["default"]["OPTIONS"] = {}
