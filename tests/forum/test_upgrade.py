"""A database made before the migrations were squashed is refused with one sentence."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from forum.checks import upgrade_problem

ROOT = Path(__file__).resolve().parents[2]
REFUSAL = (
    "{file} was created by an earlier version and cannot be upgraded: move this file away and run "
    "`make run` again."
)
OLD_MIGRATIONS = [
    ("auth", "0001_initial"),
    ("speakers", "0001_initial"),
    ("programme", "0001_initial"),
    ("programme", "0002_add_search_text"),
]


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "db.sqlite3"


def record_migrations(file: Path, migrations: list[tuple[str, str]]) -> None:
    database = sqlite3.connect(file)
    database.execute(
        "CREATE TABLE django_migrations (id integer PRIMARY KEY AUTOINCREMENT,"
        " app varchar(255) NOT NULL, name varchar(255) NOT NULL, applied datetime NOT NULL)"
    )
    rows = [(app, name, "2026-01-01 00:00:00") for app, name in migrations]
    database.executemany(
        "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", rows
    )
    database.commit()
    database.close()


def run(file: Path, *command: str) -> subprocess.CompletedProcess:
    variables = {"SECRET_KEY": "x" * 50, "DATABASE_URL": f"sqlite:///{file}"}
    return subprocess.run(  # noqa: S603  the arguments are those of this file
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def tables(file: Path) -> list[str]:
    database = sqlite3.connect(file)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
    database.close()
    return [name for name in names if not name.startswith("sqlite_")]


@pytest.mark.parametrize("command", ["prepare", "migrate"])
def test_an_old_database_is_refused_and_left_unchanged(file, command):
    record_migrations(file, OLD_MIGRATIONS)

    ended = run(file, command)

    assert ended.returncode == 1
    assert REFUSAL.format(file=file) in ended.stderr
    assert "Traceback" not in ended.stderr
    assert tables(file) == ["django_migrations"]


def test_prepare_says_nothing_but_the_sentence(file):
    record_migrations(file, OLD_MIGRATIONS)

    assert run(file, "prepare").stderr == f"CommandError: {REFUSAL.format(file=file)}\n"


@pytest.mark.parametrize(
    "migrations",
    [
        [],
        [("speakers", "0001_people")],
        [("speakers", "0001_people"), ("speakers", "0002_from_a_later_version")],
        [("post_office", "0001_initial")],
    ],
    ids=["empty", "present", "later", "another app"],
)
def test_any_other_database_is_accepted(file, migrations):
    record_migrations(file, migrations)

    ended = run(file, "check", "--database", "default")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_database_that_does_not_exist_yet_is_accepted(file):
    ended = run(file, "check", "--database", "default")

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.django_db
def test_the_sentence_names_the_database_on_sqlite_and_postgresql():
    MigrationRecorder(connection).migration_qs.filter(app="speakers").update(name="0001_initial")

    problem = upgrade_problem(connection)

    name = connection.settings_dict["NAME"]
    refusals = {
        "sqlite": REFUSAL.format(file=name),
        "postgresql": (
            f"The database {name} was created by an earlier version and cannot be upgraded: name "
            "an empty database in DATABASE_URL and run `make run` again."
        ),
    }
    assert problem == refusals[connection.vendor]
