"""Reads typed values from the environment.

An invalid value stops the process with one line. The line names the variable and the values it
accepts, but never repeats the value, which may be a password. `variables` collects the names that
were read, so that a test can compare them with the documentation.
"""

import io
import ipaddress
import os
import re
import unicodedata
import warnings
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ValidationError

from content.email_addresses import ascii_address, strip_invisible_marks

variables: set[str] = set()

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


class InvalidSetting(SystemExit):
    """Stops the process. Its text is the line that the operator reads."""

    def __init__(self, name: str, expected: str, *, problem: str = "is not valid"):
        super().__init__(f"{name} {problem}: it must be {expected}.")


def read_file(path: Path) -> None:
    """Add the variables of a `.env` file, except those that the environment already has."""
    try:
        environ.Env.read_env(io.StringIO(path.read_text("utf-8")))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        expected = "a UTF-8 file with lines such as PORT=8000"
        raise InvalidSetting(".env", expected, problem="cannot be read") from error


def text(name: str, default: str = "", *, clean: Callable[[str], str] = str.strip) -> str:
    """The value, or the default if the variable is empty or not set."""
    variables.add(name)
    value = clean(os.environ.get(name, ""))
    if not value.isprintable():
        raise InvalidSetting(name, "one line of readable text in UTF-8")
    return value or default


def secret(name: str, *, default: str) -> str:
    """A value that must be set unless there is a default."""
    value = text(name, default)
    if not value:
        raise InvalidSetting(
            name, "a long random text that only this site knows", problem="is not set"
        )
    return value


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value and value not in _TRUE | _FALSE:
        raise InvalidSetting(name, "true or false")
    return value in _TRUE if value else default


def choice(name: str, choices: list[str]) -> str:
    """One of the choices; the first one if the variable is not set."""
    value = text(name, choices[0])
    if value not in choices:
        raise InvalidSetting(name, f"{', '.join(choices[:-1])} or {choices[-1]}")
    return value


def username(name: str, *, default: str) -> str:
    """A username as Django takes it: letters, digits and `@.+-_`."""
    value = unicodedata.normalize("NFKC", text(name, default))
    if not re.fullmatch(r"[\w.@+-]{1,150}", value):
        raise InvalidSetting(name, "a username of letters, digits and @ . + - _")
    return value


def integer(name: str, *, default: int, minimum: int = 0, maximum: int = 10**9) -> int:
    value = text(name)
    if value and not (re.fullmatch(r"[0-9]{1,9}", value) and minimum <= int(value) <= maximum):
        limit = f" and at most {maximum}" if maximum < 10**9 else ""
        raise InvalidSetting(name, f"a whole number of at least {minimum}{limit}")
    return int(value) if value else default


def port(name: str, *, default: int) -> int:
    return integer(name, default=default, minimum=1, maximum=65535)


def ip_address(name: str, *, default: str) -> str:
    """An address of this machine: `127.0.0.1`, `::1`, or `0.0.0.0` for all of them."""
    value = text(name, default)
    try:
        return str(ipaddress.ip_address(value))
    except ValueError as error:
        raise InvalidSetting(name, "an IP address such as 127.0.0.1") from error


def folder(name: str, default: str) -> Path:
    """A folder that exists or can be created: its nearest existing parent is a folder."""
    value = Path(text(name, default))
    try:
        nearest = next(path for path in (value, *value.parents) if path.exists())
    except OSError:  # the path is too long for the system
        nearest = None
    if not (value.is_absolute() and nearest and nearest.is_dir()):
        raise InvalidSetting(name, "the absolute path of a folder")
    return value


def text_list(name: str, **options: Any) -> list[str]:
    """A comma-separated list: `a, b` is `["a", "b"]`."""
    return [item.strip() for item in text(name, **options).split(",") if item.strip()]


def host_names(name: str) -> list[str]:
    names = text_list(name)
    if not all(_is_host(host.removeprefix(".")) for host in names):
        raise InvalidSetting(name, "a comma-separated list of host names such as www.example.org")
    return names


def _is_host(value: str) -> bool:
    """Whether it is a host name as browsers send it: ASCII, without scheme, port or path."""
    label = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?"
    return len(value) < 254 and bool(
        re.fullmatch(rf"{label}(\.{label})*|\[[0-9a-f:.]+\]", value.lower())
    )


def email_addresses(name: str) -> list[str]:
    addresses = text_list(name, clean=strip_invisible_marks)
    try:
        return [ascii_address(address) for address in addresses]
    except ValidationError as error:
        raise InvalidSetting(name, "a comma-separated list of e-mail addresses") from error


