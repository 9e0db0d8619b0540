"""Acts as pages of the history show them, in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from content.history.delays import delay
from content.history.describe import Deed, Tally, describe, moment_words
from content.history.differences import Line, field_lines, part_lines
from content.history.models import Act, Change, ChangeKind, Verb
from forum.mailings.matters import may_be_told
from forum.mailings.rights import may_tell
from forum.staff.history_access import Kind, Viewer
from forum.staff.history_conflicts import acts_in_the_way
from forum.staff.history_fields import only_field
from forum.staff.history_names import Row, Surroundings, load_surroundings, root_names
from programme.models import Event

ROWS_SHOWN = 3
"""How many changed rows of an act a list shows; the act's own page shows all."""
MOVING = {Verb.MOVED, Verb.UNDID}
SAMPLE = 12
"""How many changes of one kind and model are read of each act."""


@dataclass(slots=True)
class RowEntry:
    """One row that an act changed, and what became of it and of its parts."""

    name: str
    url: str
    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the row itself came or went."""
        return self.kind != ChangeKind.CHANGED


@dataclass(slots=True)
class ActEntry:
    act: Act
    what: str
    when: str
    undo: str = ""
    """What the button says; empty if there is none."""
    undone: str = ""
    """When it was undone."""
    is_expired: bool = False
    """Whether it deleted rows whose content is no longer kept."""
    rows: list[RowEntry] = field(default_factory=list)
    more: int = 0
    """How many rows are not shown."""
    later_act: Act | None = None
    """One that changed the same fields again, if it is known to be in the way."""
    later_when: str = ""
    restore_url: str = ""
    tell_url: str = ""
    """Where the people of the sessions that it changed are told."""

    @property
    def only_row(self) -> RowEntry | None:
        return self.rows[0] if len(self.rows) == 1 and not self.more else None

    @property
    def names_row(self) -> bool:
        """Whether its words name its only row, so that they lead to it."""
        row = self.only_row
        return bool(row and row.url and (row.is_whole or (row.name and row.name in self.what)))


def list_entries(acts: Sequence[Act], viewer: Viewer, *, with_lines: bool = True) -> list[ActEntry]:
    """Acts of any rows: each with the first rows that it changed."""
    entries, seen = _entries(acts, viewer)
    every = [change for changes in seen for change in changes]
    around = load_surroundings(every) if with_lines else None
    names = _root_names(every)
    for entry, changes in zip(entries, seen, strict=True):
        roots = _by_root(changes)
        shown = [*roots.items()][:ROWS_SHOWN]
        entry.rows = [row_entry(root, own, names, around) for root, own in shown]
        entry.more = max(_count_rows(changes), len(roots)) - len(shown)
    return entries


def row_entries(
    acts: Sequence[Act],
    viewer: Viewer,
    row: Row,
    *,
    field: str = "",
    event: Event | None = None,
    is_latest: bool = False,
) -> list[ActEntry]:
    """Acts of one row, each with what became of this row and of its parts, or of one field.

    If no act is later than these, they tell which of them can no longer be undone.
    """
    entries, seen = _entries(acts, viewer, row)
    own = [[c for c in changes if _is_of(c, row)] for changes in seen]
    if is_latest:
        _mark_conflicts(entries, own, viewer)
    own = [only_field(changes, row, field) for changes in own]
    around = load_surroundings([c for changes in own for c in changes], event=event)
    for entry, changes in zip(entries, own, strict=True):
        entry.rows = [replace(row_entry(row, changes, {}, around), name="", url="")]
    return entries


def _mark_conflicts(
    entries: Sequence[ActEntry], changes: Sequence[Sequence[Change]], viewer: Viewer
) -> None:
    later = acts_in_the_way([entry.act for entry in entries], changes)
    for entry, act in zip(entries, later, strict=True):
        if act and entry.undo:
            entry.undo, entry.later_act = "", act
            entry.later_when = moment_words(act.at, viewer.now)


def described(acts: Sequence[Act], viewer: Viewer, *, row: Row | None = None) -> list[ActEntry]:
    """Acts in words alone."""
    return _entries(acts, viewer, row)[0]


def _entries(
    acts: Sequence[Act], viewer: Viewer, row: Row | None = None
) -> tuple[list[ActEntry], list[list[Change]]]:
    """An entry for each act, and its changes that the viewer may see."""
    loaded: dict[int, list[Change]] = {act.pk: [] for act in acts}
    for change in Change.objects.first_of(acts, each=SAMPLE, always=row).order_by("pk"):
        loaded[change.act_id].append(change)
    delays = _delays(acts, loaded)
    seen = [[c for c in loaded[act.pk] if viewer.sees(c.model)] for act in acts]
    entries = [
        _entry(act, loaded[act.pk], _deed(changes, delays[act.pk]), viewer)
        for act, changes in zip(acts, seen, strict=True)
    ]
    return entries, seen


def act_rows(act: Act, viewer: Viewer, *, number: int, size: int) -> tuple[list[RowEntry], int]:
    """The rows that an act changed on one page of several, and how many changes there are."""
    changes = Change.objects.filter(act=act).defer("sealed").order_by("pk")
    if viewer.labels is not None:
        changes = changes.filter(model__in=viewer.labels)
    chosen = list(changes[(number - 1) * size : number * size])
    around, names = load_surroundings(chosen, whole=True), _root_names(chosen)
    roots = _by_root(chosen)
    rows = [row_entry(root, own, names, around, whole=True) for root, own in roots.items()]
    return rows, changes.count()


def _entry(act: Act, changes: Sequence[Change], deed: Deed, viewer: Viewer) -> ActEntry:
    entry = ActEntry(act, describe(act, deed), moment_words(act.at, viewer.now))
    if may_tell(viewer.user) and may_be_told(deed.changes):
        entry.tell_url = reverse("admin:programme_tell", args=[act.pk])
    undone_by = getattr(act, "undone_by", None)
    if undone_by is not None:
        entry.undone = moment_words(undone_by.at, viewer.now)
        return entry
    entry.is_expired = any(c.kind == ChangeKind.DELETED and not c.before for c in changes)
    if not entry.is_expired and viewer.may_undo(act, [(c.model, c.kind) for c in changes]):
        entry.undo = _undo_label(act, deed.changes)
    return entry


def _undo_label(act: Act, changes: Sequence[Change]) -> str:
    roots = [change for change in changes if _is_root(change)]
    is_deletion = any(change.kind == ChangeKind.DELETED for change in roots)
    if is_deletion and act.verb != Verb.MERGED:
        return gettext("Restore")
    counts = _counts(roots)
    count = sum(counts.values()) if len(counts) == 1 else 1
    if count < 2:
        return gettext("Undo")
    return ngettext("Undo all %(count)s", "Undo all %(count)s", count) % {"count": count}


def _deed(changes: Sequence[Change], delays: Iterable[dt.timedelta | None]) -> Deed:
    tallies: dict[Kind, Tally] = {}
    for change in changes:
        key = (change.model, change.kind)
        tallies.setdefault(key, Tally(*key, change.alike, change.name))
    return Deed([*tallies.values()], changes, frozenset(filter(None, delays)))


def _delays(acts: Sequence[Act], loaded: Mapping[int, list[Change]]) -> dict[int, list]:
    """By how much each act moved rows; if it moved more than were read, all are asked for."""
    moving = [act for act in acts if {act.verb, act.undoes and act.undoes.verb} & MOVING]
    large = [act.pk for act in moving if _is_sample(loaded[act.pk])]
    moved = Change.objects.filter(act__in=large, kind=ChangeKind.CHANGED) if large else ()
    found = {pk: [] if pk in large else [*map(delay, own)] for pk, own in loaded.items()}
    for change in moved:
        found[change.act_id].append(delay(change))
    return found


def _is_sample(changes: Sequence[Change]) -> bool:
    return sum(_counts(changes).values()) > len(changes)


def _counts(changes: Iterable[Change]) -> dict[Kind, int]:
    return {(c.model, c.kind): c.alike for c in changes}


def _is_root(change: Change) -> bool:
    return (change.model, change.key) == (change.root_model, change.root_key)


def _count_rows(changes: Sequence[Change]) -> int:
    """How many rows with a form of their own the act touched, those not read included."""
    counts = _counts(filter(_is_root, changes))
    roots = {(c.root_model, c.root_key) for c in changes}
    return max(sum(counts.values()), len(roots))


def _is_of(change: Change, row: Row) -> bool:
    return row in ((change.model, change.key), change.root, change.former_root)


def _by_root(changes: Iterable[Change]) -> dict[Row, list[Change]]:
    """A part that moved is told where it came to and where it was."""
    found: dict[Row, list[Change]] = {}
    for change in changes:
        for root in filter(None, (change.root, change.former_root)):
            found.setdefault(root, []).append(change)
    return found


def _root_names(changes: Sequence[Change]) -> dict[Row, str]:
    """Their latest names."""
    named = sorted((c for c in changes if _is_root(c) and c.name), key=lambda c: c.pk)
    names = {(c.model, c.key): c.name for c in named}
    return names | root_names(changes, names)


def row_entry(
    row: Row,
    changes: Sequence[Change],
    names: Mapping[Row, str],
    around: Surroundings | None,
    *,
    whole: bool = False,
) -> RowEntry:
    """`whole` also shows what a new row came with, or a deleted one had."""
    own = [c for c in changes if (c.model, c.key) == row]
    parts = [c for c in changes if (c.model, c.key) != row]
    kind = own[0].kind if own else ChangeKind.CHANGED
    name = (own and own[0].name) or names.get(row, "")
    entry = RowEntry(name, row_url(row, kind), kind)
    if around and changes and (whole or kind == ChangeKind.CHANGED):
        with timezone.override(around.zones.get(changes[0].scope_key)):
            known = (around.names, around.budget)
            lines = [line for change in own for line in field_lines(change, *known)]
            entry.lines = [*lines, *part_lines(parts, *known, root=row)]
    return entry


def row_url(row: Row, kind: str) -> str:
    """The row's form, or its history if it is deleted; empty if the admin has no page for it."""
    page = "history" if kind == ChangeKind.DELETED else "change"
    try:
        return reverse(f"admin:{row[0].replace('.', '_')}_{page}", args=[row[1]])
    except NoReverseMatch:
        return ""
