"""Orders concurrent writers to SQLite.

A writer that finds SQLite locked sleeps for longer and longer between its tries, so that under load
some wait for seconds while later ones get in. A lock on a file is granted in the order of arrival,
and released by the kernel when its holder dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def sqlite_write_lock() -> Iterator[None]:
    """Serialises writers to SQLite in arrival order; does nothing on other databases."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        yield
        return
    with Path(f"{connection.settings_dict['NAME']}-write-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
