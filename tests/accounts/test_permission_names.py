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

    assert sorted(texts(page, "#id_permissions label:has(:checked)")) == [
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

    assert "Rooms: delete" in texts(page, "#id_user_permissions label")
    assert sum("auth_permission" in one["sql"] for one in queries) == 3
