"""Writers to SQLite stand in a queue."""

import threading

import pytest
from django.db import connection, connections

from forum.contact.turns import in_turn

pytestmark = pytest.mark.django_db


def writer(name: str, wrote: list[str]) -> threading.Thread:
    def write():
        with in_turn():
            wrote.append(name)
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def test_a_writer_waits_for_the_one_before_where_the_database_has_one_at_a_time():
    wrote: list[str] = []

    with in_turn():
        second = writer("second", wrote)
        second.join(timeout=0.3)
        before = list(wrote)
    second.join(timeout=10)

    assert before == ([] if connection.vendor == "sqlite" else ["second"])
    assert wrote == ["second"]


def test_a_turn_is_given_back_where_the_writing_failed():
    with pytest.raises(ZeroDivisionError), in_turn():
        raise ZeroDivisionError
    wrote: list[str] = []

    writer("next", wrote).join(timeout=10)

    assert wrote == ["next"]
