"""What restoring a version of a row would change, shown before it is done."""

from content.history.columns import find_model
from content.history.describe import REVERSED
from content.history.models import Act, Change, ChangeKind
from content.history.plans import Step, way_back
from content.history.snapshots import same
from forum.staff.history_access import Kind
from forum.staff.history_entries import RowEntry, row_entry
from forum.staff.history_names import Row, load_surroundings
from programme.models import Event


def changes_to(label: str, key: int, version: Act, *, event: Event | None = None) -> RowEntry:
    """The row as it is now, and as it was after the act."""
    changes = [_as_change(step, (label, key)) for step in _steps(label, key, version)]
    changes = [c for c in changes if c.kind != ChangeKind.CHANGED or c.columns]
    around = load_surroundings(changes, event=event)
    return row_entry((label, key), changes, {}, around)


def kinds_to(label: str, key: int, version: Act) -> list[Kind]:
    """The models and kinds of the changes that are taken back."""
    return [(step.model, _kind_undone(step)) for step in _steps(label, key, version)]


def _kind_undone(step: Step) -> ChangeKind:
    if step.target is None:
        return ChangeKind.ADDED
    return ChangeKind.DELETED if step.expected is None else ChangeKind.CHANGED


def _steps(label: str, key: int, version: Act) -> list[Step]:
    changes = Change.objects.of_row(label, key)
    last = changes.filter(act=version).order_by("-pk").first()
    if last is None:
        return []
    return way_back(changes.filter(pk__gt=last.pk).select_related("act").order_by("-pk"))


def _as_change(step: Step, root: Row) -> Change:
    """The way from the present to the version; what is private is never shown."""
    before, after = step.expected or {}, step.target or {}
    names = [name for name in {**before, **after} if name not in _private(step.model)]
    kind = REVERSED[_kind_undone(step)]
    if kind == ChangeKind.CHANGED:
        names = [n for n in names if n in after and not same(before.get(n), after[n])]
    return Change(
        kind=kind,
        model=step.model,
        key=step.key,
        root_model=root[0],
        root_key=root[1],
        scope_key=step.last.scope_key,
        name=step.last.name,
        before={name: before[name] for name in names if name in before},
        after={name: after[name] for name in names if name in after},
    )


def _private(label: str) -> tuple[str, ...]:
    return getattr(find_model(label), "private_columns", ())
