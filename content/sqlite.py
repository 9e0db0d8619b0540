"""Orders concurrent writers to SQLite, and stops them from waiting for ever.

A writer that finds SQLite locked sleeps for longer and longer between its tries, so that under load
some wait for seconds while later ones get in. Here one writer of each process waits for a lock on a
file, which the kernel releases when its holder dies; the others wait for their turn in the process.

If a lock is held for long, the waiting writers must not occupy the threads that serve readers. So
only one of each process goes on waiting, and the others give up at once until somebody has written.
"""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import OperationalError, connection

GIVE_UP_AFTER = 10.0
"""Seconds that one writer of a process waits for the file."""
PATIENCE = 3.0
"""Seconds that the others wait for their turn. Saving large pictures can take some of them."""
PAUSE = 0.001
"""Between two tries, and before the next writer of a process, so that another process gets in."""


class WriteLockHeld(OperationalError):
    """Another writer has held the lock for too long."""


class WriterQueue:
    """The writers of this process."""

    def __init__(self):
        self._turn = threading.Lock()
        self._is_stuck = False

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:
        """Raises WriteLockHeld."""
        self._wait_for_turn()
        try:
            with path.open("w") as file:
                _wait_for_file(file)
                yield
            self._is_stuck = False
        finally:
            self._turn.release()

    def _wait_for_turn(self) -> None:
        if self._turn.acquire(blocking=False):
            return
        if self._is_stuck or not self._turn.acquire(timeout=PATIENCE):
            self._is_stuck = True
            raise WriteLockHeld("Another writer of this process is still waiting")
        time.sleep(PAUSE)


def _wait_for_file(file: IO[str]) -> None:
    deadline = time.monotonic() + GIVE_UP_AFTER
    while not _is_locked(file):
        if time.monotonic() > deadline:
            raise WriteLockHeld("Another process holds the lock of the database")
        time.sleep(PAUSE)


def _is_locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_queue = WriterQueue()


@contextmanager
def sqlite_write_lock() -> Iterator[None]:
    """Serialises writers to SQLite; raises WriteLockHeld. Does nothing on other databases."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        yield
        return
    with _queue.lock(Path(f"{connection.settings_dict['NAME']}-write-lock")):
        yield
