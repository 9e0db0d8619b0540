"""What an act tells readers of the people of sessions: who joins and who leaves."""

from collections import Counter
from collections.abc import Iterable

from content.history.acts import Entry
from programme.models.changes_of_sessions import closed_events
from programme.models.contributions import Contribution
from programme.models.kinds import SessionKind
from programme.models.public_changes import PublicChange, PublicChangeKind
from programme.models.sessions import Session
from programme.models.visibility import SessionStatus
from speakers.models import Speaker

Part = tuple[int, int]
"""The keys of a session and of a speaker in it."""


def changes_of_people(entries: list[Entry]) -> list[PublicChange]:
    """Who joins or leaves a session that goes ahead; a second role is no news, nor is a merger."""
    moved = _moved_people(entries)
    if not moved:
        return []
    sessions = _sessions_going_ahead({session for session, _speaker in moved}, entries)
    if not sessions:
        return []
    present = _present(moved)
    lines = []
    for (session, speaker), more in moved.items():
        now = present[session, speaker]
        before = now - more
        if session in sessions and bool(before > 0) != bool(now):
            kind = PublicChangeKind.JOINED if now else PublicChangeKind.LEFT
            event = sessions[session].event
            of = {"event": event, "session_id": session, "speaker_id": speaker}
            lines.append(PublicChange(kind=kind, **of))
    return lines


def _moved_people(entries: list[Entry]) -> dict[Part, int]:
    """How many parts each person gained or lost in each session."""
    gone = {e.key for e in entries if isinstance(e.row, Speaker) and e.after is None}
    moved: Counter[Part] = Counter()
    for entry in entries:
        if not isinstance(entry.row, Contribution):
            continue
        if entry.before and entry.before["speaker_id"] in gone:
            continue  # the record went: its parts are another record's now, or nobody's
        for stored, count in ((entry.before, -1), (entry.after, 1)):
            if stored and stored["session_id"]:
                moved[stored["session_id"], stored["speaker_id"]] += count
    return {part: count for part, count in moved.items() if count}


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


def _present(moved: Iterable[Part]) -> Counter[Part]:
    sessions, speakers = zip(*moved, strict=True)
    parts = Contribution.objects.filter(session__in=sessions, speaker__in=speakers)
    return Counter(parts.values_list("session", "speaker"))
