"""Uploads of refused forms, kept for a day where the public cannot read them.

There is no table: the signed token of an upload says whose it is, of which field, and which file
of its owner's folder it is.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.core import signing
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from content.admin.uploads import KeptFile, KeptUpload, UploadNotKept
from forum.media.sandbox import SANDBOX

KEPT_FOR = dt.timedelta(hours=24)
MAX_BYTES = 200 * 1024 * 1024
"""Of one person."""
INLINE_TYPES = {"image/jpeg", "image/png", "image/webp"}
SALT = "kept upload"


class Token(NamedTuple):
    user: int
    field: str
    key: str
    name: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None if it is too old or not ours."""
        try:
            return cls(*signing.loads(text, salt=SALT, max_age=KEPT_FOR))
        except signing.BadSignature:
            return None

    def __str__(self) -> str:
        return signing.dumps(tuple(self), salt=SALT)

    @property
    def path(self) -> str:
        return f"{self.user}/{self.key}"

    def file(self) -> KeptFile | None:
        """None if it has been deleted."""
        try:
            return KeptFile(self.upload, size=_storage().size(self.path), read=self._read)
        except FileNotFoundError:
            return None

    def _read(self) -> bytes:
        with _storage().open(self.path) as file:
            return file.read()

    @property
    def upload(self) -> KeptUpload:
        text = str(self)
        return KeptUpload(self.name, text, reverse("admin:kept_upload", args=[text]))


@dataclass(frozen=True)
class KeptUploads:
    """An `UploadStore`."""

    user: int
    field: str

    def keep(self, file: File) -> KeptUpload:
        token = Token(self.user, self.field, secrets.token_hex(16), file.name)
        try:
            purge()
            self._require_room(file.size)
            _storage().save(token.path, File(file))
        except OSError as error:
            raise UploadNotKept(gettext("The server has no room for it at the moment.")) from error
        return token.upload

    def _require_room(self, size: int) -> None:
        if _size_of(str(self.user)) + size > MAX_BYTES:
            raise UploadNotKept(
                gettext("More than 200 MB of files are waiting in forms that you have not saved.")
            )

    def find(self, token: str) -> KeptFile | None:
        found = self._own(token)
        return found and found.file()

    def discard(self, token: str) -> None:
        if found := self._own(token):
            _storage().delete(found.path)

    def _own(self, token: str) -> Token | None:
        found = Token.read(token)
        return found if found and found[:2] == (self.user, self.field) else None


def purge() -> int:
    """Delete all uploads that were kept for a day; returns how many."""
    storage, oldest, count = _storage(), timezone.now() - KEPT_FOR, 0
    for folder in _entries("")[0]:
        for name in _entries(folder)[1]:
            count += _delete_if_before(oldest, f"{folder}/{name}", storage)
    return count


def serve(request: HttpRequest, token: str) -> HttpResponse:
    """A kept upload, for the person who uploaded it."""
    found = Token.read(token)
    file = found.file() if found and found.user == request.user.pk else None
    if not file:
        raise Http404
    response = FileResponse(file, filename=file.name)
    if response["Content-Type"] not in INLINE_TYPES:
        response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = SANDBOX
    return response


def _storage() -> Storage:
    return storages["kept_uploads"]


def _entries(folder: str) -> tuple[list[str], list[str]]:
    """The folders and the files in a folder, which may not exist yet."""
    try:
        return _storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def _size_of(folder: str) -> int:
    return sum(_storage().size(f"{folder}/{name}") for name in _entries(folder)[1])


def _delete_if_before(oldest: dt.datetime, path: str, storage: Storage) -> bool:
    """False also if another process has deleted it meanwhile."""
    try:
        is_old = storage.get_modified_time(path) < oldest
    except FileNotFoundError:
        return False
    if is_old:
        storage.delete(path)
    return is_old
