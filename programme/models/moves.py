"""What readers knew of the time and room of a session that has got others since."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models.revisions import Revised
from programme.models.rooms import Room

MOVED = ("moved_at", "former_starts_at", "former_room_id")
"""The columns that a move fills in."""


class Movable(Revised):
    noted = MOVED

    moved_at = models.DateTimeField(_("moved"), null=True, editable=False)
    former_starts_at = models.DateTimeField(_("former start"), null=True, editable=False)
    former_room = models.ForeignKey(
        Room,
        verbose_name=_("former room"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def note_move(self, before: dict[str, object]) -> None:
        """Keep the time and room that a published session had, where it now has others.

        One that is moved back was never elsewhere. `before` holds what of it was loaded.
        """
        if before.get("status") != "published" or self.status != "published":
            return
        for field in ("starts_at", "room_id"):
            known, new = before.get(field), self.__dict__.get(field)
            if known and known != new:
                former = f"former_{field}"
                setattr(self, former, None if getattr(self, former) == new else known)
                self.moved_at = timezone.now()
