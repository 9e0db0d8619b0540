"""What readers knew of a session whose status, time or room is another since."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models.kinds import SessionStatus
from programme.models.revisions import Revised
from programme.models.rooms import Room

CHANGES = ("status_at", "former_status", "moved_at", "former_starts_at", "former_room_id")
"""The columns that a change fills in."""


class Changeable(Revised):
    """Keeps what readers knew. Of an event that is a draft they know nothing, and nothing is kept.

    Only `save()` sees what a row had: what is changed by `update()` is not told.
    """

    noted = CHANGES

    status_at = models.DateTimeField(_("status changed"), null=True, editable=False)
    former_status = models.CharField(
        _("former status"),
        max_length=10,
        choices=SessionStatus,
        blank=True,
        db_default="",
        editable=False,
    )
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

    def save(self, **options) -> None:
        if self._state.adding and self.status_at is None:
            self.note_change(SessionStatus.DRAFT, {"status": SessionStatus.DRAFT})
        super().save(**options)

    def note_change(self, status: str, before: dict[str, object]) -> None:
        """Keep the status that readers knew, and the time and room of what is held."""
        if not self.event.is_public:
            return
        new = self.status if "status" in before else status
        if new != status:
            self.former_status, self.status_at = status, timezone.now()
        if new == SessionStatus.PUBLISHED and status != SessionStatus.DRAFT:
            self._note_move(before)

    def _note_move(self, before: dict[str, object]) -> None:
        """What is moved back was never elsewhere; what had no time or room yet has not moved."""
        for field in {"starts_at", "room_id"} & before.keys():
            known, new, former = before[field], self.__dict__[field], f"former_{field}"
            if known == new:
                continue
            if new is not None and new == getattr(self, former):
                setattr(self, former, None)
            elif known is not None:
                setattr(self, former, known)
            elif getattr(self, former) is None:
                continue
            self.moved_at = timezone.now()
