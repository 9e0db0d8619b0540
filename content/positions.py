"""Things that stand in an order chosen by staff."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.constraints import FieldErrors

LAST_POSITION = 32767
"""The largest that every database takes; rows that share it stand in the order they came."""


class Positioned(FieldErrors):
    """A row with a place among its neighbours; one without a position goes to their end."""

    position = models.PositiveSmallIntegerField(
        _("position"),
        blank=True,
        validators=[MaxValueValidator(LAST_POSITION)],
        help_text=_("Smaller numbers come first. Leave it empty to add it at the end."),
    )

    class Meta:
        abstract = True

    def order_neighbours(self) -> models.QuerySet:
        """The rows among which this one has its place."""
        raise NotImplementedError

    def save(self, **options) -> None:
        if self.position is None:
            last = self.order_neighbours().aggregate(last=models.Max("position"))["last"]
            self.position = min((last or 0) + 1, LAST_POSITION)
        super().save(**options)
