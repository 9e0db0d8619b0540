"""A dump of a PostgreSQL database, and the way back, by the programs of PostgreSQL itself."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from forum.backup.errors import BackupError
from forum.backup.rows import Description, left_out

MEMBER = "database.pgdump"
DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version."""
KEPT = "before_restore"
"""A schema with the former tables, until a restore is complete."""
LOCK_TIMEOUT = 30
"""In seconds."""
COPIED_TABLE = re.compile(rb'COPY public\."?(\w+)"? \(')

MOVE_TABLES = """
    SET lock_timeout = '{timeout}s';
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{source}' LOOP
            EXECUTE format('ALTER TABLE {source}.%I SET SCHEMA {target}', name);
        END LOOP;
    END $$;
"""
DROP_TABLES = """
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('DROP TABLE public.%I CASCADE', name);
        END LOOP;
    END $$;
"""


def copy_database(folder: Path) -> tuple[Path, Description]:
    """A dump as of one moment, and what it contains."""
    path = folder / MEMBER
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            snapshot = cursor.execute("SELECT pg_export_snapshot()").fetchone()[0]
        description = Description.of_database()
        without_rows = [f"--exclude-table-data=public.{table}" for table in left_out()]
        _run(
            "pg_dump",
            "--format=custom",
            "--schema=public",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={path}",
            *without_rows,
        )
    rows = description.rows | dict.fromkeys(left_out(), 0)
    return path, description._replace(rows=rows)


def check_copy(path: Path, rows: dict[str, int]) -> Path:
    """Raises BackupError unless the dump can be read and has these rows."""
    command = [_program("pg_restore"), "--data-only", "--file=-", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        counted = _count_copied(process.stdout)
        problem = process.stderr.read().decode()
    if process.returncode:
        raise BackupError(f"The database of the archive cannot be read: {_first_error(problem)}")
    if counted != {table: count for table, count in rows.items() if count}:
        raise BackupError("The database of the archive has other rows than its manifest says.")
    return path


def _count_copied(lines: Iterator[bytes]) -> dict[str, int]:
    """The number of rows of each table that has some, in a script of PostgreSQL."""
    counts: dict[str, int] = {}
    table = ""
    for line in lines:
        if table and line == b"\\.\n":
            table = ""
        elif table:
            counts[table] = counts.get(table, 0) + 1
        elif start := COPIED_TABLE.match(line):
            table = start[1].decode()
    return counts


def load(path: Path, finish: Callable[[], None]) -> None:
    """Replace the tables by those of a dump, which `finish` then brings up to date.

    The former tables are kept in a schema of their own until then, and put back after an error.
    """
    _put_back_former_tables()
    script = path.with_suffix(".sql")
    # `--schema` leaves out the schema itself, which exists.
    options = ["--schema=public", "--no-owner", "--no-privileges"]
    _run_alone("pg_restore", *options, f"--file={script}", str(path))
    move = MOVE_TABLES.format(source="public", target=KEPT, timeout=LOCK_TIMEOUT)
    commands = [f"--command=CREATE SCHEMA {KEPT}", f"--command={move}", f"--file={script}"]
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    connection.close()
    _run("psql", *options, *commands)
    with _former_tables_put_back_after_an_error():
        finish()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {KEPT} CASCADE")


@contextmanager
def _former_tables_put_back_after_an_error() -> Iterator[None]:
    try:
        yield
    except BaseException:
        _put_back_former_tables()
        raise


def _put_back_former_tables() -> None:
    """After a restore that failed or was interrupted, if there are any."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [KEPT])
        if cursor.fetchone():
            cursor.execute(DROP_TABLES)
            cursor.execute(MOVE_TABLES.format(source=KEPT, target="public", timeout=LOCK_TIMEOUT))
            cursor.execute(f"DROP SCHEMA {KEPT}")


def _run(name: str, *arguments: str) -> None:
    """Run a program on the database of the site, with its password in the environment."""
    command, variables = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, list(arguments)
    )
    _run_alone(name, *command[1:], **(variables or {}))


def _run_alone(name: str, *arguments: str, **variables: str) -> None:
    ended = subprocess.run(  # noqa: S603  our own arguments
        [_program(name), *arguments],
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise BackupError(f"{name} failed: {_first_error(ended.stderr)}")


def _first_error(output: str) -> str:
    """What a program of PostgreSQL says is wrong, in one line."""
    lines = [line for line in output.splitlines() if "error" in line.lower()] or [output]
    return re.sub(r"^.*?error: *", "", lines[0], flags=re.IGNORECASE).strip()


def _program(name: str) -> str:
    """The path of a program that is at least as new as the server."""
    server = connection.pg_version // 10000
    found = {int(path.parts[-3]): str(path) for path in DEBIAN.glob(f"[0-9]*/bin/{name}")}
    if not any(version >= server for version in found) and (path := shutil.which(name)):
        found[_major_version(path)] = path
    suitable = [version for version in found if version >= server]
    if not suitable:
        raise BackupError(
            f"There is no {name} of PostgreSQL {server} or later: install the client programs, "
            f"on Debian the package postgresql-client-{server}."
        )
    return found[min(suitable)]


def _major_version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return int(re.search(r"\) (\d+)", said.stdout)[1])
