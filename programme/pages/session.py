"""The page of a session before, during and after it. Pure: no query, no request.

The page stays for ever: after a session its documents take the place of practical facts.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.days import takes_whole_days
from programme.agenda.sessions import NOTHING, Former
from programme.pages.people import Participation, split_people

if TYPE_CHECKING:
    from programme.models import Document, Session

SOON = dt.timedelta(minutes=15)
RESULTS = {"recording", "slides", "transcript", "photos", "outcome"}
"""The kinds of documents that a session produces."""


class SessionPhase(Enum):
    AHEAD = "ahead"
    SOON = "soon"
    LIVE = "live"
    OVER = "over"


def session_phase(now: dt.datetime, session: "Session") -> SessionPhase:
    """The phase at `now`; a session without times is over when its event is."""
    if session.starts_at is None:
        event = session.event
        return SessionPhase.OVER if event.last_day < event.local_date(now) else SessionPhase.AHEAD
    if session.ends_at <= now:
        return SessionPhase.OVER
    if session.starts_at <= now:
        return SessionPhase.LIVE
    return SessionPhase.SOON if session.starts_at - now <= SOON else SessionPhase.AHEAD


def session_moments(session: "Session") -> set[dt.datetime]:
    """When the phase of the session changes."""
    if session.starts_at is None:
        return {session.event.over_at}
    return {session.starts_at - SOON, session.starts_at, session.ends_at}


def join_url(session: "Session", phase: SessionPhase) -> str:
    """The address for following it online; empty where there is none or nothing to follow."""
    if phase is SessionPhase.OVER or session.is_cancelled or session.is_break:
        return ""
    if session.stream_url or session.attendance_mode == "in_person":
        return session.stream_url
    room_stream = session.room.stream_url if session.room else ""
    return room_stream or (session.event.stream_url if session.attendance_mode else "")


@dataclass(frozen=True, slots=True)
class SessionDocuments:
    """The documents of a session in staff order; only a session that is over has results."""

    results: tuple["Document", ...]
    others: tuple["Document", ...]

    @property
    def has_recording(self) -> bool:
        return any(document.kind == "recording" for document in self.results)


def split_documents(documents: Iterable["Document"], phase: SessionPhase) -> SessionDocuments:
    documents = list(documents)
    results = [one for one in documents if phase is SessionPhase.OVER and one.kind in RESULTS]
    return SessionDocuments(tuple(results), tuple(d for d in documents if d not in results))


@dataclass(frozen=True, slots=True)
class NearbySessions:
    previous: "Session | None"
    """The last session before it in its room, on the same day."""
    next: "Session | None"
    parallel: tuple["Session", ...]
    """The sessions at the same time."""


def nearby_sessions(session: "Session", others: Iterable["Session"]) -> NearbySessions:
    """The sessions just before and after it in its room, and those at the same time.

    `others` come by time and do not include it; they are empty for a session without times.
    Sessions that take whole days are near to none.
    """
    zone = session.event.zone
    if takes_whole_days(session, zone):
        return NearbySessions(None, None, ())
    others = [one for one in others if not takes_whole_days(one, zone)]
    in_room = [one for one in others if _shares_room_and_day(one, session)]
    return NearbySessions(
        previous=next((o for o in reversed(in_room) if o.ends_at <= session.starts_at), None),
        next=next((o for o in in_room if o.starts_at >= session.ends_at), None),
        parallel=tuple(one for one in others if _overlap(one, session)),
    )


def _shares_room_and_day(one: "Session", session: "Session") -> bool:
    dates = {session.event.local_date(each.starts_at) for each in (one, session)}
    return bool(session.room_id) and one.room_id == session.room_id and len(dates) == 1


def _overlap(one: "Session", other: "Session") -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


@dataclass(frozen=True, slots=True)
class Visit:
    """The page of a session at one moment."""

    session: "Session"
    phase: str
    join_address: str
    documents: SessionDocuments
    nearby: NearbySessions
    former: Former = NOTHING

    @property
    def is_changed(self) -> bool:
        former = self.former
        is_moved = former.starts_at or former.room[0]
        return bool(is_moved or former.is_back or self.session.is_full)

    @property
    def participation(self) -> Participation:
        return split_people(self.session.contributions.all())

    @property
    def awaits_people(self) -> bool:
        """Whether it has no people yet, and has not lost those that it had."""
        has_lost_some = self.former.lost_people or self.participation.withdrawn
        is_over = self.phase == SessionPhase.OVER.value
        return self.session.awaits_people and not has_lost_some and not is_over

    @property
    def names_place(self) -> bool:
        """Whether the page says where it is; once it is over, no place is still to be announced."""
        session = self.session
        is_known = session.attendance_mode == "online" or session.room or session.event.venue_name
        return bool(is_known or (session.starts_at and self.phase != SessionPhase.OVER.value))


def visit(
    session: "Session",
    now: dt.datetime,
    *,
    documents: Iterable["Document"],
    others: Iterable["Session"],
    former: Former = NOTHING,
) -> Visit:
    """The page at `now`; see `nearby_sessions()` for the `others`."""
    phase = session_phase(now, session)
    return Visit(
        session=session,
        phase=phase.value,
        join_address=join_url(session, phase),
        documents=split_documents(documents, phase),
        nearby=nearby_sessions(session, others),
        former=former,
    )
