"""Static files: hashed, compressed, with one stylesheet each for the site and the admin."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/site.css", "css/admin/desk.css")
_IMPORT = re.compile(r'@import "(?P<path>[^"]+)" layer\((?P<layer>[\w-]+)\);')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def flatten(stylesheet: str, *, read) -> str:
    """The stylesheet with each `@import "x.css" layer(y);` replaced by `@layer y { … }`.

    `read` returns the text of an imported file. Raises ValueError if that text contains an import
    or a `url()`, because they would not work from here.
    """

    def inline(match: re.Match) -> str:
        text = read(match["path"])
        if "@import" in text or "url(" in text:
            raise ValueError(f"{match['path']} must not contain @import or url()")
        return f"@layer {match['layer']} {{\n{text}}}"

    return _IMPORT.sub(inline, _COMMENT.sub("", stylesheet))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    # Also replaces the names in `import … from "./x.js";`.
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        for stylesheet in paths.keys() & STYLESHEETS:
            source, name = paths[stylesheet]
            paths[stylesheet] = (self._flatten(source, name, stylesheet), stylesheet)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _flatten(self, source, name: str, stylesheet: str) -> InMemoryStorage:
        folder = Path(name).parent

        def read(path: str) -> str:
            with source.open(str(folder / path)) as file:
                return file.read().decode()

        storage = InMemoryStorage()
        text = flatten(read(Path(name).name), read=read)
        storage.save(stylesheet, ContentFile(text.encode()))
        return storage
