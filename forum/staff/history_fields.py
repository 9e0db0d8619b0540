"""The fields by which the history of a row can be filtered."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.text import capfirst

from content.history.columns import find_model, is_shown, split_language
from content.history.models import Change
from content.history.snapshots import recorded_fields


def field_choices(model: type[models.Model]) -> list[tuple[str, str]]:
    """The name and the label of each field, then the kinds of its parts: `programme.document`."""
    names = dict.fromkeys(
        split_language(model, column)[0]
        for column in recorded_fields(model)
        if is_shown(model, column)
    )
    own = [(name, capfirst(model._meta.get_field(name).verbose_name)) for name in names]
    parts = [
        (part._meta.label_lower, capfirst(part._meta.verbose_name_plural))
        for part in _parts_of(model)
    ]
    return [*own, *parts]


def _parts_of(model: type[models.Model]) -> Iterable[type[models.Model]]:
    """The models whose rows are edited in a form of this one."""
    for relation in model._meta.related_objects:
        names = getattr(relation.related_model, "part_of", ())
        if relation.field.name in names:
            yield relation.related_model


def changes_of_field(label: str, key: int, field: str) -> models.QuerySet:
    """The changes of a row and its parts, or only those of a field or of a kind of part."""
    changes = Change.objects.of_row(label, key)
    if not field:
        return changes
    if "." in field:
        return changes.filter(model=field)
    columns = columns_of(find_model(label), field)
    touched = Q(before__has_any_keys=columns) | Q(after__has_any_keys=columns)
    text = changes.annotate(names=Cast("private", models.TextField()))
    for column in columns:
        touched |= Q(names__contains=f'"{column}"')
    return text.filter(touched, model=label, key=key)


def only_field(changes: Iterable[Change], row: tuple[str, int], field: str) -> list[Change]:
    """What these changes of a row and its parts made of one field, or of one kind of part."""
    if not field:
        return list(changes)
    if "." in field:
        return [change for change in changes if change.model == field]
    own = [change for change in changes if (change.model, change.key) == row]
    for change in own:
        _keep_columns(change, columns_of(find_model(change.model), field))
    return own


def _keep_columns(change: Change, columns: list[str]) -> None:
    change.before = {name: value for name, value in change.before.items() if name in columns}
    change.after = {name: value for name, value in change.after.items() if name in columns}
    change.private = [name for name in change.private if name in columns]


def columns_of(model: type[models.Model], field: str) -> list[str]:
    """`["title_en", "title_fr", "title_ar"]`; the name itself if there is no such field."""
    found = [c for c in recorded_fields(model) if split_language(model, c)[0] == field]
    return found or [field]
