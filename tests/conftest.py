"""Fixtures for all tests."""

import gc
import io
import json
import logging
import os
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.template.base import Template
from django.test import Client
from django.utils import translation
from hypothesis import settings as property_settings

from forum.context_processors import alerts_of, events_of, identity_of, menu_of
from forum.logs import JsonFormatter
from programme.admin.conflict_list import find_after
from tests import securitylog
from tests.databases import MigratedDatabase

# The time an example takes depends on the load of the machine.
property_settings.register_profile("no deadline", deadline=None)
property_settings.load_profile("no deadline")

RENDER = Template._render


def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: tests of browsers and servers often wait."""
    return ((os.cpu_count() or 1) * 3 + 1) // 2


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        left_out = [item for item in items if not _concerns_the_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _concerns_the_database(item)]


def _concerns_the_database(item: pytest.Item) -> bool:
    """Not what runs without one, nor browsers, nor what is marked `once` (see pyproject.toml)."""
    has_database = item.get_closest_marker("django_db") or "db" in item.fixturenames
    is_once = item.get_closest_marker("once") or "playwright" in item.fixturenames
    return bool(has_database and not is_once)


def pytest_collection_finish() -> None:
    """What is imported stays: the collector of garbage need not look at it after each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def quiet_templates(django_test_environment):
    """Django's test environment keeps a copy of the context of every template that is rendered."""
    Template._render = RENDER


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker, request, tmp_path_factory
) -> Iterator[None]:
    """Before the database is created: of several processes one migrates, and the others copy."""
    if not hasattr(request.config, "workerinput"):
        yield
        return
    migrated = MigratedDatabase(tmp_path_factory.getbasetemp().parent)
    connection.creation.create_test_db = migrated.create_by(connection.creation.create_test_db)
    yield
    with django_db_blocker.unblock():
        migrated.forget()


@pytest.fixture(autouse=True, scope="session")
def quick_flush() -> None:
    """PostgreSQL deletes the few rows of a test in milliseconds; to truncate all tables takes 1 s.

    The order of the tables does not matter: foreign keys are checked at the end of a transaction.
    """
    operations = type(connection.ops)
    if connection.vendor == "postgresql":
        operations.sql_flush = lambda self, style, tables, **options: [
            f"DELETE FROM {self.quote_name(table)}"  # noqa: S608  names of our own tables
            for table in tables
        ]


@pytest.fixture
def staff(db) -> Client:
    """A client logged in as a superuser."""
    user = get_user_model().objects.create_superuser("amina", password="a long password")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def unread_frame():
    """Each test begins with the same public revision, but with other pages and alerts."""
    for read in (alerts_of, events_of, find_after, identity_of, menu_of):
        read.cache_clear()


@pytest.fixture
def log_lines(monkeypatch) -> Callable[[], list[dict]]:
    """Calls return the lines of the log so far, as on stderr."""
    stream = io.StringIO()
    (handler,) = (
        each for each in logging.root.handlers if isinstance(each.formatter, JsonFormatter)
    )
    monkeypatch.setattr(handler, "stream", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def english():
    """Start each test in English, whatever language the previous test activated."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def separate_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = settings.STORAGES["kept_uploads"] | {"OPTIONS": {"location": tmp_path / "kept-uploads"}}
    # A new dictionary resets the storages.
    settings.STORAGES = settings.STORAGES | {"kept_uploads": kept}


@pytest.fixture
def security_log() -> Iterator[securitylog.SecurityLog]:
    """What is written to the security log during the test."""
    with securitylog.listening() as log:
        yield log
