"""Typed readings of the environment, which refuse what they do not understand.

Every reader takes the variable's name and its default, and records the name in `variables`, so that
the documentation can be held against what the settings really read. A value that cannot be
understood ends the process with one line: the variable and what it takes, never what it holds,
which may be a password.
"""

import re
import warnings
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

variables: set[str] = set()

_environ = environ.Env()
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


class WrongSetting(SystemExit):
    """Ends the start of the site: `str()` is one line that names the variable and what it takes."""

    def __init__(self, name: str, takes: str, *, problem: str = "is not understood"):
        super().__init__(f"{name} {problem}: it takes {takes}.")


def read_file(path: Path) -> None:
    """Add the variables of a `.env` file; the process's own environment wins."""
    if path.is_file():
        environ.Env.read_env(path)


def text(name: str, default: str = "") -> str:
    """The value, or the default where it is empty: an empty variable is one that is not set."""
    variables.add(name)
    return _environ.str(name, default="").strip() or default


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


def number(name: str, *, default: int, least: int = 0) -> int:
    value = text(name)
    if value and not (re.fullmatch(r"[0-9]{1,9}", value) and int(value) >= least):
        raise WrongSetting(name, f"a whole number of at least {least}")
    return int(value) if value else default


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas: `a, b` is `["a", "b"]`."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


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
    """By the rule of the mail queue, so that it refuses no mail of a site that has started."""
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
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise WrongSetting(name, "an address such as https://forum.example.org")
    return value


def rate(name: str, default: str) -> tuple[int, int]:
    """How many in how many seconds: `5/hour` is `(5, 3600)`."""
    value = text(name, default)
    seconds = {"minute": 60, "hour": 3600, "day": 86400}
    match = re.fullmatch(r"([0-9]{1,6})/(minute|hour|day)", value)
    if not match:
        raise WrongSetting(name, "a number for each minute, hour or day, as 5/hour")
    return int(match[1]), seconds[match[2]]


def database(name: str, default: str) -> dict[str, Any]:
    takes = "postgres://user:password@host:5432/name or sqlite:////absolute/path"
    found = _parsed(name, default, parse=_environ.db_url_config, takes=takes)
    known = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
    if found.get("ENGINE") not in known or not found.get("NAME"):
        raise WrongSetting(name, takes)
    return found


def mail_server(name: str, default: str) -> dict[str, Any]:
    takes = "smtp+tls://user:password@host:587, smtp://host:25 or consolemail://"
    return _parsed(name, default, parse=_environ.email_url_config, takes=takes)


def _parsed(name: str, default: str, *, parse: Callable, takes: str) -> dict[str, Any]:
    value = text(name, default)
    try:
        with warnings.catch_warnings():
            # It warns of an address that it cannot read, and shows it, password and all.
            warnings.simplefilter("error")
            return parse(value)
    except (ValueError, KeyError, UserWarning, environ.ImproperlyConfigured) as error:
        raise WrongSetting(name, takes) from error
