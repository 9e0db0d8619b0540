"""The one way a row of content is written, changed in bulk, or deleted.

`save()`, `save_all()`, `change()` and `delete()` run in one transaction: the stored rows are read
once, under a lock; the traits of the model work on each row; it is written; and `written` is sent.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar, NoReturn

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models.deletion import Collector
from django.dispatch import Signal

from content.constraints import FieldErrors, translated_names
from content.translations import columns

Trait = Callable[[Any, Any], Callable[[], None] | None]
"""Fills in columns of `row` by comparing it with `before`, which is None for a new row.

A trait that has written files returns a function that removes them if the row cannot be written.
"""

written = Signal()
"""Sent once for each row, in its transaction, with `row` and `before`, after the row was written.

A new row has no `before`; a deleted one has no `row`, and then `before.was_public` says whether the
public saw it and `is_cascade` whether it went with another row. Receivers decide from `before`.
"""


class DirectWriteError(RuntimeError):
    """A write that no trait and no receiver of `written` would have seen."""


def _refuse(model: type[models.Model], method: str, instead: str) -> NoReturn:
    name = model._meta.object_name
    raise DirectWriteError(f"{name}.objects.{method}() bypasses content.saving: call {instead}.")


class ContentQuerySet(models.QuerySet):
    def change(self, **fields: Any) -> int:
        """Give every row these values, as saving each of them would; returns how many there are."""
        with transaction.atomic(using=self.db, savepoint=False):
            befores = _stored(self.model, self.db, pk__in=self.order_by().values("pk"))
            rows = [_changed(before, fields) for before in befores.values()]
            _write(rows, befores, self.db, update_fields=list(fields))
        return len(rows)

    change.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        return _delete(list(self.select_related(None)), self.db)

    delete.alters_data = True
    delete.queryset_only = True

    def update(self, **fields: Any) -> NoReturn:
        _refuse(self.model, "update", "change(**fields)")

    update.alters_data = True

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        _refuse(self.model, "bulk_update", "content.saving.save_all(rows)")

    bulk_update.alters_data = True

    def bulk_create(self, *args: Any, **options: Any) -> NoReturn:
        _refuse(self.model, "bulk_create", "content.saving.save_all(rows)")

    bulk_create.alters_data = True


class Content(FieldErrors):
    """A row that staff enter. `traits` work on it in this order whenever it is written."""

    traits: ClassVar[tuple[Trait, ...]] = ()
    loaded_with: ClassVar[tuple[str, ...]] = ()
    """The relations that traits and receivers read, loaded together with `before`."""

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(
        self,
        *,
        force_insert: bool = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        using = using or self._state.db or DEFAULT_DB_ALIAS
        options = {"force_insert": force_insert, "force_update": force_update}
        with transaction.atomic(using=using, savepoint=False):
            is_new = self._state.adding or force_insert
            befores = {} if is_new else _stored(type(self), using, pk=self.pk)
            _write([self], befores, using, update_fields=update_fields, **options)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict]:
        return _delete([self], using or self._state.db or DEFAULT_DB_ALIAS)

    def _write(self, **options: Any) -> None:
        """Write the row as it is, without traits and without a signal: only for this module."""
        super().save(**options)


def save_all(rows: Iterable[Content], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Save many rows of one model, new ones and others, with one query for what is stored."""
    rows = list(rows)
    if not rows:
        return
    with transaction.atomic(using=using, savepoint=False):
        keys = [row.pk for row in rows if not row._state.adding]
        befores = _stored(type(rows[0]), using, pk__in=keys) if keys else {}
        _write(rows, befores, using)


def _stored(model: type[Content], using: str, **lookup: Any) -> dict[Any, Content]:
    """The rows as the database has them, locked until the transaction ends, by primary key."""
    rows = models.QuerySet(model, using=using).filter(**lookup).order_by("pk")
    related = rows.select_related(*model.loaded_with) if model.loaded_with else rows
    return {row.pk: row for row in related.select_for_update(of=("self",))}


def _changed(before: Content, fields: dict[str, Any]) -> Content:
    row = copy.copy(before)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _write(
    rows: Sequence[Content],
    befores: dict[Any, Content],
    using: str,
    *,
    update_fields: Iterable[str] | None = None,
    **options: Any,
) -> None:
    if not rows:
        return
    names = None if update_fields is None else _columns_of(type(rows[0]), update_fields)
    pairs = [(row, befores.get(row.pk)) for row in rows]
    with ExitStack() as undo:
        for row, before in pairs:
            fields = _apply_traits(row, before, names, undo)
            row._write(using=using, update_fields=fields, **options)
        undo.pop_all()
    for row, before in pairs:
        written.send(type(row), row=row, before=before, is_cascade=False)


