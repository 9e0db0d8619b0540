"""The roles of staff: groups with the permissions that they have when they are created."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ROLES = {
    "Helpdesk": [
        "contact.view_message",
        "contact.change_message",
        "contact.view_note",
        "contact.add_note",
        "contact.view_letter",
        "contact.view_step",
        "contact.view_outgoingmail",
    ],
}


def create_roles(**options) -> None:
    """Create each missing role once its permissions exist; leave existing groups unchanged.

    Django creates the permissions of one app after another, so this runs after each app.
    """
    existing = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
    for role, names in ROLES.items():
        if role in existing:
            continue
        permissions = _permissions(names)
        if len(permissions) == len(names):
            Group.objects.create(name=role).permissions.set(permissions)


def _permissions(names: list[str]) -> list[Permission]:
    """The permissions that exist, from names such as `contact.view_message`."""
    wanted = Q()
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(wanted))
