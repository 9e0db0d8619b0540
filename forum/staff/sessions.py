"""Sessions of staff: they end eight hours after the last click, and two weeks after signing in.

They also end when their account has to do more than it did to sign in (see `SignInState.admits`).

Only requests to the admin read or renew them. Public pages need no session and set no cookie.
"""

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from forum.staff.sign_in_state import SignInState

LONGEST = 14 * 24 * 60 * 60
RENEWED_EVERY = 5 * 60
"""A click renews the session, but not more often than this, so that few clicks write."""

SIGNED_IN_AT, RENEWED_AT = "signed_in_at", "renewed_at"
"""Seconds since 1970, in the session."""


def staff_sessions(get_response: Callable) -> Callable:
    """A middleware: renew the session of a member of staff, or end one that is too old."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")) and SESSION_KEY in request.session:
            _renew_or_end(request, int(time.time()))
        return get_response(request)

    return respond


def _renew_or_end(request: HttpRequest, now: int) -> None:
    is_too_old = now - request.session.setdefault(SIGNED_IN_AT, now) > LONGEST
    if is_too_old or not _is_admitted(request):
        logout(request)
    elif now - request.session.get(RENEWED_AT, 0) >= RENEWED_EVERY:
        request.session[RENEWED_AT] = now


def _is_admitted(request: HttpRequest) -> bool:
    """Takes no query of its own: the backend loads the state of an account with its user."""
    user = request.user
    return not user.is_authenticated or SignInState.of(user).admits(request.session)


def sessions_of(user: AbstractBaseUser) -> list[Session]:
    """Those in which the user is logged in, whatever the device."""
    key = str(user.pk)
    stored = Session.objects.filter(expire_date__gt=timezone.now())
    return [one for one in stored if one.get_decoded().get(SESSION_KEY) == key]


def end_sessions(user: AbstractBaseUser, *, but: str | None = None) -> int:
    """Log the user out on all devices; `but` is the key of a session that goes on.

    Returns how many sessions have ended.
    """
    keys = {one.pk for one in sessions_of(user)} - {but}
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


@receiver(user_logged_in)
def _start(request: HttpRequest, **signal: object) -> None:
    now = int(time.time())
    session: SessionBase = request.session
    session[SIGNED_IN_AT] = session[RENEWED_AT] = now
