"""A copy of an SQLite database, and the way back, on connections of Django.

Other programs cannot even check a copy: the constraints use functions that Django's connections
have, such as REGEXP.
"""

import gzip
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from content.sqlite import sqlite_write_lock
from forum.backup.errors import BackupError
from forum.backup.rows import Description, count_rows, left_out

MEMBER = "database.sqlite3.gz"
LOCK_TIMEOUT = 30
"""In seconds."""


def copy_database(folder: Path) -> tuple[Path, Description]:
    """A compressed copy as of one moment, and what it contains."""
    path, compressed = folder / "database.sqlite3", folder / MEMBER
    with connections["default"].cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with default_connection_to(path) as copy:
        _empty_left_out(copy)
        description = Description.of_database()
    with path.open("rb") as source, gzip.open(compressed, "xb", compresslevel=6) as target:
        shutil.copyfileobj(source, target)
    path.unlink()
    return compressed, description


def check_copy(compressed: Path, rows: dict[str, int]) -> Path:
    """The copy, ready to be loaded. Raises BackupError unless it is sound and has these rows."""
    path = compressed.with_suffix("")
    try:
        with gzip.open(compressed) as source, path.open("xb") as target:
            shutil.copyfileobj(source, target)
        with default_connection_to(path) as copy:
            _check(copy)
            counted = count_rows()
    except (gzip.BadGzipFile, zlib.error, EOFError, DatabaseError) as error:
        raise BackupError(f"The database of the archive cannot be read: {error}.") from error
    if counted != rows:
        raise BackupError("The database of the archive has other rows than its manifest says.")
    return path


def load(path: Path, finish: Callable[[], None]) -> None:
    """Replace the database by a copy, in one transaction, after `finish` has brought it up to date.

    The pages are written into the same file: a process of the site that still runs sees the new
    rows, while one that had a renamed file open would go on writing to the old one.
    """
    with default_connection_to(path):
        finish()
    site = connections["default"]
    site.ensure_connection()
    with closing(sqlite3.connect(path)) as source, sqlite_write_lock():
        deadline = time.monotonic() + LOCK_TIMEOUT
        try:
            source.backup(site.connection, progress=lambda *_left: _stop_after(deadline), sleep=0.1)
        except sqlite3.Error as error:
            raise BackupError(f"The database could not be replaced: {error}.") from error


def _stop_after(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise BackupError("The database is in use: stop the site and the mail worker first.")


@contextmanager
def default_connection_to(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Within this block, whatever this thread does is done to another file."""
    site = connections["default"]
    copy = site.copy()
    copy.settings_dict["NAME"] = str(path)
    connections["default"] = copy
    try:
        yield copy
    finally:
        copy.close()
        connections["default"] = site


def _empty_left_out(copy: BaseDatabaseWrapper) -> None:
    with copy.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")  # overwrites what is deleted
        for table in left_out():
            cursor.execute(f"DELETE FROM {copy.ops.quote_name(table)}")  # noqa: S608


def _check(copy: BaseDatabaseWrapper) -> None:
    with copy.cursor() as cursor:
        problems = cursor.execute("PRAGMA integrity_check").fetchall()
        if problems != [("ok",)]:
            raise BackupError(f"The copy of the database is damaged: {problems[0][0]}.")
        if broken := cursor.execute("PRAGMA foreign_key_check").fetchall():
            raise BackupError(f"The copy of the database has a broken link in {broken[0][0]}.")
