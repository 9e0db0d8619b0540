"""The one way a row of content is written, changed in bulk, or deleted.

`save()`, `save_all()`, `change()` and `delete()` run in one transaction, which is one act of the
history: the stored rows are read once, under a lock; the traits of the model work on each row; it
is written; and `written` is sent.
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any, ClassVar, NoReturn

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector
from django.db.models.signals import pre_save
from django.dispatch import Signal, receiver

from content.constraints import FieldErrors
from content.history.acts import Recording, act
from content.history.recorded import Recorded
from content.locks import lock_records, lock_roots, roots_of, stored_rows
from content.traits import Trait, apply_traits, column_names

written = Signal()
"""Sent once for each row, in its transaction, with `row` as it is stored now, and `before`.

A new row has no `before`; a deleted one has no `row`, and then `before.was_public` says whether the
public saw it and `is_cascade` whether it went with another row. Receivers decide from `before`.
"""


class DirectWriteError(RuntimeError):
    """A write that no trait and no receiver of `written` would have seen."""


def _refused(method: str, instead: str) -> Callable[..., NoReturn]:
    """A method that raises, and names the call to use instead."""

    def refuse(self, *args: Any, **options: Any) -> NoReturn:
        name = self.model._meta.object_name
        raise DirectWriteError(
            f"{name}.objects.{method}() bypasses content.saving: call {instead}."
        )

    refuse.alters_data = True
    return refuse


class ContentQuerySet(models.QuerySet):
    def change(self, **fields: Any) -> int:
        """Give every row these values, as saving each of them would; returns how many there are.

        Raises FieldDoesNotExist for an unknown field, TypeError for an expression or a slice.
        """
        values = {name: _value(self.model, name, value) for name, value in fields.items()}
        if self.query.is_sliced:
            raise TypeError("Cannot change a slice of a query.")
        with act(using=self.db) as current:
            befores = self.locked()
            rows = [_changed(before, values) for before in befores.values()]
            _write(rows, befores, current, update_fields=values, using=self.db)
        return len(rows)

    change.alters_data = True

    def locked(self) -> dict[Any, "Content"]:
        """The rows by primary key, locked until the transaction ends.

        The query is asked again under the lock: another writer may have changed a row since.
        """
        befores = stored_rows(self.model, self.db, pk__in=self.order_by().values("pk"))
        still = set(self.order_by().filter(pk__in=befores).values_list("pk", flat=True))
        return {pk: before for pk, before in befores.items() if pk in still}

    def delete(self) -> tuple[int, dict[str, int]]:
        return _delete(list(self.select_related(None)), self.db)

    delete.alters_data = True
    delete.queryset_only = True

    update = _refused("update", "change(**fields)")
    bulk_update = _refused("bulk_update", "content.saving.save_all(rows)")
    bulk_create = _refused("bulk_create", "content.saving.save_all(rows)")


class Content(Recorded, FieldErrors):
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
        options = {"force_insert": force_insert, "force_update": force_update, "using": using}
        with act(using=using) as current:
            is_new = self.pk is None or force_insert
            befores = {} if is_new else stored_rows(type(self), using, pk=self.pk)
            _write([self], befores, current, update_fields=update_fields, **options)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict]:
        return _delete([self], using or self._state.db or DEFAULT_DB_ALIAS)

    def _write(self, **options: Any) -> None:
        """Write the row as it is, without traits and without a signal: only for this module."""
        super().save(**options)


@receiver(pre_save, dispatch_uid="no-fixtures")
def _refuse_fixtures(sender: type[models.Model], raw: bool, **signal: Any) -> None:
    if raw and issubclass(sender, Content):
        raise DirectWriteError("A fixture bypasses content.saving: call save_all(rows).")


def save_all(
    rows: Iterable[Content],
    *,
    using: str = DEFAULT_DB_ALIAS,
    final: Mapping[Any, Mapping[str, Any]] | None = None,
) -> None:
    """Save many rows of one model, new ones and others, with one query for what is stored.

    `final` gives, by primary key, columns that keep these values whatever the traits say.
    """
    rows = list(rows)
    if not rows:
        return
    if len({type(row) for row in rows}) > 1:
        raise TypeError("save_all() takes rows of one model.")
    with act(using=using) as current:
        keys = [row.pk for row in rows if row.pk is not None]
        befores = stored_rows(type(rows[0]), using, pk__in=keys) if keys else {}
        _write(rows, befores, current, final=final or {}, using=using)


def restore_all(rows: Iterable[Content], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Insert deleted rows as they were, under their old keys and without their traits.

    Only `mark_restored()` changes them: calendars that were told of the deletion need a new
    revision.
    """
    with act(using=using) as current:
        for row in rows:
            row.mark_restored()
            row._write(using=using, force_insert=True)
            current.note(row, None)
            written.send(type(row), row=row, before=None, is_cascade=False)


