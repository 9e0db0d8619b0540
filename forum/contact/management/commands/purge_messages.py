from django.utils import timezone

from forum.contact import privacy
from forum.contact.management.personal_data import PersonalDataCommand
from forum.contact.models import ErasureReason


class Command(PersonalDataCommand):
    help = (
        "Deletes messages whose retention period has ended, with everything that belongs to them. "
        "Without --yes it only reports how much there is."
    )

    def handle(self, *, yes: bool, **options):
        self.erase(privacy.expired(timezone.localdate()), ErasureReason.EXPIRED, yes=yes)
