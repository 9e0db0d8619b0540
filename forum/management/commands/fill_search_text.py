from django.core.management import BaseCommand

from content.saving import save_all
from content.search import current_search_text
from programme.models import Document, Session
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Fills the search columns of rows that were written by SQL, as saving a row does. Can be "
        "repeated: rows that are up to date stay unchanged."
    )

    def handle(self, **options):
        for model in (Session, Speaker, Organization, Document):
            stale = [
                row
                for row in model.objects.order_by("pk")
                if (row.search_title, row.search_text) != current_search_text(row)
            ]
            save_all(stale)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(stale)} updated.")
