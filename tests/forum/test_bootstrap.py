"""`prepare` loads the first forum and creates an account, each once."""

import os
import stat
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from forum import bootstrap
from forum.staff.sign_in_state import SignInState
from programme.models import Event
from speakers.models import Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_first_run_loads_the_forum_and_prints_the_password_of_an_account(capsys):
    call_command("prepare")

    said = capsys.readouterr().out.splitlines()
    password = said[1].rpartition(" ")[2]
    assert said[0] == "The first forum was loaded."
    assert said[-1] == "Add it at /admin/forum/identity/"
    account = get_user_model().objects.get()
    assert (account.username, account.is_superuser) == ("admin", True)
    assert account.check_password(password)
    assert len(password) >= 20
    assert list(Event.objects.values_list("slug", flat=True)) == ["open-smart-regions-2020"]


def test_the_account_has_the_name_of_the_setting_and_must_choose_another_password(settings):
    settings.STAFF_USERNAME = "nadia"

    call_command("prepare", stdout=StringIO())

    account = get_user_model().objects.get()
    assert (account.username, SignInState.of(account).must_change_password) == ("nadia", True)


def test_every_run_folds_texts_for_search_as_this_release_does():
    call_command("prepare", stdout=StringIO())
    factories.past_saving(Speaker).update(search_title="", search_text="")

    call_command("prepare", stdout=StringIO())

    assert not Speaker.objects.filter(search_title="").exists()


def test_the_second_run_prints_and_changes_nothing(capsys):
    call_command("prepare")
    Event.objects.change(name_en="Renamed")
    capsys.readouterr()

    call_command("prepare")

    assert capsys.readouterr().out == ""
    assert list(Event.objects.values_list("name_en", flat=True)) == ["Renamed"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own account")
def test_nobody_else_on_the_machine_can_read_the_database(tmp_path, monkeypatch):
    new = connection.copy()
    new.settings_dict["NAME"] = tmp_path / "db.sqlite3"
    monkeypatch.setattr("forum.bootstrap.connection", new)
    mask = os.umask(0o022)

    bootstrap.make_database_private()
    with new.cursor() as cursor:
        cursor.execute("CREATE TABLE secret (text)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("db*")}
    new.close()
    os.umask(mask)

    names = ["db.sqlite3", "db.sqlite3-shm", "db.sqlite3-wal", "db.sqlite3-write-lock"]
    assert modes == dict.fromkeys(names, 0o600)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own account")
def test_a_database_that_others_could_read_is_theirs_no_more(tmp_path, monkeypatch):
    new = connection.copy()
    new.settings_dict["NAME"] = tmp_path / "db.sqlite3"
    monkeypatch.setattr("forum.bootstrap.connection", new)
    files = [tmp_path / f"db.sqlite3{ending}" for ending in ("", "-wal", "-shm", "-write-lock")]
    for path in files:
        path.touch(mode=0o644)

    bootstrap.make_database_private()

    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_site_with_events_and_users_gets_no_others():
    factories.event("Ours")
    get_user_model().objects.create_user("amina")

    call_command("prepare")

    assert list(Event.objects.values_list("name_en", flat=True)) == ["Ours"]
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["amina"]
