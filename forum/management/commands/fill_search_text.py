from django.core.management import BaseCommand

from content.search import SEARCH_COLUMNS
from programme.models import Document, Session
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Fills the columns that search reads, as saving a row does: after rows were written past "
        "it, by bulk or by hand. It can be repeated; what is right already is left alone."
    )

    def handle(self, **options):
        for model in (Session, Speaker, Organization, Document):
            stale = [row for row in model.objects.all() if row.fill_search_columns()]
            model.objects.bulk_update(stale, SEARCH_COLUMNS, batch_size=200)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(stale)} filled anew.")
