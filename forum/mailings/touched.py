"""The sessions that an act touched, or that staff chose, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from copy import copy

from content.history.models import Act, Change, ChangeKind
from content.history.snapshots import put_values, same
from content.translations import best_text, every_column
from forum.mailings.matters import LABEL, TOLD_COLUMNS, Touched, is_told
from programme.models import Event, Room, Session

Rooms = dict[int, Room | str]
"""By key; of a deleted room the name alone."""


def load_touched(act: Act) -> list[Touched]:
    """In agenda order; `matters` tells what is to say of each.

    Sessions that a later act deleted are left out: people are told by that act.
    """
    changes = [c for c in act.changes.filter(model=LABEL).order_by("pk") if is_told(c)]
    present = _sessions(change.key for change in changes)
    pairs = [(change, _then(change, present.get(change.key))) for change in changes]
    events = _events([*present.values()], [then for _change, then in pairs])
    rooms = _rooms([*present.values(), *(then for _change, then in pairs)])
    found = []
    for change, then in pairs:
        now = present.get(change.key)
        if event := events.get(now.event_id if now else then.event_id):
            found.append(Touched(event, then, now, rooms, _is_changed_since(change, now)))
    return in_agenda_order(found)


def load_chosen(keys: Iterable[int]) -> list[Touched]:
    present = _sessions(keys)
    rooms = _rooms([*present.values()])
    chosen = [Touched(one.event, one, one, rooms) for one in present.values()]
    return in_agenda_order(chosen)


def in_agenda_order(touched: Iterable[Touched]) -> list[Touched]:
    def place(one: Touched) -> tuple:
        session = one.session
        start = session.starts_at.timestamp() if session.starts_at else float("inf")
        return one.event.first_day, one.event.pk, start, session.position or 0, session.pk

    return sorted(touched, key=place)


def _sessions(keys: Iterable[int]) -> dict[int, Session]:
    rows = Session.objects.filter(pk__in=list(keys)).select_related("event")
    return {session.pk: session for session in rows.defer(*every_column("abstract"))}


def _then(change: Change, now: Session | None) -> Session:
    """The session with the values from before the act; a new one was a draft to readers."""
    if change.kind == ChangeKind.ADDED:
        then = copy(now) if now else Session(pk=change.key, event_id=change.after.get("event_id"))
        then.unpublish()
        return then
    then = copy(now) if now and change.kind == ChangeKind.CHANGED else Session(pk=change.key)
    told = TOLD_COLUMNS | {"event_id"}
    is_whole = change.kind == ChangeKind.DELETED
    put_values(then, {k: v for k, v in change.before.items() if is_whole or k in told})
    return then


def _is_changed_since(change: Change, now: Session | None) -> bool:
    if now is None or change.kind == ChangeKind.DELETED:
        return now is not None
    told = {name: change.after[name] for name in TOLD_COLUMNS & change.after.keys()}
    left = copy(now)
    put_values(left, told)
    return any(not same(getattr(left, name), getattr(now, name)) for name in told)


def _events(present: Sequence[Session], then: Sequence[Session]) -> dict[int, Event]:
    known = {session.event_id: session.event for session in present}
    missing = {session.event_id for session in then if session.event_id} - known.keys()
    return known | (Event.objects.in_bulk(missing) if missing else {})


def _rooms(sessions: Sequence[Session]) -> Rooms:
    keys = {session.room_id for session in sessions if session.room_id}
    rooms: Rooms = dict(Room.objects.in_bulk(keys)) if keys else {}
    if gone := keys - rooms.keys():
        label = Room._meta.label_lower
        names = Change.objects.names_of((label, key) for key in gone)
        rooms |= {key: names.get((label, key), "") for key in gone}
    return rooms


def room_name(rooms: Rooms, key: int | None) -> str:
    """In the active language; empty without a room."""
    room = rooms.get(key, "") if key else ""
    return room if isinstance(room, str) else best_text(room, "name")[0]
