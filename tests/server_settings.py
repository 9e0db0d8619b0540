"""The site as in production, with static files that need no `make install`."""

from forum.settings import *  # noqa: F403  with the change below
from forum.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
