"""Static files: hashed, compressed, with one stylesheet each for the site and the admin.

The site also has one script: modules that import each other are asked for one after the other.
"""

import posixpath
import re
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/site.css", "css/admin/desk.css")
SCRIPTS = ("js/site.js",)
_PATH = re.compile(r'@import "([^"]+)"')
_LAYER = re.compile(
    r"""@import "[^"]+" layer\((?P<layer>[\w-]+)\);(?:\n@import "[^"]+" layer\((?P=layer)\);)*"""
)
_URL = re.compile(r'url\("([^":]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_SPACE = r"(?:\s|(?>/\*.*?\*/))"
_SPARE = re.compile(
    rf"""("[^"]*")|;?{_SPACE}*([{{}}]){_SPACE}*|{_SPACE}*([>~]){_SPACE}*|([;,:]){_SPACE}+"""
    rf"""|{_SPACE}+|(?<![\w.])0(?=\.\d)""",
    re.DOTALL,
)
_MODULE = re.compile(r'^import \{ [\w, ]+ \} from "\./(?P<path>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT_LINES = re.compile(r"^ *(?:/\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def flatten(stylesheet: str, *, read) -> str:
    """The stylesheet with each run of `@import "x.css" layer(y);` replaced by one `@layer y { … }`.

    `read` returns the text of an imported file. Its addresses are written as they are from here.
    Raises ValueError if that text contains an import.
    """

    def imported(path: str) -> str:
        folder, text = posixpath.dirname(path), read(path)
        if "@import" in text:
            raise ValueError(f"{path} must not contain @import")
        return _URL.sub(lambda url: _from_here(folder, url[1]), text)

    def layer(match: re.Match) -> str:
        text = "".join(map(imported, _PATH.findall(match[0])))
        return f"@layer {match['layer']} {{\n{text}}}"

    return _LAYER.sub(layer, _COMMENT.sub("", stylesheet))


def compact(stylesheet: str) -> str:
    """The stylesheet without comments, and without spaces that mean nothing.

    A space before a colon stays: it is part of a selector. The library rcssmin drops it in a layer.
    So does one beside a plus: in `calc()` it is needed. The zero of 0.5rem goes.
    """
    return _SPARE.sub(_kept, stylesheet).strip()


def _kept(found: re.Match) -> str:
    return "".join(filter(None, found.groups())) or ("" if found[0] == "0" else " ")


def _flat_and_compact(stylesheet: str, *, read) -> str:
    return compact(flatten(stylesheet, read=read))


def _from_here(folder: str, address: str) -> str:
    return f'url("{posixpath.normpath(posixpath.join(folder, address))}")'


def join(script: str, *, read) -> str:
    """The script with all modules that it imports by `import { a } from "./x.js";`, as one file.

    `read` returns the text of a module. Each module becomes a function that is called once and
    returns what the module exports, so that two modules may use one name. Raises ValueError for
    other kinds of imports and exports, and for a name that two modules export.
    """
    parts: dict[str, str] = {}
    exported: list[str] = []

    def without_imports(text: str) -> str:
        for path in _MODULE.findall(text):
            if path not in parts:
                parts[path] = wrapped(without_imports(read(path)))
        return _COMMENT_LINES.sub("", _MODULE.sub("", text))

    def wrapped(module: str) -> str:
        names = _EXPORT.findall(module)
        exported.extend(names)
        listed = f"{{ {', '.join(names)} }}"
        return f"const {listed} = (() => {{\n{_EXPORT.sub('', module)}return {listed};\n}})();\n"

    last = without_imports(script)
    joined = "".join([*parts.values(), last])
    if len(set(exported)) < len(exported) or _OTHER.search(joined):
        raise ValueError("only functions of different names can be exported, and imported by name")
    return joined


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    # Also replaces the names in `import … from "./x.js";`.
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        for names, combine in ((STYLESHEETS, _flat_and_compact), (SCRIPTS, join)):
            for file in paths.keys() & names:
                paths[file] = (self._combined(*paths[file], file, combine), file)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _combined(self, source, name: str, file: str, combine) -> InMemoryStorage:
        """A storage in which the file holds all that it imports."""
        folder = Path(name).parent

        def read(path: str) -> str:
            with source.open(str(folder / path)) as opened:
                return opened.read().decode()

        storage = InMemoryStorage()
        text = combine(read(Path(name).name), read=read)
        storage.save(file, ContentFile(text.encode()))
        return storage
