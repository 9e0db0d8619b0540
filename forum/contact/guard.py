"""Protects the inbox from floods and duplicates without cookies, puzzles or third parties.

Each form carries a signed *token* with a nonce, the privacy notice shown beside the form, and the
time the form was made. The nonce identifies a form that is submitted twice; the time exposes a form
filled in faster than anybody types, and one left open for more than a day. The rate limit counts
submissions by a keyed hash of the IP address.
"""

import datetime as dt
import secrets
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils import timezone

from forum.client_address import hashed_address
from forum.contact.models import Attempt

TOKEN_LIFETIME = dt.timedelta(days=1)

RECEIPT_LIFETIME = dt.timedelta(minutes=15)
"""Whoever finds the address later, in the history of a shared phone, sees the reference alone."""

_signer = TimestampSigner(salt="forum.contact")
_receipts = TimestampSigner(salt="forum.contact.receipt")


class TokenExpired(Exception):
    """The token is older than a day, or not one of ours."""


class TooFast(Exception):
    """The form was submitted faster than anybody could fill it in."""


class RateLimited(Exception):
    """The address has sent as many messages as it may; it may send another in `wait` seconds."""

    def __init__(self, wait: int):
        super().__init__(wait)
        self.wait = wait


class AlreadySent(Exception):
    """The form was submitted before with other content."""


class Token(NamedTuple):
    nonce: str
    notice_version: str
    notice_language: str


def new_token(notice_version: str, notice_language: str) -> str:
    return _signer.sign(f"{secrets.token_urlsafe(32)}.{notice_version}.{notice_language}")


def read_token(signed: str) -> Token:
    """Raises TokenExpired or TooFast."""
    try:
        token = Token(*_signer.unsign(signed, max_age=TOKEN_LIFETIME).split("."))
    except (BadSignature, TypeError) as error:
        raise TokenExpired from error
    if _is_younger_than(settings.CONTACT_MIN_SECONDS, signed):
        raise TooFast
    return token


def receipt(reference: str) -> str:
    """What opens a message's text on the page that acknowledges it, for a few minutes."""
    return _receipts.sign(reference).removeprefix(f"{reference}:")


def is_receipt(reference: str, signed: str) -> bool:
    try:
        _receipts.unsign(f"{reference}:{signed}", max_age=RECEIPT_LIFETIME)
    except BadSignature:
        return False
    return True


def is_cross_site(request: HttpRequest) -> bool:
    """Whether a page of another site submitted the form, according to the browser.

    Replaces a CSRF cookie, so that readers who refuse cookies can write to us. Browsers that are
    too old for `Sec-Fetch-Site` send `Origin`, which is `null` if they hide it.
    """
    if sites := request.headers.get("Sec-Fetch-Site"):
        return sites == "cross-site"
    origin = request.headers.get("Origin")
    return origin is not None and _host_name(origin) not in _own_host_names(request)


def _own_host_names(request: HttpRequest) -> set[str]:
    return {_host_name(settings.SITE_URL), _host_name(f"//{request.get_host()}")}


def _host_name(origin: str) -> str:
    """Empty if there is none."""
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""


def record_attempt(request: HttpRequest) -> None:
    """Count a message from this IP address; raises RateLimited if it may not send another."""
    now = timezone.now()
    limit, seconds = settings.CONTACT_RATE_LIMIT
    Attempt.objects.expired(now).delete()
    sender = hashed_address(request)
    recent = Attempt.objects.recent(sender, seconds, now=now)
    if recent.count() >= limit:
        # Another is allowed when the oldest of the last `limit` attempts leaves the period.
        oldest = recent[limit - 1] if limit else now
        wait = oldest + dt.timedelta(seconds=seconds) - now
        raise RateLimited(max(1, round(wait.total_seconds())))
    Attempt.objects.create(sender=sender, made_at=now)


def _is_younger_than(seconds: int, signed: str) -> bool:
    if not seconds:
        return False
    try:
        _signer.unsign(signed, max_age=seconds)
    except SignatureExpired:
        return False
    return True
