"""The site notices that the file of its database was replaced while it runs."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.signals import request_started
from django.db import connection, connections

from content import kept_connections
from forum.server import THREADS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases are no files"),
]


@pytest.fixture
def database(monkeypatch, tmp_path):
    """A connection to a file of its own, which the site takes for its database."""
    wrapper = connections.create_connection("default")
    monkeypatch.setitem(wrapper.settings_dict, "NAME", tmp_path / "db.sqlite3")
    monkeypatch.setattr(kept_connections, "connection", wrapper)
    yield wrapper
    wrapper.close()


def create(path: Path, word: str) -> None:
    with closing(sqlite3.connect(path)) as created, created:
        created.execute("CREATE TABLE words AS SELECT ? AS word", [word])


def read_word(database) -> str:
    request_started.send(sender=None)
    with database.cursor() as cursor:
        return cursor.execute("SELECT word FROM words").fetchone()[0]


def test_a_connection_is_kept_from_request_to_request(database, tmp_path):
    create(tmp_path / "db.sqlite3", "one")

    read_word(database)
    first = database.connection
    read_word(database)

    assert database.connection is first
    assert database.settings_dict["CONN_MAX_AGE"] is None


def test_the_connections_of_all_threads_take_little_memory():
    with connection.cursor() as cursor:
        kilobytes = -cursor.execute("PRAGMA cache_size").fetchone()[0]

    assert 0 < kilobytes * THREADS <= 32 * 1024


def test_the_next_request_reads_a_file_that_replaced_the_first(database, tmp_path):
    create(tmp_path / "db.sqlite3", "before")
    create(tmp_path / "other.sqlite3", "restored")
    before = read_word(database)

    shutil.move(tmp_path / "other.sqlite3", tmp_path / "db.sqlite3")

    assert (before, read_word(database)) == ("before", "restored")
