from django.core.files.storage import default_storage
from django.core.management import BaseCommand
from django.utils import timezone

from content.history.files import note_missing_names
from forum.media.unnamed import unnamed_files


class Command(BaseCommand):
    help = (
        "Deletes uploaded files that no row names, that the history does not need and that are "
        "older than a day, and notes the files of rows that were written by SQL, so that they can "
        "be read. Without --yes it only lists files."
    )

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="act instead of only listing")

    def handle(self, *, yes: bool, **options):
        if yes:
            self.stdout.write(f"files noted: {note_missing_names()}")
        names = unnamed_files(timezone.now())
        for name in names:
            self.stdout.write(name)
            if yes:
                default_storage.delete(name)
        self.stdout.write(f"files that nothing needs: {len(names)}")
        self.stdout.write("Deleted." if yes else "Nothing was deleted: add --yes.")
