import json

from django.core.serializers.json import DjangoJSONEncoder

from forum.contact import privacy
from forum.contact.management.personal_data import AddressCommand


class Command(AddressCommand):
    help = (
        "Writes all data stored about an e-mail address as JSON, for its owner. Without --yes it "
        "only reports how much there is."
    )

    def handle(self, *, email: str, yes: bool, **options):
        data = privacy.of_address(email)
        if yes:
            exported = privacy.export(data)
            self.stdout.write(
                json.dumps(exported, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
            )
        else:
            self.report(data)
            self.stdout.write("Nothing was exported: add --yes.")
