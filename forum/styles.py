"""The stylesheet of a site with a colour of its own: that of every site, and other tokens.

Its address holds the colour and a digest of the text, so no row is read to serve it and browsers
keep it for good. A site without a colour has the static file.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from forum import accent
from forum.storage import StaticFilesStorage, flatten

SITE = "css/site.css"
FOLDER = "/style/"
ADDRESS = r"^style/(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{12})\.css\Z"
FOR_GOOD = "public, max-age=31536000, immutable"
_URL = re.compile(r"""url\((["']?)([^"')]+)\1\)""")


class Sheet(NamedTuple):
    address: str
    text: str


def address(colour: str) -> str:
    """Of the stylesheet of a site with this colour, `#rrggbb` or empty."""
    return _sheet(colour).address if colour else staticfiles_storage.url(SITE)


@require_safe
def stylesheet(request: HttpRequest, colour: str, digest: str) -> HttpResponse:
    """A page that is older than this release is led to its stylesheet."""
    if not accent.is_readable(f"#{colour}"):
        raise Http404
    sheet = _sheet(f"#{colour}")
    if request.path_info != sheet.address:
        return redirect(sheet.address)
    headers = {"Cache-Control": FOR_GOOD}
    return HttpResponse(sheet.text, content_type="text/css; charset=utf-8", headers=headers)


def _sheet(colour: str) -> Sheet:
    base = staticfiles_storage.url(SITE)
    return _made(colour, base) if settings.DEBUG else _kept(colour, base)


@lru_cache(maxsize=4)
def _kept(colour: str, base: str) -> Sheet:
    return _made(colour, base)


def _made(colour: str, base: str) -> Sheet:
    text = _URL.sub(lambda match: f'url("{urljoin(base, match[2])}")', _text_of_every_site())
    lines = "".join(f"  {name}: {value};\n" for name, value in accent.tokens(colour).items())
    text += f"@layer tokens {{\n:root {{\n{lines}}}\n}}\n"
    digest = blake2b(text.encode(), digest_size=6).hexdigest()
    return Sheet(f"{FOLDER}{colour.removeprefix('#')}-{digest}.css", text)


def _text_of_every_site() -> str:
    """One file: as it was collected, or as it is while the site is developed."""
    if isinstance(staticfiles_storage._wrapped, StaticFilesStorage) and not settings.DEBUG:
        with staticfiles_storage.open(staticfiles_storage.stored_name(SITE)) as file:
            return file.read().decode()
    path = Path(finders.find(SITE))
    return flatten(path.read_text(), read=lambda name: (path.parent / name).read_text())
