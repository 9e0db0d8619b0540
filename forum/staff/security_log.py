"""The security log: who signed in, whose rights changed, which personal data left or was erased.

One line for each event, in the moment in which it happens. Accounts are named by their keys and a
visitor by a keyed hash of the IP address, so that no line has a name, an e-mail or IP address.
docs/operations.md lists the events.
"""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from forum.client_address import hashed_address

logger = logging.getLogger("forum.security")

ADDRESS_LENGTH = 16
"""Of the hash of an IP address: enough to tell visitors apart."""

Detail = str | int | bool | list[str]


def log(
    event: str,
    *,
    user: AbstractBaseUser | int | None = None,
    by: AbstractBaseUser | int | None = None,
    request: HttpRequest | None = None,
    **details: Detail | None,
) -> None:
    """Write one line. `user` is the account concerned; `by` acted, as a rule who sent the request.

    Details are codes, keys and numbers: never what a person typed. Those that are None are left
    out.
    """
    if by is None and request is not None:
        by = getattr(request, "user", None)
    fields = {
        "event": event,
        "user": _key(user),
        "by": _key(by),
        "address": hashed_address(request)[:ADDRESS_LENGTH] if request else None,
        **details,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    logger.info(event, extra=known)


def _key(account: AbstractBaseUser | int | None) -> int | None:
    """None also for a visitor who has not signed in."""
    return account if isinstance(account, int) else getattr(account, "pk", None)


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: AbstractBaseUser, **signal: object) -> None:
    log("signed_in", user=user, by=user, request=request)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: AbstractBaseUser | None, **signal: object) -> None:
    if user is not None:
        log("signed_out", user=user, by=user, request=request)


@receiver(user_login_failed)
def _sign_in_failed(
    credentials: dict[str, str], request: HttpRequest | None = None, **signal: object
) -> None:
    """With the account that was tried, if there is one: what was typed may be a password."""
    users = get_user_model().objects.filter(username=credentials.get("username"))
    log("sign_in_failed", user=users.first(), request=request)
