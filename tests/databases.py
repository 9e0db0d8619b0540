"""One process migrates the test database; the others of the same run take a copy of it."""

import contextlib
import fcntl
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection


class MigratedDatabase:
    """The migrated database, kept for all processes that share a folder."""

    def __init__(self, folder: Path):
        self.file, self.lock = folder / "migrated", folder / "migrated.lock"
        self.is_ours = False

    def create_by(self, create: Callable[..., str]) -> Callable[..., str]:
        """Like `create_test_db` of Django, which this is given."""

        def create_or_copy(*arguments, **options) -> str:
            with self._locked():
                if self.file.exists():
                    self._copy()
                    return create(*arguments, **options | {"keepdb": True})
                name = create(*arguments, **options)
                self._keep()
                self.is_ours = True
                return name

        return create_or_copy

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with self.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _keep(self) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])
            return
        name = connection.settings_dict["NAME"]
        connection.close()
        _copy_on_server(name, f"{name}_migrated")
        self.file.write_text(f"{name}_migrated")

    def _copy(self) -> None:
        name = connection.creation._get_test_db_name()
        if connection.vendor == "sqlite":
            shutil.copy(self.file, name)
        else:
            _copy_on_server(self.file.read_text(), name)

    def forget(self) -> None:
        """In the end, by the process that made it: who comes later makes another."""
        if not self.is_ours:
            return
        with self._locked():
            if connection.vendor == "postgresql":
                with connection.creation._nodb_cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{self.file.read_text()}"')
            self.file.unlink()


def _copy_on_server(source: str, copy: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{source}"')
