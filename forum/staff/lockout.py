"""How django-axes guards `authenticate()`: it asks before a password is hashed (see locks.py).

Of a try only the account, the address, the number and the time are stored: neither the browser nor
what was posted, which may hold somebody's text.
"""

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from forum.staff import locks


class Lockout(AxesDatabaseHandler):
    def is_allowed(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        """Counts the try. `request.sign_in_locked` tells the view why it was refused."""
        try:
            locks.count_try(request, (credentials or {}).get("username") or "")
        except locks.SignInLocked as locked:
            request.sign_in_locked = locked
            return False
        return True

    def user_login_failed(
        self,
        sender: type,
        credentials: dict,
        request: HttpRequest | None = None,
        **signal: object,
    ) -> None:
        """It was counted before it was checked."""

    def user_logged_in(
        self, sender: type, request: HttpRequest, user: AbstractBaseUser, **signal: object
    ) -> None:
        locks.forgive(request, user.get_username())

    def user_logged_out(self, *args: object, **signal: object) -> None:
        """Leaves no trace."""
