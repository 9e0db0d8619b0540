from django.core.management import BaseCommand

from forum.staff.roles import lacking
from forum.staff.security_log import log


class Command(BaseCommand):
    help = (
        "Gives each role the permissions that a release has added to it, and takes none away. "
        "Without --yes it only lists them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="act instead of only reporting")

    def handle(self, *, yes: bool, **options):
        for group, permissions in lacking().items():
            pairs = [(one.content_type.app_label, one.codename) for one in permissions]
            names = [f"{app}.{codename}" for app, codename in sorted(pairs)]
            self.stdout.write(f"{group.name}: {', '.join(names)}")
            if yes:
                group.permissions.add(*permissions)
                log("group_rights_changed", group=group.pk, given=names, taken=[])
        self.stdout.write("The roles are up to date." if yes else "Nothing was changed: add --yes.")
