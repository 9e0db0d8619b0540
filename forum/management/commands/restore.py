from pathlib import Path

from django.core.management import BaseCommand, CommandError

from forum.backup.errors import BackupError
from forum.backup.restoring import restore


class Command(BaseCommand):
    help = (
        "Restores an archive that `manage.py backup` wrote: everything in it, or nothing. "
        "Stop the site and the mail worker first."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE", help="the archive")
        parser.add_argument(
            "--replace", action="store_true", help="replace what is in the database"
        )

    def handle(self, *, path: Path, replace: bool, **options):
        try:
            manifest = restore(path, replace=replace)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored the backup of {manifest.made_at}: {sum(manifest.rows.values())} rows and "
            f"{len(manifest.media)} files. Everybody has to log in again."
        )
        for name in manifest.missing_media:
            self.stdout.write(f"A row names a file that the backup does not have: {name}")
