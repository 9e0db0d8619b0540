"""Positions: the order of rows that staff choose."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LAST_POSITION = 32767
"""The largest that every database takes; rows that share it keep the order in which they came."""


class Positioned(models.Model):
    """A row with a place among its siblings; one without a position goes to the end."""

    position = models.PositiveSmallIntegerField(
        _("position"),
        blank=True,
        validators=[MaxValueValidator(LAST_POSITION)],
        help_text=_("Smaller numbers come first. Leave empty to add it at the end."),
    )

    class Meta:
        abstract = True

    def position_siblings(self) -> models.QuerySet:
        """The rows that this one is ordered among."""
        raise NotImplementedError


def fill_position(row: Positioned, before: Positioned | None) -> None:
    """A trait: put a row without a position at the end."""
    if row.position is None:
        last = row.position_siblings().aggregate(last=models.Max("position"))["last"]
        row.position = min((last or 0) + 1, LAST_POSITION)
