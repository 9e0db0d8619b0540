"""The archive of a backup: a tar file with the database, the media and a manifest.

    database.sqlite3.gz   or database.pgdump
    media/photos/…        files of the media storage
    manifest.json         the last member: what the archive has, with the SHA-256 of each file

Members are read by name and never extracted by tar, whose names could leave the folder.
"""

import hashlib
import io
import json
import os
import posixpath
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple, Self

from forum.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media/"
CUT_SHORT = "The archive is cut short, or not a backup."
LARGEST_MANIFEST = 256 * 1024 * 1024


class StoredFile(NamedTuple):
    size: int
    sha256: str


@dataclass
class Manifest:
    made_at: str
    """In UTC, as ISO 8601."""
    vendor: str
    """Of the database, as Django calls it."""
    database: str
    """The member that holds it."""
    migrations: list[list[str]]
    """The app and the name of each that the database has."""
    rows: dict[str, int]
    """The number of rows of each table."""
    missing_media: list[str]
    """Files that rows named, but the storage did not have."""
    files: dict[str, StoredFile] = field(default_factory=dict)
    format: int = FORMAT

    @classmethod
    def parse(cls, text: bytes) -> Self:
        """Raises BackupError if it is not one, or of a format that is newer than this code."""
        try:
            values = json.loads(text)
            if values["format"] > FORMAT:
                raise BackupError(
                    f"The archive has format {values['format']}, made by a newer release: "
                    f"this one reads format {FORMAT}. Update the site first."
                )
            files = {name: StoredFile(**stored) for name, stored in values.pop("files").items()}
            manifest = cls(files=files, **values)
            manifest.check_types()
            return manifest
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise BackupError("The archive has a manifest that cannot be read.") from error

    def check_types(self) -> None:
        """Raises ValueError, TypeError or AttributeError if a value is of another kind."""
        pairs = [text for app, name in self.migrations for text in (app, name)]
        texts = [self.made_at, self.vendor, self.database, *pairs, *self.missing_media]
        numbers = [*self.rows.values(), *(stored.size for stored in self.files.values())]
        kinds = {*((text, str) for text in texts), *((number, int) for number in numbers)}
        if wrong := [value for value, kind in kinds if not isinstance(value, kind)]:
            raise TypeError(wrong)

    def as_json(self) -> bytes:
        files = {name: stored._asdict() for name, stored in self.files.items()}
        return json.dumps(asdict(self) | {"files": files}, indent=1).encode()

    @property
    def media(self) -> list[str]:
        """The names of the media, as the storage knows them."""
        return [name.removeprefix(MEDIA) for name in self.files if name.startswith(MEDIA)]


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]):
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._hash.update(block)
        return block

    def sha256(self) -> str:
        return self._hash.hexdigest()


def write(path: Path, manifest: Manifest, *files: Iterator[tuple[str, int, IO[bytes]]]) -> None:
    """Write an archive of these files: the name, the size and the content of each."""
    with path.open("xb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        for name, size, content in chain(*files):
            hashed = _Hashed(content)
            tar.addfile(_member(name, size), hashed)
            manifest.files[name] = StoredFile(size, hashed.sha256())
        text = manifest.as_json()
        tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


class Archive:
    """An archive whose every byte has been compared with its manifest."""

    def __init__(self, tar: tarfile.TarFile):
        self._tar, self._members = tar, _members(tar)
        self.manifest = Manifest.parse(self._read_manifest())
        self._compare_names()
        for name, stored in self.manifest.files.items():
            self._compare(name, stored)

    def open(self, name: str) -> IO[bytes]:
        """Members are regular files, so there is always one."""
        return self._tar.extractfile(self._members[name])

    def extract(self, name: str, path: Path) -> None:
        with self.open(name) as source, path.open("xb") as target:
            shutil.copyfileobj(source, target)

    def _read_manifest(self) -> bytes:
        if not (member := self._members.get(MANIFEST)) or member.size > LARGEST_MANIFEST:
            raise BackupError(CUT_SHORT)
        return self.open(MANIFEST).read()

    def _compare_names(self) -> None:
        expected = {*self.manifest.files, MANIFEST}
        if different := sorted(expected ^ self._members.keys()):
            raise BackupError(f"The archive and its manifest differ about the file {different[0]}.")
        if self.manifest.database not in expected:
            raise BackupError("The archive has no database.")

    def _compare(self, name: str, stored: StoredFile) -> None:
        with self.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256:
                raise BackupError(f"The archive is damaged: {name} differs from its checksum.")


def _members(tar: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    members: dict[str, tarfile.TarInfo] = {}
    for member in tar:
        if member.type != tarfile.REGTYPE or not _is_safe(member.name) or member.name in members:
            raise BackupError(f"The archive has an entry that no backup has: {member.name!r}.")
        members[member.name] = member
    return members


def _is_safe(name: str) -> bool:
    """Whether it is a plain path, which stays in its folder."""
    is_plain = posixpath.normpath(name) == name and not name.startswith(("/", "../"))
    return is_plain and name.isprintable() and "\\" not in name


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive, checked completely. Raises BackupError."""
    with ExitStack() as stack:
        yield _checked(path, stack)


def _checked(path: Path, stack: ExitStack) -> Archive:
    try:
        if path.stat().st_size % tarfile.RECORDSIZE:
            raise BackupError(CUT_SHORT)
        return Archive(stack.enter_context(tarfile.open(path, "r:")))
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(CUT_SHORT) from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}.") from error
