"""OWASP ASVS 5.0, level 1: docs/security.md lists all of it, and what no other test shows."""

import ast
import re
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from tests.html import read
from tests.test_architecture import APPS, imported, modules

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/security.md").read_text()
ROWS = dict(re.findall(r"^\| (\d+\.\d+\.\d+) \| .+? \| (.+) \|$", TEXT, re.MULTILINE))
NUMBERS = {
    "1.2": "12345",
    "1.3": "12",
    "1.5": "1",
    "2.1": "1",
    "2.2": "12",
    "2.3": "1",
    "3.2": "12",
    "3.3": "1",
    "3.4": "12",
    "3.5": "123",
    "4.1": "1",
    "4.4": "1",
    "5.2": "12",
    "5.3": "12",
    "6.1": "1",
    "6.2": "12345678",
    "6.3": "12",
    "6.4": "12",
    "7.2": "1234",
    "7.4": "12",
    "8.1": "1",
    "8.2": "12",
    "8.3": "1",
    "9.1": "123",
    "9.2": "1",
    "10.4": "12345",
    "11.3": "12",
    "11.4": "1",
    "12.1": "1",
    "12.2": "12",
    "13.4": "1",
    "14.2": "1",
    "14.3": "1",
    "15.1": "1",
    "15.2": "1",
    "15.3": "1",
}
LEVEL_1 = [f"{section}.{digit}" for section, digits in NUMBERS.items() for digit in digits]
"""The numbers of level 1 in the standard, by section."""
RUNS_TEXT = {"eval", "exec", "RawSQL", "raw", "extra", "system", "popen"}
RUNS_PROGRAMS = {"forum/backup/postgresql.py"}
XML_PARSERS = ("xml", "lxml", "defusedxml", "bs4", "html5lib")
BROKEN_HASHES = {"md5", "sha1", "new"}
CREDENTIALS = {"username": "amina", "password": "a long password"}


def test_every_requirement_is_listed_once_in_order():
    assert list(ROWS) == LEVEL_1
    assert len(re.findall(r"^\| \d+\.\d+\.\d+ ", TEXT, re.MULTILINE)) == len(LEVEL_1) == 70


@pytest.mark.parametrize("number", LEVEL_1)
def test_a_requirement_names_tests_that_exist_or_a_reason(number):
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", ROWS[number])

    missing = [
        f"{path}::{name}"
        for path, name in named
        if not re.search(rf"^ *def {name}", (ROOT / path).read_text(), re.MULTILINE)
    ]

    assert missing == []
    assert named or len(ROWS[number].split()) >= 4 or ROWS[number].startswith(("Not app", "["))


def calls(path: Path) -> set[str]:
    """The names of the functions that a module calls."""
    nodes = [node.func for node in ast.walk(ast.parse(path.read_text())) if _is_call(node)]
    return {node.attr if isinstance(node, ast.Attribute) else ast.unparse(node) for node in nodes}


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def code() -> list[Path]:
    return [path for app in APPS for path in modules(app)]


def test_no_code_builds_queries_or_runs_text():
    found = {str(path.relative_to(ROOT)) for path in code() if calls(path) & RUNS_TEXT}
    programs = {str(path.relative_to(ROOT)) for path in code() if "subprocess" in imported(path)}

    assert found == set()
    assert programs == RUNS_PROGRAMS


def test_nothing_but_defusedxml_parses_xml():
    found = {
        f"{path.relative_to(ROOT)} {name.split('.')[0]}"
        for path in code()
        for name in imported(path)
        if name.split(".")[0] in XML_PARSERS
    }

    assert found == {
        "programme/imports/formats/schedule.py defusedxml",
        "programme/imports/workbooks.py defusedxml",
    }
    assert openpyxl.DEFUSEDXML, "Workbooks are parsed with defusedxml."


def test_no_code_uses_a_broken_hash():
    found = {
        f"{path.relative_to(ROOT)} {name}"
        for path in code()
        if "hashlib" in path.read_text()
        for name in calls(path) & BROKEN_HASHES
    }

    assert found == set()


def test_scripts_write_text_and_not_html():
    writes = re.compile(
        r"\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write|\beval\("
    )

    found = {
        str(path.relative_to(ROOT)): writes.findall(path.read_text())
        for path in (ROOT / "static/js").rglob("*.js")
    }

    assert {path: places for path, places in found.items() if places} == {}


@pytest.fixture
def amina(db):
    return get_user_model().objects.create_superuser(**CREDENTIALS)


def logged_in() -> Client:
    client = Client()
    client.post("/admin/login/", CREDENTIALS)
    return client


def opens_the_admin(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_password_fields_are_masked_and_open_to_password_managers(amina):
    client = logged_in()
    pages = [read(Client().get("/admin/login/")), read(client.get("/admin/password_change/"))]

    fields = [field for page in pages for field in page.select("input[name*=password]")]

    assert {field["type"] for field in fields} == {"password"}
    assert [field["autocomplete"] for field in fields] == [
        "current-password",
        "current-password",
        "new-password",
        "new-password",
    ]
    assert not any(name.startswith("on") for field in fields for name in field.attrs)


def test_logging_in_makes_a_new_random_session_key(amina):
    client = logged_in()
    first = client.session.session_key

    client.post("/admin/logout/")
    client.post("/admin/login/", CREDENTIALS)

    second = client.session.session_key
    assert first != second
    # 32 of 36 characters are 165 bits.
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in (first, second))


def test_a_session_ends_on_the_server_when_its_user_logs_out(amina):
    client, thief = logged_in(), Client()
    thief.cookies = client.cookies.copy()
    was_open = opens_the_admin(thief)

    client.post("/admin/logout/")

    assert (was_open, opens_the_admin(thief)) == (True, False)
    assert not Session.objects.exists()


def test_the_sessions_of_a_deleted_account_are_over(amina):
    client = logged_in()
    had_one = SESSION_KEY in client.session

    amina.delete()

    assert (had_one, opens_the_admin(client)) == (True, False)


@pytest.mark.parametrize("folder", ["", "/static", "/media", "/static/..", "/media/.."])
def test_no_file_of_the_project_is_served(db, folder):
    secret = [".git/config", ".env", "manage.py", "forum/settings.py", "db.sqlite3"]

    answers = {Client().get(f"{folder}/{name}").status_code for name in secret}

    assert answers == {404}
