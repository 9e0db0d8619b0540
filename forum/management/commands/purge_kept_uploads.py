from django.core.management import BaseCommand

from forum.staff import uploads


class Command(BaseCommand):
    help = (
        "Deletes uploads of forms that were refused and not saved within a day. Keeping another "
        "upload deletes them too."
    )

    def handle(self, **options):
        self.stdout.write(f"Kept uploads deleted: {uploads.purge()}")
