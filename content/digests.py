"""Fingerprints of stored values, for forms that must notice a change without a history."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.utils.crypto import salted_hmac


def digest(values: Mapping[str, object]) -> str:
    """The same text for the same columns and values, in every process and on every database.

    It is keyed with `SECRET_KEY`, so that no short value can be found by trying them all.
    """
    stable = json.dumps(values, default=_as_json, sort_keys=True)
    return salted_hmac("content.digests", stable, algorithm="sha256").hexdigest()


def _as_json(value: object) -> object:
    """Values that JSON does not know; sets lose their order and times their zone."""
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta | Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"No digest of a {type(value).__name__}: give a stored value.")
