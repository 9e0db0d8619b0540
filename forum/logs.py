"""The log: one line of JSON on stderr for each event, which names its request.

Lines carry no personal text: neither queries, nor forms, nor the texts of exceptions that may
repeat what somebody typed. Whatever a logger passes as `extra` becomes a field of the line.
"""

import json
import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType

from django.db import InterfaceError, OperationalError
from django.urls import Resolver404, resolve

request_id: ContextVar[str] = ContextVar("request_id", default="")

MAX_PATH_LENGTH = 300
MAX_FRAMES = 30
SECRET_PARTS_OF_PATHS = ("token", "uidb64")
STANDARD_ATTRIBUTES = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}

SPEAKS_OF_CODE = (
    ArithmeticError,
    AttributeError,
    ImportError,
    InterfaceError,
    NameError,
    NotImplementedError,
    OperationalError,
    RecursionError,
    TypeError,
)
"""Exceptions whose text names parts of the program or of the database. Other texts may repeat
what somebody typed."""


def configuration(*, is_readable: bool) -> dict[str, object]:
    """For LOGGING. Readable lines, with whole traces, are for developers."""
    plain = {"format": "{levelname} {name}: {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": plain if is_readable else {"()": "forum.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would write a second line in development and mail nobody.
            "django": {"handlers": [], "level": "WARNING"},
            # Every answer of 500 or more; those of 400 to 499 are the visitor's.
            "django.request": {"level": "ERROR"},
            # It names accounts and addresses.
            "axes": {"level": "ERROR"},
            "botocore": {"level": "WARNING"},
        },
    }


class JsonFormatter(logging.Formatter):
    """Fields that are not known are left out."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {**_event(record), **_request(record), **_extra(record), **_exception(record)}
        return json.dumps(
            {name: value for name, value in fields.items() if value not in (None, "")}, default=str
        )


def _event(record: logging.LogRecord) -> dict[str, object]:
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _message(record),
    }


def _message(record: logging.LogRecord) -> str:
    """Without the path or the text of an exception, which Django puts into its messages."""
    if status := getattr(record, "status_code", None):
        return HTTPStatus(status).phrase
    return record.getMessage()


def _request(record: logging.LogRecord) -> dict[str, object]:
    request = getattr(record, "request", None)
    if not hasattr(request, "path"):  # Django's development server passes a socket
        return {"request": request_id.get()}
    return {
        # Django logs an answer when the context of its request has ended.
        "request": getattr(request, "id", request_id.get()),
        "method": request.method,
        "path": _path(request),
        "status": getattr(record, "status_code", None),
        # Only if it is loaded: the database may be the fault.
        "user": getattr(getattr(request, "_cached_user", None), "pk", None),
    }


def _path(request: object) -> str:
    """Without the query, and without what makes a link secret."""
    path = request.path
    arguments = _arguments(request)
    for name in SECRET_PARTS_OF_PATHS:
        if secret := arguments.get(name):
            path = path.replace(str(secret), f"<{name}>")
    return path[:MAX_PATH_LENGTH]


def _arguments(request: object) -> dict[str, object]:
    """The parts of its path that have names, also if it failed before Django looked for a page."""
    try:
        return (request.resolver_match or resolve(request.path_info)).kwargs
    except Resolver404:
        return {}


def _extra(record: logging.LogRecord) -> dict[str, object]:
    known = STANDARD_ATTRIBUTES | {"request", "status_code"}
    return {name: value for name, value in vars(record).items() if name not in known}


def _exception(record: logging.LogRecord) -> dict[str, object]:
    """Its type; also the trace, unless the answer says that the request was at fault."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return {}
    is_ours = getattr(record, "status_code", 500) >= HTTPStatus.INTERNAL_SERVER_ERROR
    return {"exception": type(error).__name__, "trace": trace(error) if is_ours else None}


def trace(error: BaseException) -> str:
    """As Python prints it, but without the texts of exceptions that may hold personal data."""
    parts = [
        "".join([*traceback.format_tb(each.__traceback__, limit=-MAX_FRAMES), _summary(each)])
        for each in reversed(list(_causes(error)))
    ]
    return "\n\nThen:\n".join(parts)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _summary(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError):
        text = error.strerror
    else:
        text = str(error) if isinstance(error, SPEAKS_OF_CODE) else ""
    return f"{name}: {text}" if text else name


class LogsFailure:
    """`with LogsFailure("the command") as failure:` logs an error of the block and ends it.

    `failure.happened` says so. Interrupts, and requests to exit, pass through.
    """

    happened = False

    def __init__(self, name: str):
        self.name = name

    def __enter__(self) -> "LogsFailure":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> bool:
        # Without a handler the settings themselves have failed: Python prints the whole trace.
        self.happened = isinstance(error, Exception) and bool(logging.root.handlers)
        if self.happened:
            logging.getLogger("forum").error("%s failed", self.name, exc_info=error)
        return self.happened
