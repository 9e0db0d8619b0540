"""Tells readers of an act: writes its public changes, when the act is recorded.

Only what they saw before or see after it is told, and what is put back on the same day is taken
back instead of being told twice.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from django.dispatch import receiver

from content.history.acts import Entry, recorded
from content.history.models import Act
from content.history.purge import forgotten
from programme.models.changes_of_people import changes_of_people
from programme.models.changes_of_sessions import RoomNames, changes_of_sessions, unseen_moves
from programme.models.mergers import is_about_merger
from programme.models.public_changes import PublicChange, PublicChangeKind
from programme.models.visibility import SessionStatus

_Earlier = defaultdict[tuple[int, int, Hashable], list[PublicChange]]
"""Lines by their event, session and matter."""


@receiver(forgotten, dispatch_uid="public-changes-of-forgotten-events")
def forget_public_changes(sender, **signal) -> None:
    PublicChange.objects.of_forgotten_events().delete()


@receiver(recorded, dispatch_uid="public-changes")
def log_public_changes(sender, act: Act, entries: list[Entry], **signal) -> None:
    names = RoomNames(entries)
    lines = changes_of_sessions(entries, names)
    if not is_about_merger(act):
        lines += changes_of_people(entries)
    if not lines:
        return
    earlier = _earlier(lines)
    for back, gone in _returns(lines, earlier):
        lines += unseen_moves(back, gone, entries, names)
    _store(act, lines, earlier)


def _returns(
    lines: Sequence[PublicChange], earlier: _Earlier
) -> list[tuple[PublicChange, PublicChange]]:
    """The sessions that come back into the programme, each with the line that took it out."""
    new = [line for line in lines if line.kind == PublicChangeKind.NEW]
    last = [(line, told[-1]) for line in new if (told := earlier[_key(line)])]
    return [(line, gone) for line, gone in last if gone.kind == PublicChangeKind.REMOVED]


def _earlier(lines: Sequence[PublicChange]) -> _Earlier:
    """What was told of these sessions before, in order."""
    found: _Earlier = defaultdict(list)
    keys = {line.session_id for line in lines}
    for line in PublicChange.objects.of_sessions(keys).in_order():
        found[_key(line)].append(line)
    return found


def _key(line: PublicChange) -> tuple[int, int, Hashable]:
    return line.event_id, line.session_id, line.matter


def _store(act: Act, lines: Sequence[PublicChange], earlier: _Earlier) -> None:
    told, taken_back = [], []
    for line in lines:
        line.act, line.at = act, act.at
        before = earlier[_key(line)]
        back = _taken_back(line, before)
        taken_back += back
        if not back and not _unsays_first(line, before) and _follow(line, before):
            told.append(line)
    if taken_back:
        PublicChange.objects.filter(pk__in=[line.pk for line in taken_back]).delete()
    PublicChange.objects.bulk_create(told)


def _taken_back(line: PublicChange, earlier: Sequence[PublicChange]) -> list[PublicChange]:
    """The lines of the same day that are no longer true if this one leads back to before them."""
    today = _same_day(line, earlier)
    states = [today[0].before, *(one.after for one in today)] if today else []
    return today[states.index(line.after) :] if line.after in states else []


def _unsays_first(line: PublicChange, earlier: Sequence[PublicChange]) -> bool:
    """Whether an undo takes back a first time or room of the same day, which was no news."""
    if line.kind not in (PublicChangeKind.TIME, PublicChangeKind.ROOM) or line.after is not None:
        return False
    undone = line.act.undoes
    if undone is None or _same_day(line, earlier):
        return False
    return line.event.local_date(undone.at) == line.event.local_date(line.at)


def _same_day(line: PublicChange, earlier: Sequence[PublicChange]) -> list[PublicChange]:
    date = line.event.local_date(line.at)
    return [one for one in earlier if line.event.local_date(one.at) == date]


def _follow(line: PublicChange, earlier: Sequence[PublicChange]) -> bool:
    """Make the line say what differs from what readers know; returns whether anything does.

    Of a day they are told once, from its morning. The first time or room of a session is no news,
    unless they knew another before; nor is one that is cancelled before anybody saw it.
    """
    if line.kind == PublicChangeKind.CANCELLED and line.former_status == SessionStatus.DRAFT:
        return bool(earlier) and earlier[-1].kind == PublicChangeKind.REMOVED
    if line.kind == PublicChangeKind.NEW:
        if any(one.kind == PublicChangeKind.REMOVED for one in earlier):
            line.kind = PublicChangeKind.REINSTATED
        return True
    if line.kind not in (PublicChangeKind.TIME, PublicChangeKind.ROOM):
        return True
    today = _same_day(line, earlier)
    if today:
        line.take_over(today[0])
    elif line.before is None:
        if not earlier or earlier[-1].after is not None:
            return False
        if earlier[-1].before != line.after:
            line.take_over(earlier[-1])
    return True
