"""Settings, commands, files and links in the documents exist."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from forum import env

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATIONS = (ROOT / "docs/operations.md").read_text()


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_make_help_describes_every_target():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]

    make = shutil.which("make")
    output = subprocess.run(  # noqa: S603  the arguments are those of this file
        [make, "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert {line.split()[1] for line in output.splitlines()} == set(phony.split())
    assert all(len(line.split()) > 3 for line in output.splitlines())


def test_the_table_of_settings_lists_every_variable():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)

    assert sorted(listed) == sorted(env.variables)


def test_the_example_file_lists_every_variable_once():
    text = (ROOT / ".env.example").read_text()

    listed = re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)

    assert sorted(listed) == sorted(env.variables)


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_links_lead_to_existing_files(document):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())

    missing = [link for link in links if not (document.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_make_targets_in_the_documents_exist(document):
    named = re.findall(
        r"(?:`|^    (?:\w+=\S+ )?)make ([a-z-]+)", document.read_text(), re.MULTILINE
    )

    assert set(named) - make_targets() == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_files_in_the_documents_exist(document):
    named = re.findall(
        r"`((?:content|forum|programme|speakers|static|templates|tests|docs)/[\w./-]*)`",
        document.read_text(),
    )

    missing = [path for path in named if not (ROOT / path).exists()]

    assert missing == []


def test_ci_runs_both_commands_of_the_readme():
    readme, ci = (ROOT / "README.md").read_text(), (ROOT / ".ci/run").read_text()

    commands = re.findall(r"^    (make \w+)", readme, re.MULTILINE)

    assert commands == ["make run", "make test"]
    assert all(
        command.split()[1] in re.findall(r"make (?:--\S+ )?(\w+)", ci) for command in commands
    )


def test_the_glossary_explains_each_word_once():
    words = re.findall(r"^\| \*\*(.+?)\*\*", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)

    assert len(words) == len(set(words))
    assert {"event", "section", "session", "contribution", "partnership", "message"} <= set(words)


def test_every_direct_dependency_has_a_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()

    found = [number for number, line in enumerate(lines) if re.match(r'  "[A-Za-z].*[<>=]', line)]

    unexplained = [lines[n] for n in found if not lines[n - 1].startswith(("  #", '  "pytest'))]
    assert len(found) > 20
    assert unexplained == []


def test_decision_records_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
