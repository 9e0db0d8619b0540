"""Passwords that were forgotten, chosen and changed.

Whoever asks for a new password gets the same answer, by the same work, whether there is such an
account or not.
"""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from forum.accounts import letters
from forum.accounts.models import ResetAttempt
from forum.client_address import hashed, hashed_address
from forum.staff.second_factor import forget_wrong_codes
from forum.staff.security_log import log
from forum.staff.sessions import end_sessions
from forum.staff.sign_in_state import SignInState

PERIOD = dt.timedelta(hours=1)
MOST_OF_ADDRESS = 10
"""Requests from one IP address within the period; an office may share one."""
MOST_OF_ACCOUNT = 3
"""Mails to one account within the period, so that nobody's mailbox can be filled."""


class TooManyRequests(Exception):
    """This IP address may not ask again for now."""


@transaction.atomic
def ask_for_reset(typed: str, request: HttpRequest) -> None:
    """Send a link to the account with this username or e-mail address, if there is one.

    Raises TooManyRequests.
    """
    now = timezone.now()
    ResetAttempt.objects.expired(now).delete()
    if not _count(hashed_address(request), MOST_OF_ADDRESS, now):
        raise TooManyRequests
    user = account_called(typed)
    is_allowed = _count(hashed(_counted_as(user, typed)), MOST_OF_ACCOUNT, now)
    log("password_reset_requested", user=user, request=request, sent=bool(user and is_allowed))
    _queue_or_pretend(user if is_allowed else None)


def account_called(typed: str) -> User | None:
    """The active member of staff with this username, or alone with this e-mail address."""
    named = Q(username=typed) | Q(email__iexact=typed)
    found = User.objects.filter(named, is_active=True, is_staff=True).exclude(email="")[:3]
    exact = [user for user in found if user.username == typed]
    return next(iter(exact or found), None) if len(exact or found) == 1 else None


def password_chosen(user: User, request: HttpRequest, *, but: str | None = None) -> None:
    """What follows when somebody has chosen a password of their own: one session may go on."""
    SignInState.password_was_chosen(user)
    _password_changed(user, request, but)


def password_given(user: User, request: HttpRequest) -> None:
    """What follows when an administrator has set the password of somebody else."""
    if user.has_usable_password():
        SignInState.require_new_password(user)
    _password_changed(user, request, but=None)


def _password_changed(user: User, request: HttpRequest, but: str | None) -> None:
    log("password_changed", user=user, request=request)
    end_sessions(user, but=but)
    forget_wrong_codes(user)
    letters.queue_password_notice(user)


def _counted_as(user: User | None, typed: str) -> str:
    """What nobody is called counts apart: the key of an account may be typed too."""
    return f"reset of account {user.pk}" if user else f"reset of nobody {typed}"


def _count(key: str, most: int, now: dt.datetime) -> bool:
    """Count an attempt; False if there have been enough of them."""
    ResetAttempt.objects.create(key=key, made_at=now)
    return ResetAttempt.objects.of(key, since=now - PERIOD).count() <= most


def _queue_or_pretend(user: User | None) -> None:
    """Without a user, do the same work and take it back: the time of the answer says nothing."""
    savepoint = transaction.savepoint()
    letters.queue_reset(user or User(pk=0, username="nobody", email="nobody@invalid.example"))
    if user:
        transaction.savepoint_commit(savepoint)
    else:
        transaction.savepoint_rollback(savepoint)
