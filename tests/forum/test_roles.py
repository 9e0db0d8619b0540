"""The roles of staff: created with their permissions, then left to administrators."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from forum.accounts.rights import groups_to_give
from forum.staff.roles import ROLES, create_roles
from tests import factories

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

    assert permissions_by_group()["Helpdesk"] == ["programme.view_event"]


def test_a_role_waits_until_all_its_permissions_exist():
    Group.objects.all().delete()
    Permission.objects.filter(codename="view_letter").delete()

    create_roles()

    assert ROLES.keys() - permissions_by_group().keys() == {"Administrator", "Helpdesk"}


def test_a_role_is_renewed_by_a_command_that_takes_nothing_away(security_log, capsys):
    helpdesk = Group.objects.get(name="Helpdesk")
    view_event = Permission.objects.get(codename="view_event")
    helpdesk.permissions.set([view_event])

    call_command("renew_roles")
    unchanged = permissions_by_group()["Helpdesk"]
    call_command("renew_roles", yes=True)
    call_command("renew_roles", yes=True)

    assert unchanged == ["programme.view_event"]
    assert permissions_by_group()["Helpdesk"] == sorted([*ROLES["Helpdesk"], *unchanged])
    assert security_log.lines() == [
        {
            "event": "group_rights_changed",
            "group": helpdesk.pk,
            "given": sorted(ROLES["Helpdesk"]),
            "taken": [],
        }
    ]


def test_an_administrator_can_give_every_role():
    administrator = factories.staff_user()
    administrator.groups.set(Group.objects.filter(name="Administrator"))

    assert set(groups_to_give(administrator)) == set(Group.objects.all())