def _columns_of(model: type[Content], names: Iterable[str]) -> set[str]:
    """The names of fields, with the columns of all languages for a translated one."""
    aliases = translated_names(model)
    return {
        column for name in names for column in [name, *(columns(name) if name in aliases else [])]
    }


def _apply_traits(
    row: Content, before: Content | None, names: set[str] | None, undo: ExitStack
) -> set[str] | None:
    """Let the traits work on the row as it will be stored.

    Returns the fields to write: those named, and those that the traits filled in; None for all.
    """
    is_partial = names is not None or bool(row.get_deferred_fields())
    if not (before and is_partial):
        _run_traits(row, before, undo)
        return names
    whole = _as_stored(row, before, names)
    values = {field.attname: getattr(whole, field.attname) for field in _columns(row)}
    _run_traits(whole, before, undo)
    filled = {name for name, value in values.items() if getattr(whole, name) != value}
    for name in filled:
        setattr(row, name, getattr(whole, name))
    return filled | (_loaded_fields(row) if names is None else names)


def _run_traits(row: Content, before: Content | None, undo: ExitStack) -> None:
    for trait in row.traits:
        if remove := trait(row, before):
            undo.callback(remove)


def _loaded_fields(row: Content) -> set[str]:
    fields = {field.attname for field in row._meta.concrete_fields if not field.primary_key}
    return fields - row.get_deferred_fields()


def _as_stored(row: Content, before: Content, names: set[str] | None) -> Content:
    """The row as it will be once the named fields are written and all others are as before."""
    whole = copy.copy(row)
    kept = [
        field
        for field in _columns(row)
        if field.attname in row.get_deferred_fields()
        or (names is not None and not {field.name, field.attname} & names)
    ]
    for field in kept:
        setattr(whole, field.attname, getattr(before, field.attname))
    return whole


def _columns(row: Content) -> list[models.Field]:
    """Those that hold a value: a translated field sets the column of the active language."""
    aliases = translated_names(type(row))
    fields = row._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in aliases]


class _Collector(Collector):
    """Loads every row that is deleted, so that receivers are told about each."""

    def can_fast_delete(self, objs: Any, from_field: models.Field | None = None) -> bool:
        return False


def _delete(rows: list[Content], using: str) -> tuple[int, dict[str, int]]:
    """Delete rows and what belongs to them; rows that only lose a relation are changed first."""
    if not rows:
        return 0, {}
    collector = _Collector(using=using, origin=rows[0] if len(rows) == 1 else rows)
    with transaction.atomic(using=using, savepoint=False):
        collector.collect(rows)
        going = {model: set(found) for model, found in collector.data.items()}
        befores = _content(going, using)
        _clear_relations(collector, going)
        asked = {(type(row), row.pk) for row in rows}
        result = collector.delete()
        for before in befores:
            is_cascade = (type(before), before.pk) not in asked
            written.send(type(before), row=None, before=before, is_cascade=is_cascade)
    return result


def _content(going: dict[type[models.Model], set], using: str) -> list[Content]:
    """The rows of content that go, each with whether the public sees it."""
    befores: list[Content] = []
    for model, rows in going.items():
        if issubclass(model, Content):
            befores += _with_visibility(model, [row.pk for row in rows], using)
    return befores


def _with_visibility(model: type[Content], keys: list[Any], using: str) -> list[Content]:
    rows = list(_stored(model, using, pk__in=keys).values())
    public = getattr(model.objects, "public", model.objects.none)()
    seen = set(public.filter(pk__in=keys).values_list("pk", flat=True))
    for row in rows:
        row.was_public = row.pk in seen
    return rows


def _clear_relations(collector: Collector, going: dict[type[models.Model], set]) -> None:
    """Write the rows of content that lose a relation; Django itself would bypass their traits.

    Repeated until none is left, because a trait may refer to the deleted row again: a session to
    its former room.
    """
    lost = [key for key in collector.field_updates if issubclass(key[0].model, Content)]
    for key in lost:
        del collector.field_updates[key]
    while sum(_clear(field, value, going) for field, value in lost):
        pass


def _clear(field: models.ForeignKey, value: None, going: dict[type[models.Model], set]) -> int:
    """Set the field of rows that stay and refer to deleted ones; returns how many there were."""
    rows = field.model.objects.filter(**{f"{field.name}__in": going[field.related_model]})
    others = rows.exclude(pk__in=[row.pk for row in going.get(field.model, ())])
    return others.change(**{field.name: value})
