"""Rows with pages of their own, whose addresses others keep."""

from django.db import models, transaction
from django.db.models.signals import post_save, pre_save

DECIDE_THE_ADDRESS = {"slug", "status", "event", "event_id"}


class AddressedQuerySet(models.QuerySet):
    """An `update()` that can move or hide pages sends the signals of `save()` for each row.

    The `save()` of a row does not pass here.
    """

    def update(self, **fields) -> int:
        if not fields.keys() & DECIDE_THE_ADDRESS:
            return super().update(**fields)
        with transaction.atomic(using=self.db):
            rows = list(self.model._base_manager.filter(pk__in=self.order_by().values("pk")))
            told = {"sender": self.model, "raw": False, "using": self.db, "update_fields": None}
            for row in rows:
                pre_save.send(instance=row, **told)
            count = super().update(**fields)
            for row in rows:
                post_save.send(instance=row, created=False, **told)
        return count

    update.alters_data = True
