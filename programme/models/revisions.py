"""The revision of a session, which calendars compare."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.history.recorded import Recorded

SHOWN_IN_CALENDARS = ("starts_at", "ends_at", "room_id", "attendance_mode", "status")
"""The columns whose change makes a new revision."""


class Revised(Recorded):
    """A row whose revision rises with each change of time, place or status, and nothing else."""

    revision = models.PositiveIntegerField(
        _("revision"),
        default=0,
        editable=False,
        help_text=_("Increases by one with every change of time, place or status."),
    )
    changed_at = models.DateTimeField(_("last revised"), default=timezone.now, editable=False)

    derived_columns = ("revision", "changed_at")

    class Meta:
        abstract = True

    def mark_restored(self) -> None:
        """Calendars were told that it is gone: only a higher revision brings it back."""
        super().mark_restored()
        self.revision += 1
        self.changed_at = timezone.now()


def raise_revision(row: Revised, before: Revised | None) -> None:
    """A trait: calendars get a new revision if time, place or status has changed.

    It follows the stored one, whatever this copy of the row was loaded with.
    """
    if before is None:
        return
    row.revision, row.changed_at = before.revision, before.changed_at
    if _differs(row, before):
        row.revision += 1
        row.changed_at = timezone.now()


def _differs(row: Revised, before: Revised) -> bool:
    return any(getattr(row, name) != getattr(before, name) for name in SHOWN_IN_CALENDARS)
