"""Writers to SQLite wait in a queue."""

import threading

import pytest
from django.db import connection, connections

from content.sqlite import sqlite_write_lock

pytestmark = pytest.mark.django_db


def writer(name: str, wrote: list[str]) -> threading.Thread:
    def write():
        with sqlite_write_lock():
            wrote.append(name)
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def test_a_writer_to_sqlite_waits_for_the_one_before():
    wrote: list[str] = []

    with sqlite_write_lock():
        second = writer("second", wrote)
        second.join(timeout=0.3)
        before = list(wrote)
    second.join(timeout=10)

    assert before == ([] if connection.vendor == "sqlite" else ["second"])
    assert wrote == ["second"]


def test_the_lock_is_released_when_writing_fails():
    with pytest.raises(ZeroDivisionError), sqlite_write_lock():
        raise ZeroDivisionError
    wrote: list[str] = []

    writer("next", wrote).join(timeout=10)

    assert wrote == ["next"]
