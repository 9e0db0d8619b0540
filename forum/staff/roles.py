"""The group of staff who read and answer messages, and see nothing else of the admin."""

from django.contrib.auth.models import Group, Permission

HELPDESK = "Helpdesk"
PERMISSIONS = [
    "view_message",
    "change_message",
    "view_note",
    "add_note",
    "view_letter",
    "view_step",
    "view_outgoingmail",
]


def create_helpdesk(**options) -> None:
    """Creates the group if it does not exist; an administrator's changes to it are kept."""
    group, is_new = Group.objects.get_or_create(name=HELPDESK)
    if is_new:
        group.permissions.set(
            Permission.objects.filter(content_type__app_label="contact", codename__in=PERMISSIONS)
        )
