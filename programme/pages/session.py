"""The page of a session before, during and after it. Pure: no query, no request.

The page stays for ever: after a session its documents take the place of practical facts.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from programme.agenda.days import takes_whole_days
from programme.agenda.sessions import NOTHING, Former, ListedSession, Timed, Words
from programme.pages.people import Participation, split_people
from programme.pages.quotes import ShownQuote
from programme.registration import Registration

if TYPE_CHECKING:
    from programme.models import Document, Session

SOON = dt.timedelta(minutes=15)
MOST_ROWS = 3
"""How many sessions of its section or at its time the page of a session names."""
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
    """When the phase of the session or the state of its registration changes."""
    moments = {session.event.over_at, *session.registration_moments()}
    if session.starts_at is None:
        return moments
    return moments | {session.starts_at - SOON, session.starts_at, session.ends_at}


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
    def recording(self) -> "Document | None":
        """The first one, which is shown large."""
        return next((document for document in self.results if document.kind == "recording"), None)

    @property
    def beside_recording(self) -> tuple["Document", ...]:
        return tuple(document for document in self.results if document is not self.recording)


def split_documents(documents: Iterable["Document"], phase: SessionPhase) -> SessionDocuments:
    documents = list(documents)
    results = [one for one in documents if phase is SessionPhase.OVER and one.kind in RESULTS]
    return SessionDocuments(tuple(results), tuple(d for d in documents if d not in results))


@dataclass(frozen=True, slots=True)
class NearbySessions:
    previous: ListedSession | None
    """The one before it: in its room on the same day, else the last that has ended by then."""
    next: ListedSession | None
    parallel: tuple[ListedSession, ...]
    """The first sessions at the same time."""
    in_section: tuple[ListedSession, ...]
    """The first others of its section."""


def nearby_sessions(session: "Session", others: Iterable[ListedSession]) -> NearbySessions:
    """What is beside it, among `others` in agenda order.

    Sessions that take whole days are before, after and beside none.
    """
    others, zone = list(others), session.event.zone
    in_section = [one for one in others if one.section and one.section.pk == session.section_id]
    timed = [one for one in others if _has_hours(one, zone)] if _has_hours(session, zone) else []
    previous, following = _around(session, timed) if session.starts_at else _beside(session, others)
    return NearbySessions(
        previous=previous,
        next=following,
        parallel=tuple(one for one in timed if _overlap(one, session))[:MOST_ROWS],
        in_section=tuple(in_section[:MOST_ROWS]),
    )


def _has_hours(session: Timed, zone: dt.tzinfo) -> bool:
    return bool(session.starts_at) and not takes_whole_days(session, zone)


def _around(session: "Session", timed: list[ListedSession]) -> tuple:
    earlier = [one for one in timed if one.ends_at <= session.starts_at]
    later = [one for one in timed if one.starts_at >= session.ends_at]

    def here(one: ListedSession) -> bool:
        return _shares_room_and_day(one, session)

    last = max(earlier, key=lambda one: (here(one), one.ends_at, one.starts_at), default=None)
    first = min(later, key=lambda one: (not here(one), one.starts_at), default=None)
    return last, first


def _beside(session: "Session", others: list[ListedSession]) -> tuple:
    """The two beside a session without a time, among the others without one."""
    place = _agenda_place(session)
    untimed = sorted((one for one in others if one.starts_at is None), key=_agenda_place)
    before = [one for one in untimed if _agenda_place(one) < place]
    after = [one for one in untimed if _agenda_place(one) > place]
    return (before[-1] if before else None), (after[0] if after else None)


def _agenda_place(session: "Session | ListedSession") -> tuple:
    """Sorts sessions without a time as the agenda does."""
    section, room = session.section, session.room
    return (
        (section is None, section.position if section else 0, section.pk if section else 0),
        (room is None, room.position if room else 0),
        session.position,
        session.pk,
    )


def _shares_room_and_day(one: ListedSession, session: "Session") -> bool:
    dates = {session.event.local_date(each.starts_at) for each in (one, session)}
    return bool(one.room) and one.room.pk == session.room_id and len(dates) == 1


def _overlap(one: ListedSession, session: "Session") -> bool:
    return one.starts_at < session.ends_at and session.starts_at < one.ends_at


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a session is heard in a language: a number on the receivers, or a link."""

    language: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page of a session says about its forum and the sessions around it."""

    organizers: tuple[Words, ...] = ()
    """Those of the forum."""
    has_times: bool = True
    """Whether any session of the forum has one."""
    nearby: NearbySessions = NearbySessions(None, None, (), ())
    parallel: tuple[ListedSession, ...] = ()
    in_section: tuple[ListedSession, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """The page of a session at one moment."""

    session: "Session"
    phase: str
    join_address: str
    documents: SessionDocuments
    registration: Registration
    is_event_over: bool = False
    around: Surroundings = Surroundings()
    former: Former = NOTHING
    channels: tuple[Channel, ...] = ()
    quotes: tuple[ShownQuote, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.phase == SessionPhase.OVER.value

    @property
    def is_changed(self) -> bool:
        former = self.former
        return bool(former.starts_at or former.room[0] or former.is_back or self.is_full)

    @property
    def is_full(self) -> bool:
        """Whether there is no seat left, and still a reason to ask for one."""
        return self.session.is_full and not self.session.is_cancelled and not self.is_over

    @property
    def participation(self) -> Participation:
        return split_people(dict.fromkeys(self.session.contributions.all()))

    @property
    def awaits_people(self) -> bool:
        """Whether it has no people yet, and has not lost those that it had."""
        has_lost_some = self.former.lost_people or self.participation.withdrawn
        return self.session.awaits_people and not has_lost_some and not self.is_over

    @property
    def names_place(self) -> bool:
        """Whether the page says where it is; once it is over, no place is still to be announced."""
        session = self.session
        is_known = session.attendance_mode == "online" or session.room or session.event.venue_name
        return bool(is_known or (session.starts_at and not self.is_over))

    @property
    def awaits_time(self) -> bool:
        return not self.session.starts_at and self.around.has_times and not self.is_over

    @property
    def awaits_link(self) -> bool:
        """Whether it can only be followed online, and nobody can say yet where."""
        session = self.session
        is_ahead = not self.is_over and not session.is_cancelled
        return is_ahead and session.attendance_mode == "online" and not self.join_address

    @property
    def heard_channels(self) -> tuple[Channel, ...]:
        """The channels, as long as there is something to hear."""
        return () if self.is_over or self.session.is_cancelled else self.channels

    @property
    def is_in_calendars(self) -> bool:
        session = self.session
        return bool(session.starts_at) and not session.is_cancelled and not self.is_over

    @property
    def alternatives(self) -> tuple[ListedSession, ...]:
        """The sessions at its time, for those who cannot come to this one."""
        is_closed = self.session.is_cancelled or self.session.is_full
        return self.around.parallel if is_closed and not self.is_over else ()


def visit(
    session: "Session",
    now: dt.datetime,
    *,
    documents: Iterable["Document"] = (),
    around: Surroundings = Surroundings(),
    **known: object,
) -> Visit:
    """The page at `now`, with what is `known`: `former`, `channels`, `quotes`."""
    phase = session_phase(now, session)
    return Visit(
        session=session,
        phase=phase.value,
        join_address=join_url(session, phase),
        documents=split_documents(documents, phase),
        registration=session.registration_at(now),
        is_event_over=session.event.over_at <= now,
        around=around,
        **known,
    )
