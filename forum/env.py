"""Typed readings of the environment, which refuse what they do not understand.

Every reader takes the variable's name and its default, and records the name in `variables`, so that
the documentation can be held against what the settings really read. A value that cannot be
understood ends the process with one line: the variable and what it takes, never what it holds,
which may be a password.
"""

import io
import os
import re
import warnings
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import psycopg
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from psycopg.conninfo import make_conninfo

variables: set[str] = set()

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


class WrongSetting(SystemExit):
    """Ends the start of the site: `str()` is one line that names the variable and what it takes."""

    def __init__(self, name: str, takes: str, *, problem: str = "is not understood"):
        super().__init__(f"{name} {problem}: it takes {takes}.")


def read_file(path: Path) -> None:
    """Add the variables of a `.env` file; the process's own environment wins."""
    try:
        environ.Env.read_env(io.StringIO(path.read_text("utf-8")))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        takes = "lines such as PORT=8000, in UTF-8"
        raise WrongSetting(".env", takes, problem="cannot be read") from error


def text(name: str, default: str = "") -> str:
    """The value, or the default where it is empty: an empty variable is one that is not set."""
    variables.add(name)
    value = os.environ.get(name, "").strip()
    if not value.isprintable():
        raise WrongSetting(name, "one line of readable text in UTF-8")
    return value or default


def secret(name: str, *, default: str) -> str:
    """A value that has no safe default: `default` may be empty, and then it has to be set."""
    value = text(name, default)
    if not value:
        raise WrongSetting(
            name, "a long random text that only this site knows", problem="is not set"
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value and value not in _TRUE | _FALSE:
        raise WrongSetting(name, "true or false")
    return value in _TRUE if value else default


def number(name: str, *, default: int, least: int = 0, most: int = 10**9) -> int:
    value = text(name)
    if value and not (re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most):
        limit = f" and at most {most}" if most < 10**9 else ""
        raise WrongSetting(name, f"a whole number of at least {least}{limit}")
    return int(value) if value else default


def port(name: str, *, default: int) -> int:
    return number(name, default=default, least=1, most=65535)


def folder(name: str, default: str) -> Path:
    """A folder that is there, or that can be made: nothing else stands in its way."""
    value = Path(text(name, default))
    try:
        nearest = next(path for path in (value, *value.parents) if path.exists())
    except OSError:  # longer than the system allows
        nearest = None
    if not (value.is_absolute() and nearest and nearest.is_dir()):
        raise WrongSetting(name, "the absolute path of a folder")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas: `a, b` is `["a", "b"]`."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str) -> list[str]:
    names = words(name)
    if not all(_is_host(host.removeprefix(".")) for host in names):
        raise WrongSetting(name, "host names such as www.example.org with commas between them")
    return names


def _is_host(value: str) -> bool:
    """As browsers send it: ASCII, and without scheme, port or path."""
    label = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?"
    return len(value) < 254 and bool(
        re.fullmatch(rf"{label}(\.{label})*|\[[0-9a-f:.]+\]", value.lower())
    )


def email_addresses(name: str) -> list[str]:
    addresses = words(name)
    if not all(_is_email(address) for address in addresses):
        raise WrongSetting(name, "e-mail addresses with commas between them")
    return addresses


def email_sender(name: str, default: str) -> str:
    """An address, with or without a name: `Forum <forum@example.org>`."""
    value = text(name, default)
    if not _is_email(parseaddr(value)[1]):
        raise WrongSetting(name, "an e-mail address such as forum@example.org")
    return value


def _is_email(address: str) -> bool:
    """By the rule that forms use, so that no mail is given up for its sender."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def origin(name: str, default: str) -> str:
    """The scheme and host of a site, without a path: `https://forum.example.org`."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        value = f"{parts.scheme}://{parts.netloc.lower()}"
        host = parts.netloc.lower().removesuffix(f":{parts.port}")
        valid = parts.scheme in {"http", "https"} and _is_host(host) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise WrongSetting(name, "an address such as https://forum.example.org")
    return value


def rate(name: str, default: str) -> tuple[int, int]:
    """How many in how many seconds: `5/hour` is `(5, 3600)`."""
    value = text(name, default)
    seconds = {"minute": 60, "hour": 3600, "day": 86400}
    match = re.fullmatch(r"([1-9][0-9]{0,5})/(minute|hour|day)", value)
    if not match:
        raise WrongSetting(name, "a number for each minute, hour or day, as 5/hour")
    return int(match[1]), seconds[match[2]]


def database(name: str, default: str) -> dict[str, Any]:
    takes = "postgres://user:password@host:5432/name or sqlite:////absolute/path"
    known = {
        "django.db.backends.sqlite3": _is_sqlite,
        "django.db.backends.postgresql": _is_postgres,
    }
    found = _parsed(name, default, parse=environ.Env.db_url_config, takes=takes)
    if not known.get(found.get("ENGINE"), lambda _found: False)(found):
        raise WrongSetting(name, takes)
    return found


def _is_sqlite(found: dict[str, Any]) -> bool:
    """A file in a folder that is there; a database in memory would be another for each thread."""
    path = Path(found["NAME"])
    try:
        return path.is_absolute() and path.parent.is_dir() and not path.is_dir()
    except OSError:
        return False


def _is_postgres(found: dict[str, Any]) -> bool:
    """With a name that PostgreSQL can have, and options that its library knows."""
    wanted = {"ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"}
    try:
        make_conninfo(**found.get("OPTIONS", {}))
    except psycopg.Error:
        return False
    return found.keys() <= wanted and 0 < len(found["NAME"].encode()) <= 63


def mail_server(name: str, default: str) -> dict[str, Any]:
    takes = "smtp+tls://user:password@host:587, smtp://host:25 or consolemail://"
    found = _parsed(name, default, parse=environ.Env.email_url_config, takes=takes)
    if not _is_host(found["EMAIL_HOST"] or "localhost"):
        raise WrongSetting(name, takes)
    return found


def _parsed(name: str, default: str, *, parse: Callable, takes: str) -> dict[str, Any]:
    value = text(name, default)
    try:
        with warnings.catch_warnings():
            # It warns of an address that it cannot read, and shows it, password and all.
            warnings.simplefilter("error")
            found = parse(value)
    except (ValueError, LookupError, UserWarning, environ.ImproperlyConfigured) as error:
        raise WrongSetting(name, takes) from error
    if not "".join(map(str, found.values())).isprintable():  # such as %00 in a password
        raise WrongSetting(name, takes)
    return found
