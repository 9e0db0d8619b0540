from django.core.management import BaseCommand

from forum.contact import privacy
from forum.contact.models import ErasureReason


class Command(BaseCommand):
    help = (
        "Deletes all that is kept of an address, because its owner asked for it. Without --yes it "
        "only says how much that would be. What remains is a count, without the address."
    )

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="of the person")
        parser.add_argument("--yes", action="store_true", help="really delete")

    def handle(self, *, email: str, yes: bool, **options):
        found = privacy.of_address(email.strip())
        for what, count in found.counts().items():
            self.stdout.write(f"{what}: {count}")
        if yes:
            privacy.erase(found, ErasureReason.ASKED)
        self.stdout.write("Deleted." if yes else "Nothing was deleted: add --yes.")
