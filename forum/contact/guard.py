"""Keeps machines from flooding the inbox, without asking anything of people or of third parties.

Each form carries a *token*: a nonce, the privacy notice that stood beside the form, and the time it
was made, signed. The nonce makes a message that is sent twice one message; the time shows a form
filled in faster than anybody types, and one that has lain open for longer than a day. How often an
address may send is counted by a keyed hash of it.
"""

import datetime as dt
import hmac
import secrets
from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils import timezone

from forum.contact.models import Attempt

KEPT = dt.timedelta(days=1)

_signer = TimestampSigner(salt="forum.contact")


class TokenExpired(Exception):
    """The form lay open for longer than a day, or its token is not one of ours."""


class TooFast(Exception):
    """The form came back before anybody could have filled it in."""


class TooOften(Exception):
    """The address has sent as many messages as it may; it may again after `wait` seconds."""

    def __init__(self, wait: int):
        super().__init__(wait)
        self.wait = wait


class SentBefore(Exception):
    """The form has been sent already, with other words: one went back to it and wrote anew."""


class Opened(NamedTuple):
    """What a token says of the form that it was made for."""

    nonce: str
    notice_version: str
    notice_language: str


def new_token(notice_version: str, notice_language: str) -> str:
    return _signer.sign(f"{secrets.token_urlsafe(32)}.{notice_version}.{notice_language}")


def opened(token: str) -> Opened:
    """What a token of the right age says; raises TokenExpired or TooFast."""
    try:
        nonce, version, language = _signer.unsign(token, max_age=KEPT).split(".")
    except (BadSignature, ValueError) as error:
        raise TokenExpired from error
    if _younger_than(token, settings.CONTACT_MIN_SECONDS):
        raise TooFast
    return Opened(nonce, version, language)


def is_from_another_site(request: HttpRequest) -> bool:
    """Whether a browser sent the form on behalf of a page of some other site.

    This stands in for a CSRF cookie: readers who refuse cookies can write to us too, and a form
    that is refused comes back with all that was typed.
    """
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def count_attempt(request: HttpRequest) -> None:
    """Note one more message from this address; raises TooOften where it may not send any more."""
    now = timezone.now()
    most, seconds = settings.CONTACT_RATE_LIMIT
    Attempt.objects.expired(now).delete()
    sender = _hashed(client_address(request))
    made = Attempt.objects.times(sender, seconds, now=now)
    if made.count() >= most:
        # One more may be made when the oldest of the latest so many has gone.
        oldest = made[most - 1] if most else now
        wait = oldest + dt.timedelta(seconds=seconds) - now
        raise TooOften(max(1, round(wait.total_seconds())))
    Attempt.objects.create(sender=sender, made_at=now)


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the one that the outermost of our own proxies saw.

    Without proxies of ours `X-Forwarded-For` is what the visitor chose to write, and is not read.
    """
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted and len(forwarded) >= trusted and forwarded[-trusted].strip():
        return forwarded[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")


def _younger_than(token: str, seconds: int) -> bool:
    """Whether a token with a good signature was made less than so many seconds ago."""
    if not seconds:
        return False
    try:
        _signer.unsign(token, max_age=seconds)
    except SignatureExpired:
        return False
    return True


def _hashed(address: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), "sha256").hexdigest()
