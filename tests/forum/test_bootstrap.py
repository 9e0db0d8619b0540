"""`prepare` loads the first forum and creates an account, each once."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from forum.staff.sign_in_state import SignInState
from programme.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_first_run_loads_the_forum_and_prints_the_password_of_an_account(capsys):
    call_command("prepare")

    said = capsys.readouterr().out.splitlines()
    password = said[1].rpartition(" ")[2]
    assert said[0] == "The first forum was loaded."
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


def test_the_second_run_prints_and_changes_nothing(capsys):
    call_command("prepare")
    Event.objects.change(name_en="Renamed")
    capsys.readouterr()

    call_command("prepare")

    assert capsys.readouterr().out == ""
    assert list(Event.objects.values_list("name_en", flat=True)) == ["Renamed"]


def test_a_site_with_events_and_users_gets_no_others():
    factories.event("Ours")
    get_user_model().objects.create_user("amina")

    call_command("prepare")

    assert list(Event.objects.values_list("name_en", flat=True)) == ["Ours"]
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["amina"]
