"""Those who write at the same time to SQLite, one after the other, in the order in which they came.

Whoever finds the one lock of SQLite taken asks again at longer and longer intervals, so that under
load some wait for seconds while others pass by. The kernel's lock on a file wakes who came first,
and lets go of it when its holder dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def in_turn() -> Iterator[None]:
    """Hold the turn to write; other databases let several write, and need none."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        yield
        return
    with Path(f"{connection.settings_dict['NAME']}-turn").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
