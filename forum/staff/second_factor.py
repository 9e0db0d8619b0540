"""The second factor of staff: codes of an app (TOTP), and recovery codes for a lost phone.

Whoever removes or replaces a factor ends the sessions that were signed in with it or without one
(see `SignInState.admits`).
"""

import datetime as dt
import secrets
import time
import unicodedata
from base64 import b32encode
from dataclasses import dataclass

import django_otp
import segno
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from forum.client_address import hashed
from forum.staff.sign_in_state import SignInState

WAITING = "second_factor_to_set_up"
"""In the session: the key of the device whose QR code it shows."""
LONGEST_WAIT = dt.timedelta(days=1)
"""From the QR code to the first code."""

APP, RECOVERY = "app", "recovery"
"""The names of the devices of an account."""

RECOVERY_CODES = 10
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # pragma: allowlist secret  of Base32
LOOK_ALIKES = str.maketrans("018", "olb")
APP_CODE_LENGTH, CODE_LENGTH, HALF = 6, 10, 5
FINGERPRINT_LENGTH = 16
QUIET_ZONE = 4
"""Of a QR code, in modules."""


@dataclass(frozen=True)
class QRCode:
    """As an SVG path of squares, in a box of `size` by `size`."""

    size: int
    path: str

    @classmethod
    def of(cls, text: str) -> "QRCode":
        rows = segno.make(text, micro=False).matrix
        dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
        path = "".join(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z" for x, y in dark)
        return cls(len(rows) + 2 * QUIET_ZONE, path)


def device_to_set_up(user: AbstractBaseUser, session: SessionBase) -> TOTPDevice:
    """The same for a session until it is confirmed: a page that is loaded again shows the same key.

    Another session gets another key, so that nobody has seen it who was in the account before.
    """
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False)
    if device := waiting.filter(pk=session.get(WAITING)).first():
        return device
    waiting.filter(created_at__lt=timezone.now() - LONGEST_WAIT).delete()
    device = TOTPDevice.objects.create(user=user, confirmed=False, name=APP)
    session[WAITING] = device.pk
    return device


def readable_key(device: TOTPDevice) -> str:
    """In groups of four letters: `JBSW Y3DP …`."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def turn_on(device: TOTPDevice, code: str) -> list[str]:
    """Confirm the device with its first code, in place of others. Returns the recovery codes.

    Raises ValidationError if the code is wrong.
    """
    user = device.user
    _verify(device, _plain(code))
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    SignInState.set_second_factor(user, timezone.now())
    return new_recovery_codes(user)


@transaction.atomic
def turn_off(user: AbstractBaseUser) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    SignInState.set_second_factor(user, None)


@transaction.atomic
def new_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """In place of the earlier ones. Only fingerprints are stored, so they can be shown once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=RECOVERY)
    codes = [_random_code() for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_fingerprint(user, code))
    return [f"{code[:HALF]}-{code[HALF:]}" for code in codes]


def count_recovery_codes(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def is_code(typed: str) -> bool:
    """Whether it looks like a code of either kind, and not like a password."""
    plain = _plain(typed)
    is_of_app = plain.isdecimal() and len(plain) == APP_CODE_LENGTH
    return is_of_app or (len(plain) == CODE_LENGTH and len(typed.strip()) <= CODE_LENGTH + 1)


def check_code(user: AbstractBaseUser, typed: str) -> None:
    """Use up a code of the app or a recovery code; raises ValidationError if it is not valid."""
    code = _plain(typed)
    if len(code) == CODE_LENGTH:
        device = StaticDevice.objects.filter(user=user).first()
        _verify(device, _fingerprint(user, code.translate(LOOK_ALIKES)))
    else:
        _verify(TOTPDevice.objects.filter(user=user, confirmed=True).first(), code)


def forget_wrong_codes(user: AbstractBaseUser) -> None:
    """Whoever typed them had a password that is no longer valid: its owner need not wait."""
    for devices in (TOTPDevice.objects, StaticDevice.objects):
        devices.filter(user=user).update(
            throttling_failure_count=0, throttling_failure_timestamp=None
        )


def _verify(device: Device | None, token: str) -> None:
    if device is None:
        raise _refusal(is_used=False)
    is_allowed, _reason = device.verify_is_allowed()
    if not is_allowed:
        text = _(
            "Too many wrong codes. Wait a few minutes, then type the code that your app shows."
        )
        raise ValidationError(text, code="too_fast")
    is_used = isinstance(device, TOTPDevice) and _was_used(device, token)
    if not django_otp.verify_token(device.user, device.persistent_id, token):
        raise _refusal(is_used=is_used)
    device.refresh_from_db()


def _refusal(*, is_used: bool) -> ValidationError:
    if is_used:
        text = _("This code was already used. Wait until your app shows the next one.")
        return ValidationError(text, code="used")
    text = _("This code is wrong. Type the six digits that your app shows now.")
    return ValidationError(text, code="wrong")


def _was_used(device: TOTPDevice, token: str) -> bool:
    if not token.isdecimal() or len(token) > device.digits:
        return False
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return totp.verify(int(token), device.tolerance) and totp.t() <= device.last_t


def _plain(typed: str) -> str:
    """Without spaces and hyphens; digits of every script as 0 to 9."""
    kept = [c for c in unicodedata.normalize("NFKC", typed).casefold() if c.isalnum()]
    return "".join(str(unicodedata.decimal(c, c)) for c in kept)


def _random_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _number in range(CODE_LENGTH))


def _fingerprint(user: AbstractBaseUser, code: str) -> str:
    return hashed(f"recovery code {user.pk} {code}")[:FINGERPRINT_LENGTH]
