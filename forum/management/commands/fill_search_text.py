from django.core.management import BaseCommand

from content.search import SEARCH_COLUMNS
from programme.models import Document, Session
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Fills the search columns of rows that were written by SQL or in bulk, as saving a row "
        "does. Can be repeated: rows that are up to date stay unchanged."
    )

    def handle(self, **options):
        for model in (Session, Speaker, Organization, Document):
            stale = [row for row in model.objects.all() if row.fill_search_columns()]
            model.objects.bulk_update(stale, SEARCH_COLUMNS, batch_size=200)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(stale)} updated.")
