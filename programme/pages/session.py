"""What the page of a session says before it, during it and after it. Pure: no query, no request.

The page is there for ever: what is of use before a session gives way to what is left of it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from programme.agenda.days import takes_whole_days

SOON = dt.timedelta(minutes=15)
RESULTS = {"recording", "slides", "transcript", "photos", "outcome"}
"""The kinds of documents that come out of a session."""


class SessionPhase(Enum):
    AHEAD = "ahead"
    SOON = "soon"
    LIVE = "live"
    OVER = "over"


def session_phase(now: dt.datetime, session: Any) -> SessionPhase:
    """Where a session stands; one without times is over when its event is."""
    if session.starts_at is None:
        event = session.event
        return SessionPhase.OVER if event.last_day < event.local_date(now) else SessionPhase.AHEAD
    if session.ends_at <= now:
        return SessionPhase.OVER
    if session.starts_at <= now:
        return SessionPhase.LIVE
    return SessionPhase.SOON if session.starts_at - now <= SOON else SessionPhase.AHEAD


def join_url(session: Any, phase: SessionPhase) -> str:
    """Where to follow it from elsewhere, as long as there is something to follow."""
    if phase is SessionPhase.OVER or session.is_cancelled or session.is_break:
        return ""
    if session.stream_url or session.attendance_mode == "in_person":
        return session.stream_url
    of_room = session.room.stream_url if session.room else ""
    return of_room or (session.event.stream_url if session.attendance_mode else "")


@dataclass(frozen=True)
class SessionDocuments:
    """Documents in the order of staff: what is left of a session that is over, and all others."""

    results: tuple[Any, ...]
    others: tuple[Any, ...]

    @property
    def has_recording(self) -> bool:
        return any(document.kind == "recording" for document in self.results)


def split_documents(documents: Iterable[Any], phase: SessionPhase) -> SessionDocuments:
    found = list(documents)
    results = [one for one in found if phase is SessionPhase.OVER and one.kind in RESULTS]
    return SessionDocuments(tuple(results), tuple(one for one in found if one not in results))


@dataclass(frozen=True)
class NearbySessions:
    previous: Any | None
    next: Any | None
    beside: tuple[Any, ...]
    """What is on at the same time."""


def nearby_sessions(session: Any, others: Iterable[Any]) -> NearbySessions:
    """The sessions just before and after it in its room, and those beside it.

    The others come by time, and it is none of them; one without times has no neighbours. Those in
    the room are of its day, by the event's zone. What takes whole days is beside nothing.
    """
    zone = session.event.zone
    if takes_whole_days(session, zone):
        return NearbySessions(None, None, ())
    others = [one for one in others if not takes_whole_days(one, zone)]
    in_room = [one for one in others if _is_near(one, session)]
    beside = (one for one in others if _overlap(one, session))
    return NearbySessions(
        previous=next((o for o in reversed(in_room) if o.ends_at <= session.starts_at), None),
        next=next((o for o in in_room if o.starts_at >= session.ends_at), None),
        beside=tuple(beside),
    )


def _is_near(one: Any, session: Any) -> bool:
    dates = {session.event.local_date(each.starts_at) for each in (one, session)}
    return bool(session.room_id) and one.room_id == session.room_id and len(dates) == 1


def _overlap(one: Any, other: Any) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


@dataclass(frozen=True)
class Visit:
    """The page of a session at one moment."""

    session: Any
    phase: str
    join_address: str
    papers: SessionDocuments
    around: NearbySessions

    @property
    def names_place(self) -> bool:
        """Whether the page says where it is; once it is over, no place is still to be announced."""
        session = self.session
        is_known = session.attendance_mode == "online" or session.room or session.event.venue_name
        return bool(is_known or (session.starts_at and self.phase != SessionPhase.OVER.value))


def visit(
    session: Any, now: dt.datetime, *, documents: Iterable[Any], others: Iterable[Any]
) -> Visit:
    phase = session_phase(now, session)
    return Visit(
        session=session,
        phase=phase.value,
        join_address=join_url(session, phase),
        papers=split_documents(documents, phase),
        around=nearby_sessions(session, others),
    )
