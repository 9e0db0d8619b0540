"""Links by which somebody chooses a password: each works once, and for a limited time."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

INVITATION_TIME = dt.timedelta(days=7)
RESET_TIME = dt.timedelta(hours=1)


class LinkTokens(PasswordResetTokenGenerator):
    """A token holds until the password, the e-mail address or the last login changes.

    `PASSWORD_RESET_TIMEOUT` is the longest of the lifetimes.
    """

    def __init__(self, url_name: str, lifetime: dt.timedelta):
        super().__init__()
        self.url_name, self.lifetime = url_name, lifetime
        self.key_salt = f"forum.accounts.{url_name}"

    def check_token(self, user: User | None, token: str | None) -> bool:
        return super().check_token(user, token) and self._age(token) <= self.lifetime

    def link(self, user: User) -> str:
        key = urlsafe_base64_encode(force_bytes(user.pk))
        path = reverse(self.url_name, args=[key, self.make_token(user)])
        return settings.SITE_URL + path

    def _age(self, token: str) -> dt.timedelta:
        made_at = base36_to_int(token.partition("-")[0])
        return dt.timedelta(seconds=self._num_seconds(self._now()) - made_at)


INVITATIONS = LinkTokens("accept-invitation", INVITATION_TIME)
RESETS = LinkTokens("choose-password", RESET_TIME)
