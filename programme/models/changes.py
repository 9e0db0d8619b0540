"""What readers knew of a session whose status, time or room is another since."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models.kinds import SessionStatus
from programme.models.revisions import Revised
from programme.models.rooms import Room

CHANGES = ("status_at", "former_status", "moved_at", "former_starts_at", "former_room_id")
"""The columns that a change fills in."""


class ChangeableQuerySet(models.QuerySet):
    def changed(self):
        """Those of which readers have been told something since they could read at all."""
        return self.filter(Q(status_at__isnull=False) | Q(moved_at__isnull=False))


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
            self.note_change({"status": SessionStatus.DRAFT})
        super().save(**options)

    def note_change(self, before: dict[str, object]) -> None:
        """Keep the status, and of a published session the time and room, that it now has no more.

        `before` holds what of it was loaded.
        """
        if not self.event.is_public:
            return
        status = before.get("status", self.status)
        if status != self.status:
            self.former_status, self.status_at = status, timezone.now()
        elif status == SessionStatus.PUBLISHED:
            self._note_move(before)

    def _note_move(self, before: dict[str, object]) -> None:
        """One that is moved back was never elsewhere."""
        for field in ("starts_at", "room_id"):
            known, new = before.get(field), self.__dict__.get(field)
            if known and known != new:
                former = f"former_{field}"
                setattr(self, former, None if getattr(self, former) == new else known)
                self.moved_at = timezone.now()
