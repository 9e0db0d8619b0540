"""Writers to SQLite wait in a queue."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from content import sqlite
from content.sqlite import WriteLockHeld, sqlite_write_lock
from tests.contact.forms import ADDRESS, filled_in, stored_messages
from tests.html import read

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


HOLDER = """
import fcntl, sys
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another_process() -> Iterator[None]:
    path = f"{connection.settings_dict['NAME']}-write-lock"
    holder = subprocess.Popen(  # noqa: S603  the arguments are those of the test
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.stdin.close()


@pytest.fixture
def short_waits(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has one writer")
    monkeypatch.setattr(sqlite, "GIVE_UP_AFTER", 0.6)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.2)


def test_all_but_one_writer_of_a_process_give_up_early(short_waits):
    waits: list[float] = []

    def write():
        started = time.monotonic()
        with pytest.raises(WriteLockHeld), sqlite_write_lock():
            raise AssertionError("It was held")
        waits.append(time.monotonic() - started)
        connections.close_all()

    with held_by_another_process():
        threads = [threading.Thread(target=write) for _number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(waits) == 8
    assert sum(wait < 0.5 for wait in waits) >= 6
    with sqlite_write_lock():
        pass


def test_a_message_that_cannot_be_stored_in_time_is_answered_with_503(
    client, short_waits, settings
):
    settings.CONTACT_MIN_SECONDS = 0
    form = filled_in(client)
    client.raise_request_exception = False

    with held_by_another_process():
        answer = client.post(ADDRESS, form)
        reader = client.get("/en/contact/")

    assert read(answer, status=503).h1.get_text() == "The site is temporarily unavailable"
    assert (answer["Retry-After"], reader.status_code, stored_messages()) == ("10", 200, [])
    assert client.post(ADDRESS, form).status_code == 302
