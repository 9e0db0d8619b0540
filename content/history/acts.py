"""Recording: all that is written within one `act()` becomes one entry of the history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.dispatch import Signal

from content.history.files import track_files
from content.history.models import Act, Change, ChangeKind, Verb
from content.history.snapshots import Snapshot, derived_columns, put_values, same, snapshot

closing = Signal()
"""Sent once for each act that wrote something, as the last statement of its transaction, with the
`entries` that differ, also where only columns filled in from others do."""

recorded = Signal()
"""Sent once for each act that changed something, in its transaction, with `act` as it is stored and
its `entries`, in the order in which their rows were first written."""


@dataclass(slots=True)
class Entry:
    """A row before and after; None where there is none."""

    row: models.Model
    """As it was written last; of a deleted row as it was before."""
    key: int
    before: Snapshot | None
    after: Snapshot | None
    is_cascade: bool = False

    @property
    def kind(self) -> ChangeKind | None:
        """None if the row is what it was."""
        if self.before is None:
            return ChangeKind.ADDED if self.after is not None else None
        if self.after is None:
            return ChangeKind.DELETED
        return ChangeKind.CHANGED if self.changed_columns else None

    @property
    def changed_columns(self) -> list[str]:
        """The columns that differ, without those filled in from others."""
        if self.before is None or self.after is None:
            return []
        names = self.after.keys() - derived_columns(type(self.row))
        return [n for n in self.after if n in names and not same(self.before[n], self.after[n])]


@dataclass(slots=True)
class Recording:
    """What the current act has written so far, and what the history will call it."""

    by: models.Model | None = None
    verb: Verb = Verb.CHANGED
    words: str = ""
    conflicts: int = 0
    undoes: Act | None = None
    restores: Act | None = None
    writes: list[Entry] = field(default_factory=list)
    locked_roots: set[tuple[type[models.Model], Any]] = field(default_factory=set)
    """What `content.locks` has locked, by model and key."""
    when_recorded: list[Callable[[Act], None]] = field(default_factory=list)
    """Called with the act as it is stored, in its transaction; never if nothing differs."""

    def describe(self, **details: Any) -> None:
        """Set the details that are given: an inner act knows best what is being done."""
        for name, value in details.items():
            if value:
                setattr(self, name, value)

    def note(
        self, row: models.Model | None, before: models.Model | None, *, is_cascade: bool = False
    ) -> None:
        """Note one write; `row` is None for a deletion, `before` for a new row."""
        written = row or before
        values = [stored and snapshot(stored) for stored in (before, row)]
        self.writes.append(Entry(written, written.pk, *values, is_cascade))

    def entries(self) -> list[Entry]:
        """The rows that differ now from what they were before the act."""
        return [entry for entry in self._joined() if entry.kind]

    def differing(self) -> list[Entry]:
        """The same, with the rows of which only columns filled in from others differ."""
        return [entry for entry in self._joined() if entry.before != entry.after]

    def _joined(self) -> list[Entry]:
        """One entry for each row that was written."""
        found: dict[tuple, Entry] = {}
        for write in self.writes:
            key = (type(write.row), write.key)
            first = found.setdefault(key, write)
            found[key] = replace(write, before=first.before)
        return [*found.values()]


_current: ContextVar[Recording | None] = ContextVar("act", default=None)


def locked_roots() -> set[tuple[type[models.Model], Any]]:
    """Those of the current act; without one none is remembered."""
    current = _current.get()
    return set() if current is None else current.locked_roots


@contextmanager
def act(
    by: models.Model | None = None,
    verb: Verb | None = None,
    *,
    words: str = "",
    undoes: Act | None = None,
    restores: Act | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Recording]:
    """One transaction, and one entry of the history for all that is written within.

    Within another act it is a part of that one, and names it where it says more. An inner act that
    fails takes back what it noted; its caller rolls back what it wrote. Where nothing differs in
    the end, nothing is recorded.
    """
    details = {"by": by, "verb": verb, "words": words, "undoes": undoes, "restores": restores}
    outer = _current.get()
    recording = outer or Recording()
    recording.describe(**details)
    noted, locked = len(recording.writes), {*recording.locked_roots}
    token = _current.set(recording)
    try:
        with transaction.atomic(using=using, savepoint=False):
            yield recording
            if outer is None:
                _store(recording, using)
    except BaseException:
        del recording.writes[noted:]
        recording.locked_roots = locked
        raise
    finally:
        _current.reset(token)


def _store(recording: Recording, using: str) -> None:
    if entries := recording.entries():
        _record(recording, entries, using)
    if differing := recording.differing():
        closing.send(Act, entries=differing)


def _record(recording: Recording, entries: list[Entry], using: str) -> None:
    by = recording.by if recording.by and recording.by.pk else None
    act = Act.objects.using(using).create(
        by=by,
        is_by_staff=by is not None,
        verb=recording.verb,
        words=recording.words,
        conflicts=recording.conflicts,
        undoes=recording.undoes,
        restores=recording.restores,
    )
    changes = Change.objects.using(using).bulk_create([_change(act, entry) for entry in entries])
    track_files(entries, changes)
    recorded.send(Act, act=act, entries=entries)
    for call in recording.when_recorded:
        call(act)


def _change(act: Act, entry: Entry) -> Change:
    row, kind = entry.row, entry.kind
    names = entry.changed_columns or _all_columns(entry)
    public = [name for name in names if name not in row.private_columns]
    root_model, root_key = row.get_root()
    former = _former_root(entry)
    return Change(
        act=act,
        kind=kind,
        is_cascade=entry.is_cascade,
        model=row._meta.label_lower,
        key=entry.key,
        root_model=root_model,
        root_key=root_key,
        former_root_model=former and former[0],
        former_root_key=former and former[1],
        scope_key=row.get_scope_key(),
        name=row.get_history_name()[:300],
        before={name: entry.before[name] for name in public} if entry.before else {},
        after={name: entry.after[name] for name in public} if entry.after else {},
        private=[name for name in names if name in row.private_columns],
        sealed=_sealed(entry) if kind == ChangeKind.DELETED else None,
    )


def _former_root(entry: Entry) -> tuple[str, int] | None:
    """The row in whose form a part was edited before it moved to another; None otherwise."""
    row = entry.row
    if entry.kind != ChangeKind.CHANGED or not row.part_of:
        return None
    relations = {row._meta.get_field(name).attname for name in row.part_of}
    former = type(row)(pk=entry.key)
    put_values(former, {name: entry.before[name] for name in relations})
    root = former.get_root()
    return root if root != row.get_root() else None


def _all_columns(entry: Entry) -> list[str]:
    if entry.after is None:
        return [*entry.before]
    derived = derived_columns(type(entry.row))
    return [name for name in entry.after if name not in derived]


def _sealed(entry: Entry) -> Snapshot | None:
    return {name: entry.before[name] for name in entry.row.private_columns} or None
