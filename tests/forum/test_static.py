"""Static files in production: hashed, compressed, with one stylesheet."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from forum.storage import compact, flatten, join

# Tests with the database run before the others: all of these together collect once.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

FILES = {
    "base.css": "a { color: red; }\n",
    "list.css": "li { margin: 0; }\n",
    "importing.css": '@import "other.css";\n',
    "parts/picture.css": 'a { background: url("../../img/x.svg"); }\n',
}


def flat(text: str) -> str:
    return flatten(text, read=FILES.__getitem__)


PRODUCTION = {"staticfiles": {"BACKEND": "forum.storage.StaticFilesStorage"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The files as the production storage collects them."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=settings.STORAGES | PRODUCTION):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


@pytest.fixture
def collected(settings, folder) -> Path:
    """The folder of the collected files, served by the production storage."""
    settings.STATIC_ROOT = folder
    settings.STORAGES = settings.STORAGES | PRODUCTION
    return folder


def test_imports_become_their_layers_and_neighbours_of_one_layer_share_it():
    text = flat(
        "/* What there is */\n@layer base, parts;\n"
        '@import "base.css" layer(base);\n@import "list.css" layer(base);\n'
        '@import "list.css" layer(parts);\n'
    )

    assert text == (
        "@layer base, parts;\n@layer base {\na { color: red; }\nli { margin: 0; }\n}\n"
        "@layer parts {\nli { margin: 0; }\n}\n"
    )


def test_an_imported_file_with_an_import_is_refused():
    with pytest.raises(ValueError, match="must not contain @import"):
        flat('@import "importing.css" layer(parts);')


def test_the_pictures_of_an_imported_file_are_found_from_the_one_that_imports_it():
    text = flat('@import "parts/picture.css" layer(parts);')

    assert text == '@layer parts {\na { background: url("../img/x.svg"); }\n}'


def test_comments_and_spaces_that_mean_nothing_are_left_out():
    text = compact(
        '/* A "head". */\n.a :is(b, i) > p,\n.a:hover {\n  content: " , { x: ";\n'
        "  margin: calc(1px + 0.5em) 10.5em; /* Of its own. */\n}\n\n/* Wide */\n"
        "@media (min-width: 9rem) {\n  b {\n    color: red;\n  }\n}\n"
    )

    assert text == (
        '.a :is(b,i)>p,.a:hover{content:" , { x: ";margin:calc(1px + .5em) 10.5em}'
        "@media (min-width:9rem){b{color:red}}"
    )


def test_the_collected_stylesheet_is_one_file_with_a_hash_and_a_small_compressed_copy(collected):
    name = staticfiles_storage.stored_name("css/site.css")

    text = (collected / name).read_text()
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert "@import" not in text
    assert "@layer components{" in text
    assert (collected / f"{name}.gz").stat().st_size <= 14_000


def test_pages_link_to_the_hashed_stylesheet(collected, client):
    page = client.get("/en/").content.decode()

    assert f'href="/static/{staticfiles_storage.stored_name("css/site.css")}"' in page


ALONE = {"css/site.css", "css/admin/desk.css", "css/admin/rtl.css", "css/admin/select2.css"}
"""Those to which pages link."""


def test_every_other_stylesheet_is_imported_by_the_one_of_its_pages(settings):
    static = settings.BASE_DIR / "static"
    imported = set()
    for name in ("css/site.css", "css/admin/desk.css"):
        source = (static / name).read_text()
        found = re.findall(r'@import "([^"]+)"', source)
        imported |= {str((static / name).parent.joinpath(path).resolve()) for path in found}

    files = {str(path) for path in (static / "css").rglob("*.css")}

    assert imported == files - {str(static / name) for name in ALONE}


@pytest.mark.parametrize("name", ["css/site.css", "css/admin/desk.css"])
def test_a_collected_stylesheet_asks_for_no_file_of_ours(collected, name):
    text = (collected / staticfiles_storage.stored_name(name)).read_text()

    assert "@layer components{" in text
    assert re.findall(r"@import (?!url)", text) == []


MODULES = {
    "clock.js": "/* The time. */\nlet base = 1;\n\nexport function now() {\n  return base;\n}\n",
    "bell.js": 'import { now } from "./clock.js";\n\nlet base = 2;\n\n'
    "export async function ring() {\n  // Once.\n  return now() + base;\n}\n",
    "default.js": "export default 1;\n",
    "again.js": "export function now() {}\n",
}


def joined(text: str) -> str:
    return join(text, read=MODULES.__getitem__)


def test_a_script_and_its_modules_become_one_file_each_module_once_and_before_it_is_used():
    text = joined(
        "/* All. */\n"
        'import { ring } from "./bell.js";\n'
        'import { now } from "./clock.js";\n\n'
        "ring(now());\n"
    )

    assert text == (
        "const { now } = (() => {\nlet base = 1;\n\nfunction now() {\n  return base;\n}\n"
        "return { now };\n})();\n"
        "const { ring } = (() => {\n\nlet base = 2;\n\nasync function ring() {\n"
        "  return now() + base;\n}\nreturn { ring };\n})();\n"
        "\nring(now());\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        'import all from "./clock.js";\n',
        'import { one } from "./default.js";\n',
        'import { now } from "./clock.js";\nimport { now as then } from "./again.js";\n',
        'import { now } from "./clock.js";\nimport { now } from "./again.js";\n',
    ],
    ids=["a default import", "a default export", "a new name", "a name twice"],
)
def test_what_cannot_be_joined_is_refused(text):
    with pytest.raises(ValueError, match="only functions of different names"):
        joined(text)


def test_the_collected_script_is_one_file_of_at_most_7_kb_compressed(collected):
    name = staticfiles_storage.stored_name("js/site.js")

    text = (collected / name).read_text()

    assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == []
    assert "offerLocalTime" in text
    assert len(gzip.compress(text.encode())) <= 7 * 1024
