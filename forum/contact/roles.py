"""The group of those who read and answer messages, and see nothing else of the admin."""

from django.contrib.auth.models import Group, Permission

HELPDESK = "Helpdesk"
MAY = [
    "view_message",
    "change_message",
    "view_note",
    "add_note",
    "view_letter",
    "view_step",
    "view_outgoingmail",
]


def create_helpdesk(**options) -> None:
    """Make the group where it lacks; what an administrator changed in it stays."""
    group, is_new = Group.objects.get_or_create(name=HELPDESK)
    if is_new:
        group.permissions.set(
            Permission.objects.filter(content_type__app_label="contact", codename__in=MAY)
        )
