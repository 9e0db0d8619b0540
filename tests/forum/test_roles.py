"""The roles of staff: created with their permissions, then left to administrators."""

import pytest
from django.contrib.auth.models import Group, Permission

from forum.staff.roles import ROLES, create_roles

pytestmark = pytest.mark.django_db


def permissions_by_group() -> dict[str, list[str]]:
    return {
        group.name: sorted(
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in group.permissions.select_related("content_type")
        )
        for group in Group.objects.all()
    }


def test_migrating_creates_every_role_with_its_permissions():
    assert permissions_by_group() == {role: sorted(names) for role, names in ROLES.items()}


def test_a_deleted_role_is_created_again():
    Group.objects.all().delete()

    create_roles()

    assert permissions_by_group() == {role: sorted(names) for role, names in ROLES.items()}


def test_an_existing_group_keeps_the_permissions_that_an_administrator_gave_it():
    view_event = Permission.objects.get(codename="view_event")
    Group.objects.get(name="Helpdesk").permissions.set([view_event])

    create_roles()

    assert permissions_by_group() == {"Helpdesk": ["programme.view_event"]}


def test_a_role_waits_until_all_its_permissions_exist():
    Group.objects.all().delete()
    Permission.objects.filter(codename="view_letter").delete()

    create_roles()

    assert permissions_by_group() == {}
