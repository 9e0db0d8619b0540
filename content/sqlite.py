"""Orders concurrent writers to SQLite, and notices when its file was replaced.

A writer that finds SQLite locked sleeps for longer and longer between its tries, so that under load
some wait for seconds while later ones get in. A lock on a file is granted in the order of arrival,
and released by the kernel when its holder dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver


@contextmanager
def sqlite_write_lock() -> Iterator[None]:
    """Serialises writers to SQLite in arrival order; does nothing on other databases."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        yield
        return
    with Path(f"{connection.settings_dict['NAME']}-write-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@receiver(connection_created)
def remember_file(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    connection.opened_file = _file(connection)


@receiver(request_started)
def leave_replaced_file(**signal: Any) -> None:
    """Connections are kept from request to request; a restored database is another file."""
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.opened_file != _file(connection):
        connection.close()


def _file(connection: BaseDatabaseWrapper) -> tuple[int, int] | None:
    """Identifies the database's file; None for other databases and in memory."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    try:
        found = os.stat(connection.settings_dict["NAME"])
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
