from django.core.management import BaseCommand

from content.saving import save_all
from programme.models import Document, Session
from speakers.models import Organization, Speaker


class Command(BaseCommand):
    help = (
        "Fills the columns that search reads, as saving a row does. Run it after changing rows "
        "directly in SQL. It can be repeated."
    )

    def handle(self, **options):
        for model in (Session, Speaker, Organization, Document):
            rows = list(model.objects.order_by("pk"))
            save_all(rows)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(rows)} filled.")
