from django.core.management import BaseCommand
from django.utils import timezone

from forum.contact import privacy
from forum.contact.models import ErasureReason


class Command(BaseCommand):
    help = (
        "Deletes messages that were kept long enough, with all that belongs to them. Without --yes "
        "it only says how much that would be."
    )

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="really delete")

    def handle(self, *, yes: bool, **options):
        found = privacy.expired(timezone.localdate())
        for what, count in found.counts().items():
            self.stdout.write(f"{what}: {count}")
        if yes:
            privacy.erase(found, ErasureReason.EXPIRED)
        self.stdout.write("Deleted." if yes else "Nothing was deleted: add --yes.")
