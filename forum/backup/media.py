"""The files of a backup, read and written through the media storage: a folder or a bucket."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage

from forum.backup.archive import MEDIA, Archive
from forum.backup.errors import BackupError


def contents(names: Iterable[str], missing: list[str]) -> Iterator[tuple[str, int, IO[bytes]]]:
    """For an archive. Names of files that do not exist are added to `missing`."""
    for name in names:
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            missing.append(name)
            continue
        with file:
            yield MEDIA + name, file.size, file


@contextmanager
def restored(archive: Archive) -> Iterator[None]:
    """Put back the files of an archive; after an error, remove those that were not there before."""
    added: list[str] = []
    try:
        for name in archive.manifest.media:
            _restore(archive, name, added)
        yield
    except BaseException:
        for name in added:
            default_storage.delete(name)
        raise


def _restore(archive: Archive, name: str, added: list[str]) -> None:
    size = archive.manifest.files[MEDIA + name].size
    if default_storage.exists(name):
        if default_storage.size(name) == size:
            return
        default_storage.delete(name)  # a copy that was cut short
    added.append(name)
    with archive.open(MEDIA + name) as content:
        if (saved := default_storage.save(name, File(content))) != name:
            added.append(saved)
            raise BackupError(f"The media storage saves {name} under another name.")
