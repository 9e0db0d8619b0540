"""What a model says about its rows to the history."""

from typing import ClassVar

from django.apps import apps
from django.db import models

from content.constraints import translated_names
from content.translations import first_text


class Recorded(models.Model):
    """A row whose changes are recorded.

    Its classes name in `derived_columns` what is filled in from other columns or only counts
    upward; the history keeps that of a deleted row alone.
    """

    private_columns: ClassVar[tuple[str, ...]] = ()
    """The history says that they changed, never their values."""

    part_of: ClassVar[tuple[str, ...]] = ()
    """The relations to the row in whose form it is edited; one of them is set."""

    has_bin: ClassVar[bool] = True
    """Whether the bin lists it once it is deleted; otherwise only the history tells."""

    is_note: ClassVar[bool] = False
    """Whether it only notes something of another row, such as where that comes from. An undo takes
    such rows along as far as nothing else needs them, and is never refused because of them."""

    class Meta:
        abstract = True

    def get_root(self) -> tuple[str, int]:
        """The label and key of the row in whose form it is edited, itself if in none."""
        for name in self.part_of:
            if key := getattr(self, f"{name}_id"):
                return self._meta.get_field(name).related_model._meta.label_lower, key
        return self._meta.label_lower, self.pk

    def get_scope_key(self) -> int | None:
        """The key of the event that it belongs to, if there is one."""
        return getattr(self, "event_id", None)

    def get_history_name(self) -> str:
        """Its title or name; empty for a row that is called by what it relates to."""
        named = {"title", "name"}.intersection(translated_names(type(self)))
        return next((first_text(self, name) for name in named), "")

    def get_download_name(self) -> str:
        """What its files are called when they are downloaded, without the ending."""
        return self.get_history_name()

    def get_upload_name(self) -> str:
        """What staff know its file by: the name it was uploaded with, or that of the download."""
        return self.get_download_name()

    def mark_restored(self) -> None:
        """Change what must not be as it was before the row was deleted."""


def recorded_model(label: str) -> type[Recorded]:
    """The model that the history calls by this label; raises LookupError if there is none now."""
    model = apps.get_model(label)
    if not issubclass(model, Recorded):
        raise LookupError(f"The history does not record {label}.")
    return model


def is_note(label: str) -> bool:
    """Whether the rows of this model only note something of others, if there still is one."""
    try:
        return recorded_model(label).is_note
    except LookupError:
        return False


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_models() if issubclass(model, Recorded)]
