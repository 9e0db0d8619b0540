"""The arrows of the house: forum → programme → speakers, never upward; computation stays pure."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["speakers", "programme", "forum"]
"""From the ground up: each may import those before it."""

PURE = [
    "forum/contact/suspicion.py",
    "forum/markdown.py",
    "forum/seeds/showcase_sessions.py",
    "forum/typography.py",
    "programme/agenda.py",
    "programme/agenda_page.py",
    "programme/event_page.py",
    "programme/exports/calendar.py",
    "programme/filters.py",
    "programme/grid.py",
    "programme/moment.py",
    "programme/people.py",
    "programme/session_page.py",
    "programme/structured_data.py",
    "speakers/cutting.py",
]
VIEWS = ["forum/views.py", "forum/contact/views.py", "speakers/views.py"]
VIEWS += ["programme/views/agenda.py", "programme/views/events.py"]
VIEWS += [
    "programme/views/exports.py",
    "programme/views/search.py",
    "programme/views/sessions.py",
]
NEVER_IN_TEMPLATES = [
    "style=",
    "<style",
    "<script>",
    "onclick=",
    "onload=",
    "//cdn",
    'href="http',
    'src="http',
]
MOST_LINES = {"models": 400, "admin": 250}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_LINE = 120
MOST_LINES_OF_A_TEMPLATE = 100


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """The modules that a file imports, at its top or anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
    return found


def crossing(path: Path, forbidden: set[str]) -> list[str]:
    place = path.relative_to(ROOT)
    return [f"{place} → {name}" for name in imported(path) if name.split(".")[0] in forbidden]


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_none_that_stands_above_it(app):
    above = set(APPS[APPS.index(app) + 1 :])

    assert [arrow for path in modules(app) for arrow in crossing(path, above)] == []


def test_nothing_but_the_site_map_and_its_neighbours_knows_the_inbox():
    outside = [path for path in modules("forum") if "contact" not in path.parts]

    arrows = [
        str(path.relative_to(ROOT))
        for path in outside
        if any(name.startswith("forum.contact") for name in imported(path))
    ]

    assert arrows == []


def test_the_inbox_leans_on_the_programme_and_not_on_the_site():
    above = [
        f"{path.name} → {name}"
        for path in modules("forum/contact")
        for name in imported(path)
        if name.startswith("forum.") and not name.startswith("forum.contact")
    ]

    assert above == []


@pytest.mark.parametrize("place", PURE)
def test_computation_asks_neither_the_database_nor_the_request(place):
    asks = {"django.db", "django.http", "django.conf"}

    found = {name for name in imported(ROOT / place) if name.startswith(tuple(asks))}

    assert found == set()


@pytest.mark.parametrize("place", VIEWS)
def test_views_speak_the_words_of_the_querysets(place):
    assert ".filter(" not in (ROOT / place).read_text()


@pytest.mark.parametrize("place", VIEWS)
def test_a_view_fits_on_a_small_screen(place):
    functions = [
        node
        for node in ast.parse((ROOT / place).read_text()).body
        if isinstance(node, ast.FunctionDef)
    ]

    long = {node.name for node in functions if node.end_lineno - node.lineno + 1 > 25}

    assert functions
    assert long == set()


def test_no_function_has_grown_beyond_what_one_reads_at_once():
    long = {
        f"{path.relative_to(ROOT)} {node.name}"
        for app in APPS
        for path in modules(app)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40
    }

    assert long == set()


def test_no_module_has_grown_beyond_its_budget():
    long = {
        str(path.relative_to(ROOT)): lines
        for app in APPS
        for path in modules(app)
        if (lines := len(path.read_text().splitlines())) > MOST_LINES.get(path.stem, 350)
    }

    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    names = {path.stem for app in APPS for path in modules(app)}

    assert names & {"core", "common", "utils", "helpers", "services", "managers"} == set()


def test_templates_hold_neither_styles_nor_scripts_nor_other_sites():
    found = {
        str(path.relative_to(ROOT)): words
        for path in (ROOT / "templates").rglob("*.html")
        for words in [[w for w in NEVER_IN_TEMPLATES if w in path.read_text()]]
        if words
    }

    assert found == {}


def test_a_line_of_a_template_is_read_without_scrolling():
    long = {
        f"{path.relative_to(ROOT)}:{number}": len(line)
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST_LINE
    }

    assert long == {}


def test_a_template_that_grows_is_divided_into_partials():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in TEMPLATES
        if (lines := len(path.read_text().splitlines())) > MOST_LINES_OF_A_TEMPLATE
    }

    assert long == {}
