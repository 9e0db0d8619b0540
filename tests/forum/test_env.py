"""Settings from the environment: understood exactly, or refused in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from forum import env

ROOT = Path(__file__).resolve().parents[2]


def start(**variables: str) -> subprocess.CompletedProcess:
    """Starts the site far enough to read its settings, with only these variables set."""
    given = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50} | variables
    blank = dict.fromkeys(env.variables - given.keys(), "")
    return subprocess.run(
        [sys.executable, "-c", "import forum.settings"],
        cwd=ROOT,
        env=blank | given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("DEBUG", "perhaps", "DEBUG is not understood: it takes true or false."),
        (
            "SECRET_KEY",
            "",
            "SECRET_KEY is not set: it takes a long random text that only this site knows.",
        ),
        (
            "DATABASE_URL",
            "postgres//nowhere:secret",
            "DATABASE_URL is not understood: it takes"
            " postgres://user:password@host:5432/name or sqlite:////absolute/path.",
        ),
        (
            "SITE_URL",
            "forum.example.org",
            "SITE_URL is not understood: it takes an address such as https://forum.example.org.",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(variable, value, line):
    ended = start(**{variable: value})

    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{line}\n")


def test_with_nothing_but_a_key_the_site_starts():
    ended = start()

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_gunicorn_ends_with_the_same_one_line():
    ended = subprocess.run(
        [sys.executable, "-m", "gunicorn", "forum.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DEBUG": "perhaps", "PORT": "8799"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    said = [line for line in ended.stderr.splitlines() if not line.startswith("[")]
    assert ended.returncode != 0
    assert said == ["DEBUG is not understood: it takes true or false."]


@pytest.mark.parametrize(
    ("value", "read"),
    [("true", True), ("Yes", True), ("1", True), ("off", False), ("FALSE", False), ("", True)],
)
def test_a_flag_is_read_in_the_ways_people_write_it(monkeypatch, value, read):
    monkeypatch.setenv("A_FLAG", value)

    assert env.flag("A_FLAG", default=True) is read


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch):
    monkeypatch.setenv("A_TEXT", "  ")

    assert env.text("A_TEXT", "default") == "default"


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "0", "9999999999", "٣"])
def test_a_number_is_a_whole_one_that_is_not_too_small(monkeypatch, value):
    monkeypatch.setenv("A_NUMBER", value)

    with pytest.raises(env.WrongSetting, match=r"A_NUMBER .* a whole number of at least 1"):
        env.number("A_NUMBER", default=5, least=1)


@pytest.mark.parametrize(
    ("value", "read"),
    [("5/hour", (5, 3600)), ("100/minute", (100, 60)), ("1/day", (1, 86400)), ("", (7, 3600))],
)
def test_a_rate_is_a_number_in_a_time(monkeypatch, value, read):
    monkeypatch.setenv("A_RATE", value)

    assert env.rate("A_RATE", "7/hour") == read


@pytest.mark.parametrize("value", ["5", "5/week", "-5/hour", "5/hours", "hour/5"])
def test_another_rate_is_refused(monkeypatch, value):
    monkeypatch.setenv("A_RATE", value)

    with pytest.raises(env.WrongSetting, match="A_RATE"):
        env.rate("A_RATE", "7/hour")


def test_a_list_is_written_with_commas(monkeypatch):
    monkeypatch.setenv("A_LIST", " a@x.org , b@x.org,,")

    assert env.words("A_LIST") == env.email_addresses("A_LIST") == ["a@x.org", "b@x.org"]


@pytest.mark.parametrize(
    "value", ["desk", "a@x.org b@x.org", "a@@x.org", "@x.org", "desk@intranet", "a..b@x.org"]
)
def test_a_list_of_mail_addresses_holds_nothing_else(monkeypatch, value):
    monkeypatch.setenv("ADDRESSES", value)

    with pytest.raises(env.WrongSetting, match="ADDRESSES"):
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
def test_an_origin_is_a_scheme_and_a_host(monkeypatch, value):
    monkeypatch.setenv("AN_ORIGIN", value)

    with pytest.raises(env.WrongSetting, match="AN_ORIGIN"):
        env.origin("AN_ORIGIN", "http://localhost")


@pytest.mark.parametrize("value", ["forum", "forum@intranet", "Forum <forum>", "Forum <>"])
def test_a_sender_is_an_address_that_the_mail_queue_takes(monkeypatch, value):
    monkeypatch.setenv("A_SENDER", value)

    with pytest.raises(env.WrongSetting, match="A_SENDER"):
        env.email_sender("A_SENDER", "forum@localhost")


@pytest.mark.parametrize("value", ["forum@example.org", "Forum <forum@example.org>"])
def test_a_sender_may_have_a_name(monkeypatch, value):
    monkeypatch.setenv("A_SENDER", value)

    assert env.email_sender("A_SENDER", "forum@localhost") == value


def test_capitals_in_an_origin_change_nothing(monkeypatch):
    monkeypatch.setenv("AN_ORIGIN", "HTTPS://Forum.Example.org")

    assert env.origin("AN_ORIGIN", "") == "https://forum.example.org"


def test_a_slash_after_an_origin_is_forgiven(monkeypatch):
    monkeypatch.setenv("AN_ORIGIN", "https://forum.example.org/")

    assert env.origin("AN_ORIGIN", "") == "https://forum.example.org"


@pytest.mark.parametrize("value", ["mysql://u@h/n", "sqlite", "postgres://", "://", "file:///x"])
def test_a_database_is_one_that_the_site_runs_on(monkeypatch, value):
    monkeypatch.setenv("A_DATABASE", value)

    with pytest.raises(env.WrongSetting, match="A_DATABASE"):
        env.database("A_DATABASE", "")


def test_a_password_in_a_wrong_value_is_not_repeated(monkeypatch):
    monkeypatch.setenv("A_DATABASE", "mysql://user:topsecret@host/name")

    with pytest.raises(env.WrongSetting) as raised:
        env.database("A_DATABASE", "")

    assert "topsecret" not in str(raised.value)


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    file = tmp_path / ".env"
    file.write_text("FROM_BOTH=file\nFROM_FILE=file\n")
    monkeypatch.setenv("FROM_BOTH", "environment")
    monkeypatch.setenv("FROM_FILE", "")
    monkeypatch.delenv("FROM_FILE")

    env.read_file(file)

    assert (env.text("FROM_BOTH"), env.text("FROM_FILE")) == ("environment", "file")


def test_without_a_file_the_environment_is_enough(tmp_path):
    assert env.read_file(tmp_path / ".env") is None


@pytest.fixture(autouse=True)
def forget_the_names_of_the_tests(monkeypatch):
    monkeypatch.setattr(env, "variables", set(env.variables))
