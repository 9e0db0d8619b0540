from collections.abc import Sequence

from django.core.management import BaseCommand

from content.history.acts import act
from content.saving import Content, save_all
from content.search import current_search_text
from programme.models import Document, Session
from speakers.models import Organization, Speaker

BATCH = 200
"""How many rows are locked at a time."""


class Command(BaseCommand):
    help = (
        "Fills the search columns of rows that were written by SQL, as saving a row does. Can be "
        "repeated: rows that are up to date stay unchanged."
    )

    def handle(self, **options):
        for model in (Session, Speaker, Organization, Document):
            keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
            starts = range(0, len(keys), BATCH)
            count = sum(_fill(model, keys[start : start + BATCH]) for start in starts)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {count} updated.")


def _fill(model: type[Content], keys: Sequence[int]) -> int:
    """Nobody else writes these rows between reading and saving them."""
    with act():
        rows = model.objects.filter(pk__in=keys).locked().values()
        stale = [r for r in rows if (r.search_title, r.search_text) != current_search_text(r)]
        save_all(stale)
    return len(stale)
