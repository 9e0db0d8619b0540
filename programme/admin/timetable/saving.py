"""Writing the moves of the timetable: all of them, or none."""

from collections.abc import Iterable, Mapping

from content.admin.forms import is_primary_key
from content.history.acts import act
from content.history.models import Verb
from content.saving import lock_rows, save_all
from programme.admin.timetable.rows import Row, moved_keys, touched
from programme.models import Event, Room, Session


def lock_moved(event: Event, posted: Mapping[str, str]) -> dict[int, Session]:
    """The sessions that the form moves, and the rooms it names, locked as they are stored now."""
    keys = moved_keys(posted)
    typed = filter(None, (touched(posted, key) for key in keys))
    # Rooms before sessions, as where a room is deleted, so that neither waits for the other.
    lock_rows(Room, sorted({int(one.room) for one in typed if is_primary_key(one.room)}))
    return Session.objects.filter(event=event, pk__in=keys).locked()


def write(rows: Iterable[Row], locked: Mapping[int, Session]) -> None:
    """Give the locked sessions their new times and rooms."""
    sessions = []
    for row in rows:
        session, after = locked[row.key], row.after
        session.starts_at, session.ends_at = after.starts_at, after.ends_at
        session.room_id = after.room and after.room.pk
        sessions.append(session)
    with act(verb=Verb.MOVED):
        save_all(sessions)
