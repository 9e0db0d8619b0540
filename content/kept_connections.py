"""Connections to SQLite are kept from request to request; a restored database is another file."""

import os
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def remember_file(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    connection.opened_file = _file(connection)


@receiver(request_started)
def leave_replaced_file(**signal: Any) -> None:
    """The request reads the new file, if another one was put in the place of the database's."""
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.opened_file != _file(connection):
        connection.close()


def _file(connection: BaseDatabaseWrapper) -> tuple[int, int] | None:
    """Identifies the database's file; None for other databases and in memory."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    try:
        found = os.stat(connection.settings_dict["NAME"])
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
