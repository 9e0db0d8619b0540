"""The arrows of the house: forum → programme → speakers → content, never upward."""

import ast
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["content", "speakers", "programme", "forum"]
"""From the ground up: each may import those before it."""

PURE = [
    "content/bidi.py",
    "content/bare_links.py",
    "content/markdown.py",
    "content/folding.py",
    "content/pasted_text.py",
    "content/pictures/renditions.py",
    "content/plain_markdown.py",
    "content/typed_dates.py",
    "content/typed_text.py",
    "content/typography.py",
    "forum/accent.py",
    "forum/contact/suspicion.py",
    "forum/demo/showcase_sessions.py",
    "forum/share/card.py",
    "forum/share/lettering.py",
    "programme/agenda/changes.py",
    "programme/agenda/changes_page.py",
    "programme/agenda/clock.py",
    "programme/agenda/date_spans.py",
    "programme/agenda/days.py",
    "programme/agenda/filter_query.py",
    "programme/agenda/filters.py",
    "programme/agenda/hours.py",
    "programme/agenda/page.py",
    "programme/agenda/sessions.py",
    "programme/agenda/timetable.py",
    "programme/admin/timetable/free_times.py",
    "programme/admin/timetable/grid.py",
    "programme/conflicts/finding.py",
    "programme/conflicts/values.py",
    "programme/exports/agenda_text.py",
    "programme/exports/atom.py",
    "programme/exports/colours.py",
    "programme/exports/content_lines.py",
    "programme/exports/frab.py",
    "programme/exports/icalendar.py",
    "programme/exports/json_ld.py",
    "programme/exports/schedule_json.py",
    "programme/exports/sheet_columns.py",
    "programme/exports/schedule_xml.py",
    "programme/exports/values.py",
    *(
        f"programme/imports/{name}.py"
        for name in (
            *(
                "comparing",
                "formats/html_text",
                "formats/icalendar",
                "formats/open_event",
                "formats/pretalx",
                "formats/records",
                "formats/schedule",
                "formats/sessionize",
                "formats/windows_zones",
                "headings",
                "matching",
                "people",
                "reading",
                "rows",
                "sheets",
                "spreadsheet",
            ),
            *("tables", "times", "values", "words", "workbooks", "zoned"),
        )
    ),
    "programme/models/file_types.py",
    "programme/agenda/untimed.py",
    "programme/pages/event.py",
    "programme/pages/figures.py",
    "programme/pages/letters.py",
    "programme/pages/outline.py",
    "programme/pages/people.py",
    "programme/pages/room.py",
    "programme/pages/profile.py",
    "programme/pages/quotes.py",
    "programme/pages/section.py",
    "programme/pages/session.py",
    "speakers/faces.py",
    "speakers/likeness.py",
    "speakers/typed_names.py",
    "programme/admin/duplication/proposal.py",
]
VIEWS = ["forum/views.py", "forum/contact/views.py", "speakers/views.py"]
VIEWS += ["programme/views/agenda.py", "programme/views/events.py", "programme/views/people.py"]
VIEWS += [
    "programme/views/exports.py",
    "programme/views/profiles.py",
    "programme/views/rooms.py",
    "programme/views/search.py",
    "programme/views/sections.py",
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
FORMS = {"PersonForm", "TranslationStateForm"}
"""Their `save()` is that of Django's forms."""
MAX_LINES = 300
MAX_TOP_LEVEL = 20
"""Modules and packages directly in `programme/`."""
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_LINE = 120
MOST_LINES_OF_A_TEMPLATE = 100


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """The modules that a file imports, at its top or anywhere in it."""
    return imports_in(ast.parse(path.read_text()))


def imported_at_run_time(path: Path) -> set[str]:
    """The same without imports for type checkers only."""
    tree = ast.parse(path.read_text())
    tree.body = [node for node in tree.body if not is_for_type_checkers(node)]
    return imports_in(tree)


def is_for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imports_in(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
    return found


def crossing(path: Path, forbidden: set[str]) -> list[str]:
    place = path.relative_to(ROOT)
    return [f"{place} → {name}" for name in imported(path) if name.split(".")[0] in forbidden]


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_none_above_it(app):
    above = set(APPS[APPS.index(app) + 1 :])

    assert [arrow for path in modules(app) for arrow in crossing(path, above)] == []


HISTORY_BY_LABEL = "content/history/recorded.py"
"""The one place that finds a model by its label, which is all that the history keeps of it."""


@pytest.mark.parametrize("app", ["content", "speakers"])
def test_the_lower_floors_reach_no_model_above_them_by_reflection(app):
    reflection = re.compile(r"\.rel\b|\bget_models?\(|\brelated_objects\b")

    places = {
        str(path.relative_to(ROOT)) for path in modules(app) if reflection.search(path.read_text())
    }

    assert places - {HISTORY_BY_LABEL} == set()


def test_people_and_organizations_are_public_only_by_rules_that_the_programme_registers():
    script = (
        "import django; django.setup();"
        "from speakers.models import OrganizationQuerySet, SpeakerQuerySet;"
        "rules = SpeakerQuerySet.rules + OrganizationQuerySet.rules;"
        "print(sorted({rule.__module__ for rule in rules}))"
    )

    found = subprocess.run(  # noqa: S603  a fixed command
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == (
        "['programme.models.contributions', 'programme.models.partnerships']"
    )


def test_rows_are_saved_and_deleted_in_one_module_only():
    writers = {
        f"{path.relative_to(ROOT)} {parent.name}.{node.name}"
        for app in ("content", "speakers", "programme")
        for path in modules(app)
        for parent in ast.walk(ast.parse(path.read_text()))
        if isinstance(parent, ast.ClassDef) and parent.name not in FORMS
        for node in parent.body
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "update"}
    }

    assert writers == {
        "content/saving.py Content.delete",
        "content/saving.py Content.save",
        "content/saving.py ContentQuerySet.delete",
    }


def test_the_top_of_the_programme_is_read_at_one_look():
    top = [path for path in (ROOT / "programme").iterdir() if path.name != "__pycache__"]

    assert len(top) <= MAX_TOP_LEVEL


def test_functions_are_short():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for app in APPS
        for path in modules(app)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    )

    assert (statistics.median(lengths) <= 6, lengths[len(lengths) * 9 // 10] <= 16) == (True, True)


OUTBOX = {
    "forum.contact.outbox",
    "forum.contact.outbox.PersonalText",
    "forum.contact.outbox.failed_mail",
    "forum.contact.outbox.queue_personal",
    "forum.contact.outbox.queue_private",
}
"""The one door of the inbox: it takes mail about something else."""


def test_nothing_but_the_site_map_and_its_neighbours_knows_the_inbox():
    outside = [path for path in modules("forum") if "contact" not in path.parts]

    arrows = [
        str(path.relative_to(ROOT))
        for path in outside
        if any(name.startswith("forum.contact") for name in imported(path) - OUTBOX)
    ]

    assert arrows == []


INBOX_MAY_IMPORT = (
    *("forum.contact", "forum.client_address", "forum.identity", "forum.staff.security_log"),
)
"""Its own modules, and three of the site that know nothing of it."""


def test_the_inbox_imports_the_programme_and_not_the_site():
    above = [
        f"{path.name} → {name}"
        for path in modules("forum/contact")
        for name in imported(path)
        if name.startswith("forum.")
        and not name.startswith(INBOX_MAY_IMPORT)
        and name != "forum.staff"
    ]

    assert above == []


@pytest.mark.parametrize("place", PURE)
def test_computation_asks_neither_the_database_nor_the_request(place):
    asks = ("django.db", "django.http", "django.conf", "programme.models", "speakers.models")

    found = {name for name in imported_at_run_time(ROOT / place) if name.startswith(asks)}

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
        if (lines := len(path.read_text().splitlines())) > MAX_LINES
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
