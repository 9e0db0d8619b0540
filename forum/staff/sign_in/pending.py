"""A member of staff whose password was right, and who is not logged in yet."""

import time
from dataclasses import dataclass, field
from typing import Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

LONGEST = 15 * 60
"""Seconds from one step to the next."""

_KEY = "signing_in"


@dataclass
class PendingSignIn:
    """Kept in the session, so that neither the browser nor a link can skip a step."""

    request: HttpRequest
    user: AbstractBaseUser
    done: list[str] = field(default_factory=list)
    recovery_codes: list[str] = field(default_factory=list)
    """Only within the request that made them."""

    @classmethod
    def begin(cls, request: HttpRequest, user: AbstractBaseUser) -> Self:
        request.session.cycle_key()
        pending = cls(request, user)
        pending._keep()
        return pending

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """None if there is none, if it is too old, or if the password was changed since."""
        kept = request.session.get(_KEY)
        if not kept or time.time() - kept["at"] > LONGEST:
            return None
        users = get_user_model().objects.filter(is_active=True, is_staff=True)
        user = users.filter(pk=kept["user"]).first()
        is_same = user and constant_time_compare(user.get_session_auth_hash(), kept["password"])
        return cls(request, user, kept["done"]) if is_same else None

    def finish(self, step: str) -> None:
        self.done.append(step)
        self._keep()

    def end(self) -> None:
        self.request.session.pop(_KEY, None)

    def _keep(self) -> None:
        self.request.session[_KEY] = {
            "user": self.user.pk,
            "password": self.user.get_session_auth_hash(),
            "at": int(time.time()),
            "done": self.done,
        }
