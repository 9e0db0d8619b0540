from django.core.management import BaseCommand

from content.pictures.fields import render_missing_sizes
from programme.models import Event, Room
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Renders pictures whose sizes are missing, for example after restoring a backup without "
        "them. Existing files are left alone, so it can be repeated."
    )

    def handle(self, **options):
        for model in (Speaker, Organization, Event, Room):
            rendered, unreadable = render_missing_sizes(model)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {rendered} rendered.")
            for row in unreadable:
                self.stdout.write(f"  The picture of {row} cannot be read: please upload it again.")
