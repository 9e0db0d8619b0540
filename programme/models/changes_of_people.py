"""What an act tells readers of the people of sessions: who joins, leaves or withdraws."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.history.acts import Entry
from programme.models.changes_of_sessions import closed_events
from programme.models.contributions import Contribution
from programme.models.kinds import SessionKind
from programme.models.public_changes import OF_A_PERSON, PublicChange
from programme.models.sessions import Session
from programme.models.visibility import SessionStatus
from speakers.models import Speaker

Part = tuple[int, int]
"""The keys of a session and of a speaker in it."""

_KINDS = {states: kind for kind, states in OF_A_PERSON.items()}


@dataclass(frozen=True, slots=True)
class Parts:
    """How many parts a person has in a session, and had to withdraw from."""

    taken: int = 0
    withdrawn: int = 0

    @property
    def state(self) -> str:
        """In the words of `OF_A_PERSON`; a second part makes no difference."""
        if self.taken > 0:
            return "present"
        return "withdrawn" if self.withdrawn > 0 else "absent"

    def __add__(self, other: "Parts") -> "Parts":
        return Parts(self.taken + other.taken, self.withdrawn + other.withdrawn)

    def __sub__(self, other: "Parts") -> "Parts":
        return Parts(self.taken - other.taken, self.withdrawn - other.withdrawn)


def changes_of_people(entries: list[Entry]) -> list[PublicChange]:
    """Who joins, leaves or withdraws from a session that goes ahead; a merger is no news.

    Nor is a person who is entered as withdrawn, or is deleted after the withdrawal.
    """
    moved = _moved_people(entries)
    if not moved:
        return []
    sessions = _sessions_going_ahead({session for session, _speaker in moved}, entries)
    if not sessions:
        return []
    present = _present(moved)
    lines = []
    for part, more in moved.items():
        session, speaker = part
        now = present.get(part, Parts())
        kind = _KINDS.get(((now - more).state, now.state))
        if kind and session in sessions:
            of = {"event": sessions[session].event, "session_id": session, "speaker_id": speaker}
            lines.append(PublicChange(kind=kind, **of))
    return lines


def _moved_people(entries: list[Entry]) -> dict[Part, Parts]:
    """How many parts each person gained or lost in each session."""
    gone = {e.key for e in entries if isinstance(e.row, Speaker) and e.after is None}
    moved: dict[Part, Parts] = {}
    for entry in entries:
        if not isinstance(entry.row, Contribution):
            continue
        if entry.before and entry.before["speaker_id"] in gone:
            continue  # the record went: its parts are another record's now, or nobody's
        for stored, count in ((entry.before, -1), (entry.after, 1)):
            if stored and stored["session_id"]:
                part = stored["session_id"], stored["speaker_id"]
                moved[part] = moved.get(part, Parts()) + _counted(stored["withdrawn_at"], count)
    return {part: parts for part, parts in moved.items() if parts != Parts()}


def _counted(withdrawn_at: object, count: int) -> Parts:
    return Parts(withdrawn=count) if withdrawn_at else Parts(taken=count)


def _sessions_going_ahead(keys: set[int], entries: list[Entry]) -> dict[int, Session]:
    """Those that readers saw as going ahead before the act, and still see so; no breaks."""
    own = {entry.key: entry for entry in entries if isinstance(entry.row, Session)}
    closed = closed_events(entries)
    published = Session.objects.filter(pk__in=keys, status=SessionStatus.PUBLISHED)
    found = published.select_related("event")
    return {
        session.pk: session
        for session in found.exclude(kind=SessionKind.BREAK).exclude(event__in=closed)
        if session.event.is_public and _was_going_ahead(own.get(session.pk))
    }


def _was_going_ahead(entry: Entry | None) -> bool:
    return entry is None or bool(entry.before and entry.before["status"] == SessionStatus.PUBLISHED)


def _present(moved: Iterable[Part]) -> dict[Part, Parts]:
    sessions, speakers = zip(*moved, strict=True)
    rows = Contribution.objects.filter(session__in=sessions, speaker__in=speakers)
    found: dict[Part, Parts] = {}
    for session, speaker, withdrawn_at in rows.values_list("session", "speaker", "withdrawn_at"):
        part = session, speaker
        found[part] = found.get(part, Parts()) + _counted(withdrawn_at, 1)
    return found
