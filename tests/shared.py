"""Rows that the tests of a module have in common."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation


def shared_rows(make: Callable[[], Any]):
    """A fixture for all tests of a module: the rows are made once, and each test adds its own.

    What a test changes is rolled back after it, but not the objects that `make` returned: tests
    take a deep copy. Not for tests that have transactions of their own.
    """

    @pytest.fixture(scope="module", autouse=True)
    def rows(django_db_setup, django_db_blocker) -> Iterator[Any]:
        transactions = transaction.atomic()
        transactions._from_testcase = True
        with django_db_blocker.unblock(), translation.override("en"):
            transactions.__enter__()
            made = make()
        yield made
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            transactions.__exit__(None, None, None)

    return rows
