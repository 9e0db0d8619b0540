"""The setting MEDIA_STORAGE: the folders of this machine, or a bucket that several share."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from forum import env

Bucket = dict[str, str]
"""The options of `BucketStorage`; `location` is the folder within the bucket."""

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*|")
_OPTIONS = {"region": re.compile(r"[a-z0-9-]+"), "endpoint": re.compile(r"https?://[^/?#@\s]+/?")}


def bucket(name: str) -> Bucket | None:
    """The bucket that this variable names, with the keys for it; None if it is not set."""
    value = env.text(name)
    key, secret = env.text("AWS_ACCESS_KEY_ID"), env.text("AWS_SECRET_ACCESS_KEY")
    if not value:
        return None
    found = _parse(value)
    if found is None:
        expected = "s3://bucket/prefix?region=eu-west-3&endpoint=https://s3.example.org"
        raise env.InvalidSetting(name, expected)
    if bool(key) != bool(secret):
        missing = "AWS_SECRET_ACCESS_KEY" if key else "AWS_ACCESS_KEY_ID"
        expected = "set together with the other key, or neither of them"
        raise env.InvalidSetting(missing, expected, problem="is not set")
    return found | {"access_key": key, "secret_key": secret} if key else found


def _parse(value: str) -> Bucket | None:
    try:
        parts = urlsplit(value)
        query = dict(
            parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        )
    except ValueError:
        return None
    prefix = parts.path.strip("/")
    is_valid = (
        (parts.scheme, parts.fragment) == ("s3", "")
        and _BUCKET.fullmatch(parts.netloc)
        and _PREFIX.fullmatch(prefix)
        and all(name in _OPTIONS and _OPTIONS[name].fullmatch(query[name]) for name in query)
    )
    if not is_valid:
        return None
    options = {"region_name": query.get("region"), "endpoint_url": query.get("endpoint")}
    given = {name: text.rstrip("/") for name, text in options.items() if text}
    return {"bucket_name": parts.netloc, "location": prefix} | given


def storage(folder: Path, within: Bucket | None, name: str) -> dict[str, object]:
    """An entry of `STORAGES`: the folder, or the one with this name in the bucket."""
    if within is None:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        options = {"location": folder, **modes}
        return {"BACKEND": "forum.media.storage.LocalStorage", "OPTIONS": options}
    options = within | {"location": "/".join(filter(None, (within["location"], name)))}
    return {"BACKEND": "forum.media.s3.BucketStorage", "OPTIONS": options}
