"""Commands about personal data: each reports how much there is, and acts only with --yes."""

from django.core.management import BaseCommand

from content.email_addresses import clean_address
from forum.contact import privacy


class PersonalDataCommand(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="act instead of only reporting")

    def report(self, data: privacy.PersonalData) -> None:
        for kind, count in data.counts().items():
            self.stdout.write(f"{kind}: {count}")

    def erase(self, data: privacy.PersonalData, reason: str, *, yes: bool) -> None:
        self.report(data)
        if yes:
            privacy.erase(data, reason)
        self.stdout.write("Deleted." if yes else "Nothing was deleted: add --yes.")


class AddressCommand(PersonalDataCommand):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        help_text = "the person's e-mail address"
        parser.add_argument("--email", required=True, type=clean_address, help=help_text)
