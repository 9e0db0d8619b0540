"""Permissions are named in the words of the admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def test_permissions_of_a_group_are_named_in_words_of_the_house(staff):
    group = Group.objects.create(name="Interpreters")
    names = ["change_session", "view_contribution", "schedule_session", "translate_ar"]
    group.permissions.set(Permission.objects.filter(codename__in=names))

    page = read(staff.get(f"/admin/auth/group/{group.pk}/change/"))

    chosen = page.select("#id_permissions :checked")
    assert sorted(box["aria-label"] for box in chosen) == [
        "Can change when and where sessions are held",
        "Can translate into Arabic",
        "Django: Can change session",
        "People taking part: view",
        "Sessions: change",
    ]


def test_further_permissions_of_an_account_have_these_names(staff):
    user = factories.staff_user("karim")
    with CaptureQueriesContext(connection) as queries:
        page = read(staff.get(f"/admin/auth/user/{user.pk}/change/"))

    assert page.select('#id_user_permissions [aria-label="Rooms: delete"]')
    assert sum("auth_permission" in one["sql"] for one in queries) == 3


def test_permissions_are_rows_by_noun_and_those_without_a_page_come_last(staff):
    page = read(staff.get("/admin/auth/group/add/"))

    nouns = texts(page, "#id_permissions > div > label")
    rooms = page.select("#id_permissions > div")[nouns.index("Rooms")]
    assert texts(rooms, ":scope > div label") == ["view", "add", "change", "delete"]
    assert nouns[0] == "Alerts"
    assert max(map(nouns.index, ("Rooms", "Users"))) < min(
        place for place, noun in enumerate(nouns) if noun.startswith("Django: ")
    )


def test_groups_are_called_roles(staff):
    page = read(staff.get("/admin/auth/group/"))

    assert texts(page, "h1, .page-tabs [aria-current]") == ["Roles", "Roles"]
    assert texts(page, ".addlink") == ["Add role"]
