"""Makes a backup: copies the rows, then the files, then reads the archive again."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.db import DatabaseError, connection

from forum.backup import archive, databases, media
from forum.backup.errors import BackupError

PREFIX, SUFFIX = "open-forum-", ".tar"


class Backup(NamedTuple):
    path: Path
    manifest: archive.Manifest


def name_of(moment: dt.datetime) -> str:
    """`open-forum-20270504-020000.tar`, in UTC. Names sort by time."""
    return f"{PREFIX}{moment.astimezone(dt.UTC):%Y%m%d-%H%M%S}{SUFFIX}"


def make_backup(path: Path, now: dt.datetime) -> Backup:
    """Write a new archive, complete and checked, or none at all. The site may be running."""
    if path.exists():
        raise BackupError(f"{path} already exists.")
    try:
        with private_folder(path.parent) as folder:
            manifest = _write(folder, folder / path.name, now)
            with archive.opened(folder / path.name) as written:
                databases.check(written, folder / "check")
            (folder / path.name).rename(path)
        _flush(path.parent)
    except (OSError, DatabaseError) as error:
        raise BackupError(f"The backup could not be written: {error}.") from error
    return Backup(path, manifest)


def _write(folder: Path, path: Path, now: dt.datetime) -> archive.Manifest:
    """Files are copied after the rows that name them: a file is never changed, nor its name used
    again.
    """
    database, described = databases.module().copy_database(folder)
    manifest = archive.Manifest(
        made_at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        vendor=connection.vendor,
        database=database.name,
        migrations=described.migrations,
        rows=described.rows,
        missing_media=[],
    )
    with database.open("rb") as file:
        size = database.stat().st_size
        files = media.contents(sorted(described.files), manifest.missing_media)
        archive.write(path, manifest, iter([(database.name, size, file)]), files)
    database.unlink()
    return manifest


@contextmanager
def private_folder(parent: Path) -> Iterator[Path]:
    """A folder that only its owner may read, as all that is created meanwhile; it is removed."""
    mask = os.umask(0o077)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=".backup-") as folder:
            yield Path(folder)
    finally:
        os.umask(mask)


def _flush(folder: Path) -> None:
    """So that the new name survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def delete_older(folder: Path, *, keep: int) -> list[Path]:
    """Delete all backups of a folder but the newest ones; returns those that are gone."""
    old = sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))[:-keep]
    for path in old:
        path.unlink()
    return old
