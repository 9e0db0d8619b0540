import json

from django.core.management import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from forum.contact import privacy


class Command(BaseCommand):
    help = (
        "Writes all that is kept of an address as JSON, for its owner. Without --yes it only says "
        "how much that would be."
    )

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="of the person")
        parser.add_argument("--yes", action="store_true", help="really write it")

    def handle(self, *, email: str, yes: bool, **options):
        found = privacy.of_address(email.strip())
        if not yes:
            for what, count in found.counts().items():
                self.stdout.write(f"{what}: {count}")
            self.stdout.write("Nothing was written: add --yes.")
            return
        data = privacy.as_data(found)
        self.stdout.write(json.dumps(data, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
