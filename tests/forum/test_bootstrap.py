"""A new installation: tables, a forum to show, and an account, each made once."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from programme.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_first_start_loads_the_forum_and_prints_a_password_that_opens_the_admin(capsys):
    call_command("prepare")

    said = capsys.readouterr().out.splitlines()
    password = said[1].rpartition(" ")[2]
    assert said[0] == "The first forum was loaded."
    assert authenticate(username="admin", password=password).is_superuser
    assert len(password) >= 20
    assert list(Event.objects.values_list("slug", flat=True)) == ["open-smart-regions-2020"]


def test_the_second_start_says_and_changes_nothing(capsys):
    call_command("prepare")
    Event.objects.change(name_en="Renamed")
    capsys.readouterr()

    call_command("prepare")

    assert capsys.readouterr().out == ""
    assert list(Event.objects.values_list("name_en", flat=True)) == ["Renamed"]


def test_a_site_with_an_event_or_an_account_of_its_own_keeps_just_those():
    factories.event("Ours")
    get_user_model().objects.create_user("amina")

    call_command("prepare")

    assert list(Event.objects.values_list("name_en", flat=True)) == ["Ours"]
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["amina"]
