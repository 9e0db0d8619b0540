"""Which rows name which files. A file that no row names is hidden at once, and deleted when the
history forgets it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models

from content.history.models import Change, NamedFile, RetiredFile
from content.history.recorded import Recorded, recorded_model, recorded_models
from content.history.snapshots import recorded_fields

if TYPE_CHECKING:
    from content.history.acts import Entry

Place = tuple[str, str, int]
"""The name of a file, and the label and the key of a row that names it."""


def track_files(entries: Sequence["Entry"], changes: Sequence[Change]) -> None:
    """Note which files these rows name now, and retire those that no row names any more."""
    lost: dict[Place, Change] = {}
    found: set[Place] = set()
    for entry, change in zip(entries, changes, strict=True):
        before, after = _places(entry, entry.before), _places(entry, entry.after)
        lost |= dict.fromkeys(before - after, change)
        found |= after - before
    if found:
        _take_up(found)
    if lost:
        _retire(lost)


def _places(entry: "Entry", values: Mapping[str, Any] | None) -> set[Place]:
    model = type(entry.row)
    names = file_names(model, values) if values else set()
    return {(name, model._meta.label_lower, entry.key) for name in names}


def _take_up(places: Iterable[Place]) -> None:
    rows = [NamedFile(name=name, model=model, key=key) for name, model, key in sorted(places)]
    NamedFile.objects.bulk_create(rows, ignore_conflicts=True)
    RetiredFile.objects.filter(name__in={row.name for row in rows}).delete()


def _retire(lost: Mapping[Place, Change]) -> None:
    """A file that another row names too stays in use."""
    names = {name: change for (name, _model, _key), change in lost.items()}
    known = NamedFile.objects.filter(name__in=names)
    gone = [row.pk for row in known if (row.name, row.model, row.key) in lost]
    in_use = {row.name for row in known} - {row.name for row in known if row.pk in gone}
    NamedFile.objects.filter(pk__in=gone).delete()
    RetiredFile.objects.bulk_create(
        [RetiredFile(name=name, change=names[name]) for name in names.keys() - in_use],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["change"],
    )


def file_fields(model: type[models.Model]) -> list[models.FileField]:
    fields = recorded_fields(model).values()
    return [field for field in fields if isinstance(field, models.FileField)]


def _file_columns(model: type[models.Model]) -> set[str]:
    """The columns of files, and of what was made from them."""
    fields = file_fields(model)
    return {
        getattr(field, name)
        for field in fields
        for name in ("name", "sizes_column")
        if hasattr(field, name)
    }


def file_names(model: type[models.Model], values: Mapping[str, Any]) -> set[str]:
    """The files that a row with these columns names; some of the columns may be missing."""
    return {name for field in file_fields(model) for name in _stored_names(field, values)}


def _stored_names(field: models.FileField, values: Mapping[str, Any]) -> Iterator[str]:
    """The file itself, and those made from it."""
    if values.get(field.name):
        yield str(values[field.name])
    if hasattr(field, "rendition_names"):
        yield from field.rendition_names(values)


def rows_naming(name: str) -> Iterator[models.QuerySet]:
    """The rows that name this file, as one query for each of their models; asks for one itself."""
    if "\x00" in name:  # PostgreSQL cannot be asked for it
        return
    places = NamedFile.objects.filter(name=name).order_by("model").values_list("model", "key")
    for label, found in groupby(places, itemgetter(0)):
        yield recorded_model(label).objects.filter(pk__in=[key for _label, key in found])


def public_row_naming(name: str) -> Recorded | None:
    """A row that the public sees and that names this file, which is therefore public too."""
    found = (rows.public().first() for rows in rows_naming(name))
    return next(filter(None, found), None)


def note_missing_names() -> int:
    """Note the files of rows that were written past the history, as SQL or an older release may;
    returns how many there were."""
    known = set(NamedFile.objects.values_list("name", "model", "key"))
    missing = {place for place in _places_of_all_rows() if place not in known}
    if missing:
        _take_up(missing)
    return len(missing)


def needed_files() -> set[str]:
    """Every file that a row names, or that the history may bring back."""
    needed = {*RetiredFile.objects.values_list("name", flat=True)}
    needed |= {name for name, _model, _key in _places_of_all_rows()}
    for model in filter(file_fields, recorded_models()):
        changes = Change.objects.filter(model=model._meta.label_lower)
        for versions in changes.values_list("before", "after").iterator():
            needed |= {name for values in versions for name in file_names(model, values)}
    return needed


def _places_of_all_rows() -> Iterator[Place]:
    for model in filter(file_fields, recorded_models()):
        for values in model._base_manager.values("pk", *_file_columns(model)).iterator():
            for name in file_names(model, values):
                yield name, model._meta.label_lower, values["pk"]


def delete_unneeded_files() -> int:
    """Delete files whose change is gone from the history; returns how many there were."""
    names = list(RetiredFile.objects.filter(change=None).values_list("name", flat=True))
    for name in names:
        default_storage.delete(name)
        RetiredFile.objects.filter(name=name).delete()
    return len(names)