def email_sender(name: str, default: str) -> str:
    """An address, with or without a name: `Forum <forum@example.org>`."""
    value = text(name, default, clean=strip_invisible_marks)
    address = parseaddr(value)[1]
    try:
        return value.replace(address, ascii_address(address)) if address else ascii_address("")
    except ValidationError as error:
        raise InvalidSetting(name, "an e-mail address such as forum@example.org") from error


def origin(name: str, default: str) -> str:
    """The scheme and host of a site: `https://forum.example.org`."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        value = f"{parts.scheme}://{parts.netloc.lower()}"
        host = parts.netloc.lower().removesuffix(f":{parts.port}")
        valid = parts.scheme in {"http", "https"} and _is_host(host) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise InvalidSetting(name, "an address such as https://forum.example.org")
    return value


def contact_address(name: str) -> str:
    """An address for reports, as security.txt gives it: `mailto:…` or `https://…`; may be empty."""
    value = text(name, clean=strip_invisible_marks)
    expected = "mailto:security@example.org or an https address"
    scheme, _colon, rest = value.partition(":")
    try:
        if scheme == "mailto":
            return f"mailto:{ascii_address(rest)}"
        host = urlsplit(value).hostname or ""
    except (ValueError, ValidationError) as error:
        raise InvalidSetting(name, expected) from error
    is_web = scheme == "https" and _is_host(host) and value.isascii() and " " not in value
    if value and not is_web:
        raise InvalidSetting(name, expected)
    return value


def rate(name: str, default: str) -> tuple[int, int]:
    """A number and a period in seconds: `5/hour` is `(5, 3600)`."""
    value = text(name, default)
    seconds = {"minute": 60, "hour": 3600, "day": 86400}
    match = re.fullmatch(r"([1-9][0-9]{0,5})/(minute|hour|day)", value)
    if not match:
        raise InvalidSetting(name, "a number per minute, hour or day, such as 5/hour")
    return int(match[1]), seconds[match[2]]


def database(name: str, default: str) -> dict[str, Any]:
    expected = "postgres://user:password@host:5432/name or sqlite:////absolute/path"
    validators = {
        "django.db.backends.sqlite3": _is_sqlite,
        "django.db.backends.postgresql": _is_postgres,
    }
    config = _parse_url(name, default, parse=environ.Env.db_url_config, expected=expected)
    is_valid = validators.get(config.get("ENGINE"))
    if not (is_valid and is_valid(config)):
        raise InvalidSetting(name, expected)
    return config


def _is_sqlite(config: dict[str, Any]) -> bool:
    """Whether it is a file in an existing folder. In memory, each thread would get its own."""
    path = Path(config["NAME"])
    try:
        return path.is_absolute() and path.parent.is_dir() and not path.is_dir()
    except OSError:
        return False


def _is_postgres(config: dict[str, Any]) -> bool:
    """Whether PostgreSQL allows its name and libpq its options."""
    # On SQLite nothing else loads it, and it takes a tenth of each start.
    import psycopg
    from psycopg.conninfo import make_conninfo

    allowed = {"ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"}
    try:
        make_conninfo(**config.get("OPTIONS", {}))
    except psycopg.Error:
        return False
    return config.keys() <= allowed and 0 < len(config["NAME"].encode()) <= 63


def redis(name: str) -> str:
    """The address of a Redis database; empty if the variable is not set."""
    value = text(name)
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        valid = parts.scheme in {"redis", "rediss"} and _is_host(host) and parts.port != 0
    except ValueError:
        valid = False
    if value and not (valid and re.fullmatch(r"(/[0-9]{0,3})?", parts.path) and not parts.query):
        raise InvalidSetting(name, "an address such as redis://:password@host:6379/0")
    return value


def mail_server(name: str, default: str) -> dict[str, Any]:
    expected = "smtp+tls://user:password@host:587, smtp://host:25 or consolemail://"
    config = _parse_url(name, default, parse=environ.Env.email_url_config, expected=expected)
    if not _is_host(config["EMAIL_HOST"] or "localhost"):
        raise InvalidSetting(name, expected)
    return config


def _parse_url(name: str, default: str, *, parse: Callable, expected: str) -> dict[str, Any]:
    value = text(name, default)
    try:
        with warnings.catch_warnings():
            # Its warnings repeat an invalid URL with the password.
            warnings.simplefilter("error")
            config = parse(value)
    except (ValueError, LookupError, UserWarning, environ.ImproperlyConfigured) as error:
        raise InvalidSetting(name, expected) from error
    if not "".join(map(str, config.values())).isprintable():  # such as %00 in a password
        raise InvalidSetting(name, expected)
    return config
