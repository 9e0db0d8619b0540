from django.core.management import BaseCommand

from content.pictures.fields import make_missing_sizes
from programme.models import Event
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Creates missing sizes of pictures, such as after restoring a backup without them. "
        "Can be repeated: existing files stay unchanged."
    )

    def handle(self, **options):
        for model in (Speaker, Organization, Event):
            made, lost = make_missing_sizes(model)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {made} pictures resized.")
            for row in lost:
                self.stdout.write(f"  The picture of {row} cannot be read: upload it again.")
