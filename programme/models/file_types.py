"""Checks that an uploaded document is what its name says, by its content. Pure: no database.

Nothing is unpacked to the disk: archives are read in memory, entry by entry, within limits.
"""

import codecs
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
"""How many times its size a file may unpack to; text compresses to about a tenth."""
MAX_ENTRIES = 5000
MAX_READ = 1024 * 1024
"""At once. A zip file lists its entries in one block, so this limits their number too."""
CHUNK = 64 * 1024
PDF_EDGE = 4096
"""Readers look for the marks of a PDF file this near to its beginning and its end."""

MACROS = {"vbaproject.bin", "vbadata.xml"}
ODF_MACROS = ("Basic/", "Scripts/")

OFFICE_PARTS = {
    "docx": ("word/", b"wordprocessingml.document.main+xml"),
    "pptx": ("ppt/", b"presentationml.presentation.main+xml"),
    "xlsx": ("xl/", b"spreadsheetml.sheet.main+xml"),
}
"""The folder of the main part, and its type in the list of parts."""
ODF_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}

# Everything that zipfile raises for truncated, damaged, encrypted and malicious files.
_ZIP_ERRORS = (
    BadZipFile,
    EOFError,
    KeyError,
    LZMAError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    zlib.error,
)


class _TooLarge(Exception):
    """The archive unpacks to more than the limits."""


class _HasMacros(Exception):
    """The document contains programs."""


class _BoundedReads:
    """A file that refuses to read much at once, whatever sizes its content claims."""

    def __init__(self, file: BinaryIO):
        self.seek, self.tell, self._file = file.seek, file.tell, file

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= MAX_READ else MAX_READ + 1)
        if len(data) > MAX_READ:
            raise _TooLarge
        return data


def check_content(file: BinaryIO, ending: str) -> None:
    """Raises ValidationError if the content is not of this type: `pdf`, `docx`, …

    Nothing is known of other endings: they are accepted.
    """
    if ending not in _CHECKS:
        return
    file.seek(0)
    try:
        matches = _CHECKS[ending](file, ending)
    except _TooLarge as error:
        raise ValidationError(_TOO_LARGE, code="file_unpacked") from error
    except _HasMacros as error:
        raise ValidationError(_MACROS, code="file_macros") from error
    except _ZIP_ERRORS:
        matches = False
    finally:
        file.seek(0)
    if not matches:
        message = _NOT_UTF8 if ending in _TEXTS else _OTHER_TYPE
        raise ValidationError(message, code="file_type", params={"type": ending.upper()})


def _is_pdf(file: BinaryIO, ending: str) -> bool:
    head = file.read(PDF_EDGE)
    file.seek(0, 2)
    file.seek(max(0, file.tell() - PDF_EDGE))
    tail = file.read(PDF_EDGE)
    return b"%PDF-" in head[:1024] and b"%%EOF" in tail


def _is_text(file: BinaryIO, ending: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk := file.read(CHUNK):
        if b"\x00" in chunk:
            return False
        decoder.decode(chunk)
    decoder.decode(b"", final=True)
    return True


def _is_office(file: BinaryIO, ending: str) -> bool:
    """Whether it is a Word, PowerPoint or Excel file without macros."""
    folder, kind = OFFICE_PARTS[ending]
    with _opened(file) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types or any(PurePosixPath(n).name.lower() in MACROS for n in names):
            raise _HasMacros
        return kind in types and any(name.startswith(folder) for name in names)


def _is_open_document(file: BinaryIO, ending: str) -> bool:
    with _opened(file) as archive:
        if any(name.startswith(ODF_MACROS) for name in archive.namelist()):
            raise _HasMacros
        return archive.read("mimetype").strip() == ODF_TYPES[ending]


def _is_zip(file: BinaryIO, ending: str) -> bool:
    with _opened(file):
        return True


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    """The archive, once all of its entries have been read within the limits."""
    file.seek(0, 2)
    limit = min(MAX_UNPACKED, MAX_RATIO * file.tell())
    with ZipFile(_BoundedReads(file)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > limit:
            raise _TooLarge
        for entry in entries:
            # Never yields more than the size that the entry claims; its checksum is compared.
            with archive.open(entry) as part:
                while part.read(CHUNK):
                    pass
        yield archive


_TEXTS = {"txt", "csv"}
_CHECKS: dict[str, Callable[[BinaryIO, str], bool]] = {
    "pdf": _is_pdf,
    "zip": _is_zip,
    **dict.fromkeys(OFFICE_PARTS, _is_office),
    **dict.fromkeys(ODF_TYPES, _is_open_document),
    **dict.fromkeys(_TEXTS, _is_text),
}
_OTHER_TYPE = _(
    "This file is damaged, encrypted or not of the type %(type)s. Save it again as %(type)s "
    "without a password, and choose it again."
)
_NOT_UTF8 = _(
    "This file is not text in UTF-8. Save it with the encoding UTF-8 and choose it again."
)
_MACROS = _("This file contains macros. Save it without macros and choose it again.")
_TOO_LARGE = _(
    "This file unpacks to more than 100 MB, or to too many files. Split it into smaller files."
)
