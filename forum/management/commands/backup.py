from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from forum.backup.archive import Manifest
from forum.backup.errors import BackupError
from forum.backup.making import delete_older, make_backup, name_of


class Command(BaseCommand):
    help = (
        "Writes the whole site into one archive and checks it: the database and the uploaded "
        "files, without sessions. The site may be running. Store it encrypted: it contains "
        "personal data and password hashes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "backups",
            help="a folder, or the name of a new file that ends in .tar (default: backups/)",
        )
        parser.add_argument(
            "--keep",
            type=int,
            help="how many backups to keep in the folder; older ones are deleted",
        )

    def handle(self, *, path: Path, keep: int | None, **options):
        if keep is not None and (keep < 1 or path.suffix == ".tar"):
            raise CommandError("--keep needs a folder and a number of at least 1.")
        now = timezone.now()
        target = path if path.suffix == ".tar" else path / name_of(now)
        try:
            made = make_backup(target.absolute(), now)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self._report(made.path, made.manifest)
        for old in delete_older(path, keep=keep) if keep else []:
            self.stdout.write(f"Deleted {old}.")

    def _report(self, path: Path, manifest: Manifest) -> None:
        self.stdout.write(
            f"{path}: {sum(manifest.rows.values())} rows and {len(manifest.media)} files, "
            f"{path.stat().st_size / 1e6:.1f} MB, checked."
        )
        for name in manifest.missing_media:
            self.stdout.write(f"A row names a file that does not exist: {name}")
