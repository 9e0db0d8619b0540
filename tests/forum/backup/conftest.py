"""A site with files in a folder, and a second, empty one to restore into."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

MEDIA = {"BACKEND": "forum.media.storage.LocalStorage"}


@pytest.fixture
def media(settings, tmp_path) -> Path:
    """The media folder of the site."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": MEDIA}
    return settings.MEDIA_ROOT


@pytest.fixture
def make_backup(media, tmp_path) -> Callable[[], Path]:
    def make() -> Path:
        call_command("backup", tmp_path / "made.tar", verbosity=0)
        return tmp_path / "made.tar"

    return make


@pytest.fixture
def on_new_machine(media, settings, tmp_path):
    """`with on_new_machine():` has an empty database without tables, and an empty media folder."""

    @contextlib.contextmanager
    def move() -> Iterator[None]:
        site, root = connections["default"], settings.MEDIA_ROOT
        with new_database(site, tmp_path) as name:
            connections["default"] = site.copy()
            connections["default"].settings_dict["NAME"] = name
            settings.MEDIA_ROOT = tmp_path / "new media"
            try:
                yield
            finally:
                connections["default"].close()
                connections["default"], settings.MEDIA_ROOT = site, root

    return move


@contextlib.contextmanager
def new_database(site, folder: Path) -> Iterator[str]:
    if site.vendor == "sqlite":
        yield str(folder / "new.sqlite3")
        return
    name = f"{site.settings_dict['NAME']}_new"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')
