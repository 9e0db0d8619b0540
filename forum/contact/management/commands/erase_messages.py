from forum.contact import privacy
from forum.contact.management.personal_data import AddressCommand
from forum.contact.models import ErasureReason


class Command(AddressCommand):
    help = (
        "Deletes all data stored about an e-mail address, at its owner's request. Without --yes it "
        "only reports how much there is. A count remains, without the address."
    )

    def handle(self, *, email: str, yes: bool, **options):
        self.erase(privacy.of_address(email), ErasureReason.REQUESTED, yes=yes)
