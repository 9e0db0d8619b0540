"""The release: what a public page depends on besides the content."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

CODE = ("content", "forum", "programme", "speakers")
FILES = ("requirements.txt", "staticfiles/staticfiles.json")


@cache
def release() -> str:
    """A digest of `SITE_URL`, the code, templates, translations and the names of static files.

    It is the same in every process of a release and differs between releases, so that no page is
    shown with the stylesheet of another one.
    """
    digest = blake2b(settings.SITE_URL.encode(), digest_size=8)
    for path in sorted(_files()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    base: Path = settings.BASE_DIR
    for folder in CODE:
        yield from (base / folder).rglob("*.py")
    yield from (base / "forum" / "locale").rglob("*.mo")
    yield from (path for path in (base / "templates").rglob("*") if path.is_file())
    yield from filter(Path.is_file, (base / name for name in FILES))
