"""The folders of uploaded files, and what any storage raises when it cannot do its work."""

import errno
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urljoin

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.urls import get_script_prefix
from django.utils.encoding import filepath_to_uri

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageFull(OSError):
    """There is no room for another file."""


class StorageUnavailable(OSError):
    """The storage does not answer, or refuses to."""


def address_of(base: str, name: str) -> str:
    """The address of a file where pages are: a preview has its files below its own token."""
    return get_script_prefix().rstrip("/") + _address(base, name)


@lru_cache(maxsize=4096)
def _address(base: str, name: str) -> str:
    return urljoin(base, filepath_to_uri(name).lstrip("/"))


class LocalStorage(FileSystemStorage):
    """Leaves no part of a file behind that could not be written as a whole."""

    def url(self, name: str) -> str:
        return address_of(self.base_url, name)

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)
        except OSError as error:
            with suppress(OSError):
                self.delete(name)
            if error.errno in NO_ROOM:
                raise StorageFull(error.errno, "No room for an uploaded file", name) from error
            raise
