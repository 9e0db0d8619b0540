"""The number of a revision, by which calendars know what is newer."""

from collections.abc import Container
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SHOWN_IN_CALENDARS = ("starts_at", "ends_at", "room_id", "status")
"""The columns whose change makes a new revision."""
_IN_CALENDARS = {column.removesuffix("_id") for column in SHOWN_IN_CALENDARS}


class RevisedQuerySet(models.QuerySet):
    """An `update()` of time, place or status is a new revision of each row; `save()` has its own.

    It does not look at what the rows had: calendars may get the same once more, but not too little.
    """

    def update(self, **fields) -> int:
        if {field.removesuffix("_id") for field in fields} & _IN_CALENDARS:
            fields = {"revision": F("revision") + 1, "changed_at": timezone.now()} | fields
        return super().update(**fields)

    update.alters_data = True


class Revised(models.Model):
    """A row whose revision rises with each change of time, place or status, and nothing else."""

    noted: ClassVar[tuple[str, ...]] = ()

    revision = models.PositiveIntegerField(
        _("revision"),
        default=0,
        editable=False,
        help_text=_("Rises by one with every change of time, place or status."),
    )
    changed_at = models.DateTimeField(_("last revised"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, **options) -> None:
        if not self._state.adding:
            fields = options.get("update_fields")
            if revised := self._revise(self.__dict__ if fields is None else fields):
                self.note_change(*revised)
                if fields is not None:
                    noted = {"revision", "changed_at", *self.noted}
                    options["update_fields"] = {*fields, *noted}
        super().save(**options)

    def note_change(self, status: str, before: dict[str, object]) -> None:
        """What else is kept in the columns `noted` of a row that had `status`.

        `before` has what the row had of what is about to be saved, which may leave the status out.
        """

    def _revise(self, saved: Container[str]) -> tuple[str, dict[str, object]] | None:
        """Take the next revision where the row in the database has another time, place or status.

        It follows the one in the database, whatever this copy of the row was loaded with; two who
        save at once wait for each other. Returns the status of the row and what
        it had of what is saved, or nothing where that stays as it is.
        """
        rows = type(self)._default_manager.select_for_update().filter(pk=self.pk)
        stored = rows.values("revision", *SHOWN_IN_CALENDARS).first()
        if stored is None:
            return None
        self.revision = stored.pop("revision")
        before = {
            name: value
            for name, value in stored.items()
            if name in self.__dict__ and (name in saved or name.removesuffix("_id") in saved)
        }
        if all(self.__dict__[name] == value for name, value in before.items()):
            return None
        self.revision += 1
        self.changed_at = timezone.now()
        return stored["status"], before
