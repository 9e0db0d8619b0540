"""The database of the site: which module copies it, and whether an archive fits it."""

from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from forum.backup import postgresql, sqlite
from forum.backup.archive import Archive, Manifest
from forum.backup.errors import BackupError

MODULES = {"sqlite": sqlite, "postgresql": postgresql}
CONTENT = {"events": "programme.event", "messages": "contact.message", "accounts": "auth.user"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def module() -> ModuleType:
    return MODULES[connection.vendor]


def check(archive: Archive, folder: Path) -> Path:
    """The database of an archive, extracted into a new folder and ready to be loaded."""
    folder.mkdir()
    path = folder / archive.manifest.database
    archive.extract(archive.manifest.database, path)
    return module().check_copy(path, archive.manifest.rows)


def refuse_unless_it_fits(manifest: Manifest) -> None:
    """Raises BackupError for an archive of the other database or of a newer release."""
    if manifest.vendor != connection.vendor or manifest.database != module().MEMBER:
        raise BackupError(
            f"The archive is of {NAMES.get(manifest.vendor, 'another database')}, "
            f"but DATABASE_URL names a database of {NAMES[connection.vendor]}."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    unknown = sorted({(app, name) for app, name in manifest.migrations} - known.keys())
    if unknown:
        app, name = unknown[0]
        raise BackupError(
            f"The archive was made by another release, with the migration {app}.{name}: "
            "update the site first."
        )


def refuse_to_overwrite() -> None:
    """Raises BackupError if the database has events, messages or accounts."""
    counts = {name: _count(label) for name, label in CONTENT.items()}
    if any(counts.values()):
        found = ", ".join(f"{count} {name}" for name, count in counts.items())
        raise BackupError(
            f"The database is not empty ({found}). Stop the site and the mail worker, "
            "then add --replace to replace everything in it."
        )


def _count(label: str) -> int:
    model = apps.get_model(label)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return model._base_manager.count() if model._meta.db_table in tables else 0