def lock_rows(model: type[Content], keys: Iterable[Any]) -> dict[Any, Content]:
    """The rows as they are stored, by key, locked until the transaction ends."""
    return stored_rows(model, DEFAULT_DB_ALIAS, pk__in=list(keys))


def affected_by_deletion(
    *rows: Content, using: str = DEFAULT_DB_ALIAS
) -> tuple[list[Content], list[Content]]:
    """The rows that would be deleted with these of one model, and those that would lose a relation.

    Raises ProtectedError or RestrictedError as deleting them would.
    """
    collector = _Collector(using=using, origin=rows[0])
    collector.collect(rows)
    deleted = chain.from_iterable(collector.data.values())
    cleared = chain.from_iterable(chain.from_iterable(collector.field_updates.values()))
    return (
        [other for other in deleted if isinstance(other, Content) and other not in rows],
        [other for other in cleared if isinstance(other, Content)],
    )


def _value(model: type[Content], name: str, value: Any) -> Any:
    """The value as the field holds it in Python; traits could not compare an expression."""
    field = model._meta.get_field(name)
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"change({name}=…) takes a value, not an expression.")
    return value if isinstance(value, models.Model) else field.to_python(value)


def _changed(before: Content, fields: dict[str, Any]) -> Content:
    row = copy.copy(before)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _write(
    rows: Sequence[Content],
    befores: dict[Any, Content],
    current: Recording,
    *,
    update_fields: Iterable[str] | None = None,
    final: Mapping[Any, Mapping[str, Any]] | None = None,
    **options: Any,
) -> None:
    if not rows:
        return
    names = None if update_fields is None else column_names(type(rows[0]), update_fields)
    if names == set():
        return
    lock_roots(roots_of(rows), options["using"])
    results = []
    with ExitStack() as undo:
        for row in rows:
            before = befores.get(row.pk)
            whole, fields = apply_traits(row, before, names, undo)
            for name, value in (final or {}).get(row.pk, {}).items():
                setattr(row, name, value)
            row._write(update_fields=fields, **options)
            current.note(whole, before)
            results.append((whole, before))
        undo.pop_all()
    for whole, before in results:
        written.send(type(whole), row=whole, before=before, is_cascade=False)


class _Collector(Collector):
    """Loads every row that is deleted, so that receivers are told about each."""

    def can_fast_delete(self, objs: Any, from_field: models.Field | None = None) -> bool:
        return False


def _delete(rows: list[Content], using: str) -> tuple[int, dict[str, int]]:
    """Delete rows and what belongs to them; rows that only lose a relation are changed first."""
    if not rows:
        return 0, {}
    collector = _Collector(using=using, origin=rows[0] if len(rows) == 1 else rows)
    lock_records(rows, using)
    collector.collect(rows)
    with act(using=using) as current:
        going = {model: set(found) for model, found in collector.data.items()}
        befores = _content(going, using)
        _clear_relations(collector, going)
        asked = {(type(row), row.pk) for row in rows}
        result = collector.delete()
        for before in befores:
            is_cascade = (type(before), before.pk) not in asked
            current.note(None, before, is_cascade=is_cascade)
            written.send(type(before), row=None, before=before, is_cascade=is_cascade)
    return result


def _content(going: dict[type[models.Model], set], using: str) -> list[Content]:
    """The rows of content that go, each with whether the public sees it."""
    befores: list[Content] = []
    for model in filter(lambda model: issubclass(model, Content), going):
        keys = [row.pk for row in going[model]]
        manager = model.objects.using(using)
        public = getattr(manager, "public", manager.none)()
        seen = set(public.filter(pk__in=keys).values_list("pk", flat=True))
        for before in stored_rows(model, using, no_key=False, pk__in=keys).values():
            before.was_public = before.pk in seen
            befores.append(before)
    return befores


def _clear_relations(collector: Collector, going: dict[type[models.Model], set]) -> None:
    """Write the rows of content that lose a relation; Django itself would bypass their traits."""
    lost = [key for key in collector.field_updates if issubclass(key[0].model, Content)]
    for key in lost:
        del collector.field_updates[key]
    for field, value in lost:
        _clear(field, value, going, collector.using)


def _clear(
    field: models.ForeignKey, value: None, going: dict[type[models.Model], set], using: str
) -> None:
    """Set the field of rows that stay and refer to deleted ones."""
    rows = field.model.objects.using(using).filter(
        **{f"{field.name}__in": going[field.related_model]}
    )
    others = rows.exclude(pk__in=[row.pk for row in going.get(field.model, ())])
    others.change(**{field.name: value})
