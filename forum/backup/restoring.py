"""Restores a backup: everything in the archive, or nothing."""

import tempfile
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection

from forum import bootstrap
from forum.backup import archive, databases, media
from forum.backup.errors import BackupError
from forum.backup.making import private_folder
from forum.revision import PublicRevision


def restore(path: Path, *, replace: bool) -> archive.Manifest:
    """Replace the rows and put back the files. Everything is checked before anything is changed."""
    with archive.opened(path) as source:
        databases.refuse_unless_it_fits(source.manifest)
        try:
            _restore(source, replace=replace)
        except (OSError, DatabaseError) as error:
            raise BackupError(f"Nothing was restored: {error}.") from error
        return source.manifest


def _restore(source: archive.Archive, *, replace: bool) -> None:
    with private_folder(_room_for_copies()) as folder:
        copy = databases.check(source, folder / "check")
        if not replace:
            databases.refuse_to_overwrite()
        with media.restored(source):
            databases.module().load(copy, _bring_up_to_date)


def _room_for_copies() -> Path:
    """Beside the database if it is a file, because the copy needs as much room."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).parent
    return Path(tempfile.gettempdir())


def _bring_up_to_date() -> None:
    """An archive of an older release gets the tables of this one, and no copy of a page is kept."""
    bootstrap.migrate()
    PublicRevision.start()
    ContentType.objects.clear_cache()
