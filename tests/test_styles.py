"""One stylesheet for both directions, light and dark, screen and paper: what its files may hold."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent / "static/css"
FILES = sorted(CSS.rglob("*.css"))
OF_THE_SITE = [path for path in FILES if path.parent.name != "admin"]
"""Those of the admin lean on Django's own tokens and classes."""
SCRIPTS = sorted((CSS.parent / "js").rglob("*.js"))
TEMPLATES = sorted((CSS.parent.parent / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width"
    r"|height|(?:min|max)-(?:width|height)|text-align:\s*(?:left|right)|float)\s*:"
)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)\((?!from var)", re.IGNORECASE)


def rules(path: Path) -> str:
    """The text of a stylesheet without its comments and conditions."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"@(?:media|container|supports) [^{]*", "@at ", text)


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_directions_are_logical(path):
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_colours_are_chosen_in_one_place(path):
    chosen = COLOUR.findall(rules(path))

    assert bool(chosen) == (path.name == "tokens.css")


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_nothing_wins_by_force_or_comes_from_elsewhere(path):
    text = rules(path)

    assert "!important" not in text
    assert "http" not in text


@pytest.mark.parametrize("path", OF_THE_SITE, ids=names(OF_THE_SITE))
def test_every_token_that_is_used_is_defined(path):
    defined = {name for file in FILES for name in re.findall(r"(--[\w-]+)\s*:", rules(file))}

    assert set(re.findall(r"var\((--[\w-]+)", rules(path))) - defined == set()


def test_every_class_of_the_styles_is_used_in_a_template():
    styled = {
        name
        for path in OF_THE_SITE
        for selector in re.findall(r"([^{}]+)\{", rules(path))
        for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }
    python = [
        "programme/agenda/rows.py",
        "programme/agenda/timetable_cells.py",
        "programme/agenda/markup.py",
        "content/markdown.py",
        "content/pictures/focus.py",
        "content/templatetags/texts.py",
        "programme/agenda/hours.py",
        "programme/agenda/change_words.py",
        "programme/pages/person_entries.py",
        "programme/templatetags/facets.py",
        "programme/templatetags/hits.py",
        "programme/templatetags/outline.py",
        "programme/templatetags/people.py",
        "programme/templatetags/untimed.py",
        "speakers/templatetags/plates.py",
        "speakers/faces.py",
        "speakers/templatetags/arches.py",
    ]
    scripts = (CSS.parent / "js").glob("*.js")
    made_elsewhere = [*(CSS.parent.parent / path for path in python), *scripts]
    templates = " ".join(path.read_text() for path in [*TEMPLATES, *made_elsewhere])

    # Of numbered classes, such as theme-3, a page writes the number.
    stems = {re.sub(r"-\d$", "-", name) for name in styled}
    unused = {stem for stem in stems if not re.search(rf"(?<![\w-]){stem}(?![\w-])", templates)}

    assert unused == set()


def test_stylesheets_and_scripts_stay_small():
    lines = {path: len(path.read_text().splitlines()) for path in [*FILES, *SCRIPTS]}
    most = {".css": 150, ".js": 120}

    long = {path.name: count for path, count in lines.items() if count > most[path.suffix]}

    assert SCRIPTS
    assert long == {}


def test_partials_see_nothing_of_the_page_but_what_they_are_given():
    includes = [
        (path.name, tag)
        for path in TEMPLATES
        for tag in re.findall(r"{% include [^%]+%}", path.read_text())
        if " with " in tag
    ]

    assert [place for place in includes if not place[1].endswith(" only %}")] == []


def test_arabic_lines_are_never_set_as_tight_as_latin_ones():
    tight = re.compile(r"line-height: (1\.[0-4]\d*);")

    found = {path.name: tight.findall(path.read_text()) for path in OF_THE_SITE}

    assert {name: heights for name, heights in found.items() if heights} == {}


def test_the_faces_of_titles_are_small_and_never_hold_up_a_page():
    text = (CSS / "site.css").read_text()
    files = re.findall(r'url\("(\.\./fonts/[\w.-]+)"\)', text)
    size = {
        path.removeprefix("../fonts/markazi-text-"): (CSS / path).stat().st_size for path in files
    }

    assert text.count("font-display: optional;") == len(files) == 3
    first = ("latin.woff2", "arabic.woff2")
    assert sum(size[name] for name in first) <= 30_000
