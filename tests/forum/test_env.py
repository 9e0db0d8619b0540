"""Values from the environment: valid, or refused with one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from forum import env

ROOT = Path(__file__).resolve().parents[2]


def start(**variables: str) -> subprocess.CompletedProcess:
    """Import the settings with only these variables set."""
    variables = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50} | variables
    blank = dict.fromkeys(env.variables - variables.keys(), "")
    return subprocess.run(
        [sys.executable, "-c", "import forum.settings"],
        cwd=ROOT,
        env=blank | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("DEBUG", "perhaps", "DEBUG is not valid: it must be true or false."),
        (
            "SECRET_KEY",
            "",
            "SECRET_KEY is not set: it must be a long random text that only this site knows.",
        ),
        (
            "DATABASE_URL",
            "postgres//nowhere:secret",
            "DATABASE_URL is not valid: it must be"
            " postgres://user:password@host:5432/name or sqlite:////absolute/path.",
        ),
        (
            "SITE_URL",
            "forum.example.org",
            "SITE_URL is not valid: it must be an address such as https://forum.example.org.",
        ),
        (
            "PORT",
            "70000",
            "PORT is not valid: it must be a whole number of at least 1 and at most 65535.",
        ),
        (
            "ALLOWED_HOSTS",
            "https://forum.example.org",
            "ALLOWED_HOSTS is not valid: it must be a comma-separated list of host names such as"
            " www.example.org.",
        ),
        (
            "STAFF_USERNAME",
            "amina karim",
            "STAFF_USERNAME is not valid: it must be a username of letters, digits and @ . + - _.",
        ),
        (
            "HSTS_SCOPE",
            "everything",
            "HSTS_SCOPE is not valid: it must be host, subdomains or preload.",
        ),
        (
            "SECURITY_CONTACT",
            "security@example.org",
            "SECURITY_CONTACT is not valid: it must be mailto:security@example.org or an https"
            " address.",
        ),
        (
            "DATABASE_URL",
            "sqlite:////no/such/folder/db.sqlite3",
            "DATABASE_URL is not valid: it must be"
            " postgres://user:password@host:5432/name or sqlite:////absolute/path.",
        ),
        (
            "MEDIA_ROOT",
            str(ROOT / "manage.py" / "media"),
            "MEDIA_ROOT is not valid: it must be the absolute path of a folder.",
        ),
        (
            "SECRET_KEY",
            "\udcff" * 50,
            "SECRET_KEY is not valid: it must be one line of readable text in UTF-8.",
        ),
    ],
)
def test_an_invalid_setting_stops_the_site_with_one_line(variable, value, line):
    ended = start(**{variable: value})

    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{line}\n")


def test_a_secret_key_is_the_only_required_setting():
    ended = start()

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ("Yes", True), ("1", True), ("off", False), ("FALSE", False), ("", True)],
)
def test_a_boolean_has_several_spellings(monkeypatch, value, expected):
    monkeypatch.setenv("A_BOOLEAN", value)

    assert env.boolean("A_BOOLEAN", default=True) is expected


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("A_TEXT", "  ")

    assert env.text("A_TEXT", "default") == "default"


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "0", "9999999999", "٣"])
def test_an_invalid_integer_is_refused(monkeypatch, value):
    monkeypatch.setenv("AN_INTEGER", value)

    with pytest.raises(env.InvalidSetting, match=r"AN_INTEGER .* a whole number of at least 1"):
        env.integer("AN_INTEGER", default=5, minimum=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("5/hour", (5, 3600)), ("100/minute", (100, 60)), ("1/day", (1, 86400)), ("", (7, 3600))],
)
def test_a_rate_is_a_number_and_a_period(monkeypatch, value, expected):
    monkeypatch.setenv("A_RATE", value)

    assert env.rate("A_RATE", "7/hour") == expected


@pytest.mark.parametrize("value", ["5", "5/week", "-5/hour", "5/hours", "hour/5"])
def test_an_invalid_rate_is_refused(monkeypatch, value):
    monkeypatch.setenv("A_RATE", value)

    with pytest.raises(env.InvalidSetting, match="A_RATE"):
        env.rate("A_RATE", "7/hour")


def test_a_list_is_separated_by_commas(monkeypatch):
    monkeypatch.setenv("A_LIST", " a@x.org , b@x.org,,")

    assert env.text_list("A_LIST") == env.email_addresses("A_LIST") == ["a@x.org", "b@x.org"]


def test_addresses_lose_hidden_marks_and_keep_their_domains(monkeypatch):
    monkeypatch.setenv("ADDRESSES", "\u202aa@x.org\u202c,b@x.org\u200e, anna@faß.example")
    monkeypatch.setenv("A_SENDER", "\ufeffForum <forum@faß.example\u200e>")

    assert env.email_addresses("ADDRESSES") == ["a@x.org", "b@x.org", "anna@xn--fa-hia.example"]
    assert env.email_sender("A_SENDER", "x@localhost") == "Forum <forum@xn--fa-hia.example>"


@pytest.mark.parametrize(
    "value",
    [
        "desk",
        "nädia@x.org",
        "a@♥.org",
        "a@x.org b@x.org",
        "a@@x.org",
        "@x.org",
        "desk@intranet",
        "a..b@x.org",
    ],
)
def test_a_list_with_an_invalid_email_address_is_refused(monkeypatch, value):
    monkeypatch.setenv("ADDRESSES", value)

    with pytest.raises(env.InvalidSetting, match="ADDRESSES"):
        env.email_addresses("ADDRESSES")


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "ftp://x.org",
        "https://",
        "https://x.org/path",
        "https://user:word@x.org",
        "https://x.org:abc",
        "http://[",
    ],
)
def test_an_invalid_origin_is_refused(monkeypatch, value):
    monkeypatch.setenv("AN_ORIGIN", value)

    with pytest.raises(env.InvalidSetting, match="AN_ORIGIN"):
        env.origin("AN_ORIGIN", "http://localhost")


@pytest.mark.parametrize("value", ["forum", "forum@intranet", "Forum <forum>", "Forum <>"])
def test_an_invalid_sender_is_refused(monkeypatch, value):
    monkeypatch.setenv("A_SENDER", value)

    with pytest.raises(env.InvalidSetting, match="A_SENDER"):
        env.email_sender("A_SENDER", "forum@localhost")


@pytest.mark.parametrize("value", ["forum@example.org", "Forum <forum@example.org>"])
def test_a_sender_may_have_a_name(monkeypatch, value):
    monkeypatch.setenv("A_SENDER", value)

    assert env.email_sender("A_SENDER", "forum@localhost") == value


def test_an_origin_is_made_lower_case(monkeypatch):
    monkeypatch.setenv("AN_ORIGIN", "HTTPS://Forum.Example.org")

    assert env.origin("AN_ORIGIN", "") == "https://forum.example.org"


def test_a_slash_after_an_origin_is_removed(monkeypatch):
    monkeypatch.setenv("AN_ORIGIN", "https://forum.example.org/")

    assert env.origin("AN_ORIGIN", "") == "https://forum.example.org"


@pytest.mark.parametrize("value", ["mysql://u@h/n", "sqlite", "postgres://", "://", "file:///x"])
def test_an_unsupported_database_is_refused(monkeypatch, value):
    monkeypatch.setenv("A_DATABASE", value)

    with pytest.raises(env.InvalidSetting, match="A_DATABASE"):
        env.database("A_DATABASE", "")


def test_a_password_in_an_invalid_value_is_not_repeated(monkeypatch):
    monkeypatch.setenv("A_DATABASE", "mysql://user:topsecret@host/name")

    with pytest.raises(env.InvalidSetting) as raised:
        env.database("A_DATABASE", "")

    assert "topsecret" not in str(raised.value)


def test_the_environment_overrides_the_file(monkeypatch, tmp_path):
    file = tmp_path / ".env"
    file.write_text("FROM_BOTH=file\nFROM_FILE=file\n")
    monkeypatch.setenv("FROM_BOTH", "environment")
    monkeypatch.setenv("FROM_FILE", "")
    monkeypatch.delenv("FROM_FILE")

    env.read_file(file)

    assert (env.text("FROM_BOTH"), env.text("FROM_FILE")) == ("environment", "file")


def test_a_missing_file_is_ignored(tmp_path):
    assert env.read_file(tmp_path / ".env") is None


@pytest.fixture(autouse=True)
def restore_variables(monkeypatch):
    monkeypatch.setattr(env, "variables", set(env.variables))


INVALID = ["perhaps", "$HOME", "[", ":::", "é", "\udcff", "a\nb", "-1", "9" * 20, "x" * 9000]
INVALID += [
    "http://[",
    "https://مثال.org",
    "http://a:0",
    "postgres://h:abc/x",
    "mysql://h/x",
]
INVALID += [
    "postgres://h/x?pool=1",
    "postgres://h/x?conn_max_age=9",
    "postgres://h/" + "x" * 64,
]
INVALID += [
    "postgres://u:%00@h/x",
    "sqlite://:memory:",
    "sqlite:////tmp",
    "sqlite:////" + "x" * 9000,
]
INVALID += [
    "smtp://h:abc",
    "smtp://%00",
    "smtp://[::1",
    "nope://",
    "/" + "x" * 9000,
    "0/hour",
    "٣",
]
READERS = {
    "boolean": lambda name: env.boolean(name, default=False),
    "port": lambda name: env.port(name, default=8000),
    "integer": lambda name: env.integer(name, default=0),
    "ip_address": lambda name: env.ip_address(name, default="127.0.0.1"),
    "origin": lambda name: env.origin(name, "http://127.0.0.1"),
    "database": lambda name: env.database(name, "sqlite:////tmp/x"),
    "choice": lambda name: env.choice(name, ["host", "subdomains"]),
    "contact_address": env.contact_address,
    "folder": lambda name: env.folder(name, str(ROOT)),
    "email_addresses": env.email_addresses,
    "email_sender": lambda name: env.email_sender(name, "forum@localhost"),
    "mail_server": lambda name: env.mail_server(name, "consolemail://"),
    "rate": lambda name: env.rate(name, "5/hour"),
}


@pytest.mark.parametrize("value", INVALID, ids=lambda value: ascii(value)[:30])
@pytest.mark.parametrize("reader", READERS)
def test_an_invalid_value_is_refused_in_one_line_without_repeating_it(monkeypatch, reader, value):
    monkeypatch.setitem(env.os.environ, "A_SETTING", value)

    with pytest.raises(env.InvalidSetting) as raised:
        READERS[reader]("A_SETTING")

    line = str(raised.value)
    assert line.startswith("A_SETTING is not valid: it must be ")
    assert "\n" not in line
    assert value not in line.partition("must be")[2] or len(value) < 3


def test_a_dollar_in_a_value_is_not_expanded(monkeypatch):
    monkeypatch.setenv("A_SECRET", "$ecret")

    assert env.secret("A_SECRET", default="") == "$ecret"


@pytest.mark.parametrize("content", [b"DEBUG=\xff", b"A_NEW_SETTING=\x00"], ids=["latin", "nul"])
def test_an_unreadable_file_stops_the_site_with_one_line(tmp_path, content):
    (tmp_path / ".env").write_bytes(content)

    with pytest.raises(env.InvalidSetting) as raised:
        env.read_file(tmp_path / ".env")

    assert str(raised.value) == (
        ".env cannot be read: it must be a UTF-8 file with lines such as PORT=8000."
    )


def test_prepare_stops_with_one_line_if_the_database_does_not_answer():
    ended = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=os.environ | {"SECRET_KEY": "x", "DATABASE_URL": "postgres://x:secret@127.0.0.1:1/x"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    said = ended.stderr.strip().splitlines()
    assert ended.returncode == 1
    assert said[-1] == "CommandError: The database named in DATABASE_URL does not answer."
    assert "secret" not in ended.stderr
