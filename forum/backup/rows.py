"""What a database contains, as of one moment: for the manifest, and to compare a copy with it."""

from typing import NamedTuple, Self

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from content.history.files import needed_files

LEFT_OUT_APPS = {"axes", "sessions"}
LEFT_OUT_MODELS = {"accounts.resetattempt", "contact.attempt"}
"""Who is signed in and who has tried to: of no use later, and better not kept."""


class Description(NamedTuple):
    rows: dict[str, int]
    """The number of rows of each table."""
    migrations: list[list[str]]
    files: set[str]
    """The uploaded files that it needs."""

    @classmethod
    def of_database(cls) -> Self:
        applied = MigrationRecorder(connection).applied_migrations()
        return cls(count_rows(), sorted(map(list, applied)), needed_files())


def count_rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def left_out() -> list[str]:
    """The tables whose rows no backup keeps."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label in LEFT_OUT_APPS or model._meta.label_lower in LEFT_OUT_MODELS
    )
