"""The revision of a session, and its status, time and room before the last change."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.history.recorded import Recorded
from programme.models.rooms import Room
from programme.models.visibility import SessionStatus

SHOWN_IN_CALENDARS = ("starts_at", "ends_at", "room_id", "status")
"""The columns whose change makes a new revision."""


class Revised(Recorded):
    """A row whose revision rises with each change of time, place or status, and nothing else.

    It also keeps what readers knew. Of an event that is a draft they know nothing, so nothing is
    kept.
    """

    revision = models.PositiveIntegerField(
        _("revision"),
        default=0,
        editable=False,
        help_text=_("Increases by one with every change of time, place or status."),
    )
    changed_at = models.DateTimeField(_("last revised"), default=timezone.now, editable=False)
    status_at = models.DateTimeField(_("status changed"), null=True, editable=False)
    former_status = models.CharField(
        _("previous status"),
        max_length=10,
        choices=SessionStatus,
        blank=True,
        db_default="",
        editable=False,
    )
    moved_at = models.DateTimeField(_("moved"), null=True, editable=False)
    former_starts_at = models.DateTimeField(_("previous start"), null=True, editable=False)
    former_room = models.ForeignKey(
        Room,
        verbose_name=_("previous room"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    derived_columns = (
        "revision",
        "changed_at",
        "status_at",
        "former_status",
        "moved_at",
        "former_starts_at",
        "former_room_id",
    )

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


def note_change(row: Revised, before: Revised | None) -> None:
    """A trait: keep the status, time and room that readers knew before this change."""
    if before is None:
        if row.status_at is None and row.status != SessionStatus.DRAFT and row.event.is_public:
            row.former_status, row.status_at = SessionStatus.DRAFT, timezone.now()
    elif _differs(row, before) and row.event.is_public:
        if row.status != before.status:
            row.former_status, row.status_at = before.status, timezone.now()
        if row.status == SessionStatus.PUBLISHED and before.status != SessionStatus.DRAFT:
            _note_move(row, before)


def _note_move(row: Revised, before: Revised) -> None:
    """Ignores a move that was undone and the first time or room that a session gets."""
    for field in ("starts_at", "room_id"):
        known, new, former = getattr(before, field), getattr(row, field), f"former_{field}"
        if known == new:
            continue
        if new is not None and new == getattr(row, former):
            setattr(row, former, None)
        elif known is not None:
            setattr(row, former, known)
        elif getattr(row, former) is None:
            continue
        row.moved_at = timezone.now()


def _differs(row: Revised, before: Revised) -> bool:
    return any(getattr(row, name) != getattr(before, name) for name in SHOWN_IN_CALENDARS)
