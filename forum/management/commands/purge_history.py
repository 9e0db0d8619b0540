from django.core.management import BaseCommand
from django.utils import timezone

from content.history import purge
from content.history.models import RetiredFile


class Command(BaseCommand):
    help = (
        "Empties the bin of what was deleted more than 30 days ago, forgets acts older than a "
        "year, and deletes files that nothing needs any more. Without --yes it only reports how "
        "much there is."
    )

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="act instead of only reporting")

    def handle(self, *, yes: bool, **options):
        now = timezone.now()
        self.stdout.write(f"deleted rows: {purge.expired_deletions(now).count()}")
        self.stdout.write(f"acts: {purge.expired_acts(now).count()}")
        self.stdout.write(f"unneeded files: {RetiredFile.objects.filter(change=None).count()}")
        if yes:
            purge.purge(now)
        self.stdout.write("Deleted." if yes else "Nothing was deleted: add --yes.")
