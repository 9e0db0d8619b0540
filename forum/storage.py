"""Static files: hashed, compressed, and with one stylesheet where the sources have many."""

import re
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
_IMPORT = re.compile(r'@import "(?P<path>[^"]+)" layer\((?P<layer>[\w-]+)\);')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def flatten(stylesheet: str, *, read) -> str:
    """The stylesheet with each `@import "x.css" layer(y);` replaced by `@layer y { … }`.

    `read` gives the text of an imported file. Only the table of contents may import: an import or a
    relative `url()` inside a component would change its meaning here, so they are refused.
    """

    def inline(match: re.Match) -> str:
        text = read(match["path"])
        if "@import" in text or "url(" in text:
            raise ValueError(f"{match['path']} may hold neither @import nor url()")
        return f"@layer {match['layer']} {{\n{text}}}"

    return _IMPORT.sub(inline, _COMMENT.sub("", stylesheet))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    # Hashes the names in `import … from "./x.js";` too.
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths:
            source, name = paths[STYLESHEET]
            paths[STYLESHEET] = (self._flat(source, name), STYLESHEET)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _flat(self, source, name: str) -> InMemoryStorage:
        folder = Path(name).parent

        def read(path: str) -> str:
            with source.open(str(folder / path)) as file:
                return file.read().decode()

        flat = InMemoryStorage()
        text = flatten(read(Path(name).name), read=read)
        flat.save(STYLESHEET, ContentFile(text.encode()))
        return flat
