"""Files that rows no longer name: hidden at once, deleted when the history forgets them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import models

from content.history.models import Change, RetiredFile
from content.history.snapshots import Snapshot, recorded_fields

if TYPE_CHECKING:
    from content.history.acts import Entry


def retire_files(entries: Sequence["Entry"], changes: Sequence[Change]) -> None:
    """Retire the files that these rows named before, and take back those that they name now."""
    retired: dict[str, Change] = {}
    named: set[str] = set()
    for entry, change in zip(entries, changes, strict=True):
        model = type(entry.row)
        before, after = _file_names(model, entry.before), _file_names(model, entry.after)
        named |= after
        retired |= dict.fromkeys(before - after - _of_other_rows(entry, before - after), change)
    if named:
        RetiredFile.objects.filter(name__in=named).delete()
    RetiredFile.objects.bulk_create(
        [
            RetiredFile(name=name, change=change)
            for name, change in retired.items()
            if name not in named
        ],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["change"],
    )


def _file_fields(model: type[models.Model]) -> list[models.FileField]:
    fields = recorded_fields(model).values()
    return [field for field in fields if isinstance(field, models.FileField)]


def _file_names(model: type[models.Model], values: Snapshot | None) -> set[str]:
    if values is None:
        return set()
    return {name for field in _file_fields(model) for name in _stored_names(field, values)}


def _stored_names(field: models.FileField, values: Snapshot) -> Iterable[str]:
    """The file itself, and those made from it."""
    others = field.rendition_names(values) if hasattr(field, "rendition_names") else ()
    return filter(None, {values[field.name], *others})


def _of_other_rows(entry: "Entry", names: set[str]) -> set[str]:
    """Those that belong to a file which another row has too."""
    if not names:
        return set()
    model = type(entry.row)
    others = model._base_manager.exclude(pk=entry.row.pk)
    shared = set()
    for field in _file_fields(model):
        source = entry.before[field.name]
        if source and others.filter(**{field.name: source}).exists():
            shared.update(_stored_names(field, entry.before))
    return shared


def is_retired(name: str) -> bool:
    return RetiredFile.objects.filter(name=name).exists()


def delete_unneeded_files() -> int:
    """Delete files whose change is gone from the history; returns how many there were."""
    names = list(RetiredFile.objects.filter(change=None).values_list("name", flat=True))
    for name in names:
        default_storage.delete(name)
        RetiredFile.objects.filter(name=name).delete()
    return len(names)
