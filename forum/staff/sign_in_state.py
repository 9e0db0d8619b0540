"""What an account must have before it may work: a password of its own, and a second factor."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import models

FACTOR = "second_factor"
"""In the session: since when the account has had the second factor that was asked for."""


class SignInState(models.Model):
    """An account without such a row has neither been told to do anything, nor a second factor."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="sign_in_state",
    )
    must_change_password = models.BooleanField(default=False)
    second_factor_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"

    @classmethod
    def of(cls, user: AbstractBaseUser) -> Self:
        try:
            return user.sign_in_state
        except cls.DoesNotExist:
            return cls(user=user)

    @classmethod
    def require_new_password(cls, user: AbstractBaseUser) -> None:
        """Somebody else knows the password of this account."""
        # The value is a flag, and no password.
        cls.objects.update_or_create(user=user, defaults={"must_change_password": True})  # nosec B105

    @classmethod
    def password_was_chosen(cls, user: AbstractBaseUser) -> None:
        """The password is its owner's own."""
        cls.objects.filter(user=user).update(must_change_password=False)

    @classmethod
    def set_second_factor(cls, user: AbstractBaseUser, since: dt.datetime | None) -> None:
        cls.objects.update_or_create(user=user, defaults={"second_factor_since": since})

    @property
    def factor(self) -> str:
        """Changes when another second factor is set up; empty if there is none."""
        return self.second_factor_since.isoformat() if self.second_factor_since else ""

    @property
    def must_set_up_factor(self) -> bool:
        return settings.STAFF_OTP_REQUIRED and not self.second_factor_since

    def admits(self, session: SessionBase) -> bool:
        """Whether nothing is lacking in how this session was signed in."""
        has_own_password = not (self.must_change_password or self.must_set_up_factor)
        return has_own_password and session.get(FACTOR, "") == self.factor


class StaffBackend(ModelBackend):
    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """With the state of the account in the same query, because every page asks for it."""
        users = get_user_model().objects.select_related("sign_in_state")
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
