"""Finds the conflicts in the sessions of an event. Pure: no query, no request.

Moments are compared in UTC, since clocks may go back in between. Cancelled sessions
count for nothing; what takes whole days, such as an exhibition, blocks nobody and no room.
"""

import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from programme.agenda.days import takes_whole_days
from programme.conflicts.values import (
    ORDER,
    Conflict,
    ConflictKind,
    Planned,
    PlannedPerson,
    PlannedRoom,
)

MINUTE = dt.timedelta(minutes=1)
SHORTEST_PAUSE = 15 * MINUTE
"""A shorter gap between two sessions is the way to the next room, and no break."""
LONGEST_STRETCH = 4 * 60 * MINUTE
TURNOVER = 10 * MINUTE
NO_TIME = dt.timedelta()
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
MOST_AT_ONCE = 10
"""How many others a session is compared with where more are held at the same time."""
SHORTEST_SETUP = 30 * MINUTE
"""A room is set up differently for a workshop, unless it is shorter than this."""


@dataclass(frozen=True, slots=True)
class Span:
    """A session with its hours in UTC."""

    start: dt.datetime
    end: dt.datetime
    session: Planned = field(compare=False)


def find_conflicts(
    sessions: Iterable[Planned],
    *,
    first_day: dt.date,
    last_day: dt.date,
    zone: dt.tzinfo,
) -> list[Conflict]:
    """The conflicts in the sessions of one event, the most severe first, then by time."""
    held = [session for session in sessions if session.is_held]
    timed = [session for session in held if session.starts_at]
    spans = _spans(timed, zone)
    found = [
        *_people_at_once(spans),
        *_rooms_at_once(spans),
        *_outside_days(timed, first_day, last_day, zone),
        *_small_rooms(held),
        *_without_break(spans),
        *_incomplete(held),
        *_themes_at_once(spans),
    ]
    return sorted(found, key=_place)


def free_rooms(
    sessions: Iterable[Planned], session: Planned, *, zone: dt.tzinfo
) -> list[PlannedRoom]:
    """The rooms of these sessions in which none is held during this one, by name."""
    own = _spans([session] if session.starts_at else [], zone)
    if not own:
        return []
    others = [one for one in sessions if one.pk != session.pk and one.room]
    busy = [one for one in others if one.is_held and one.starts_at]
    taken = {
        span.session.room.pk
        for span in _spans(busy, zone)
        if span.start < own[0].end and span.end > own[0].start
    }
    rooms = {one.room.pk: one.room for one in others if one.room.pk not in taken}
    return sorted(rooms.values(), key=lambda room: (room.name, room.pk))


def _spans(timed: Iterable[Planned], zone: dt.tzinfo) -> list[Span]:
    """By start, without what takes whole days."""
    spans = (
        Span(session.starts_at.astimezone(dt.UTC), session.ends_at.astimezone(dt.UTC), session)
        for session in timed
        if not takes_whole_days(session, zone)
    )
    return sorted(spans, key=lambda span: (span.start, span.end, _order(span.session)))


def _order(session: Planned) -> float:
    return float("inf") if session.pk is None else session.pk


def _place(conflict: Conflict) -> tuple:
    start = conflict.starts_at or LAST
    return (*ORDER[conflict.kind], start, *map(_order, conflict.sessions))


def _overlapping(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Each pair that is held at the same time, of spans by start; touching ones are not."""
    current: list[tuple[dt.datetime, int, Span]] = []
    for number, span in enumerate(spans):
        while current and current[0][0] <= span.start:
            heapq.heappop(current)
        for _end, _number, other in current[:MOST_AT_ONCE]:
            yield other, span
        heapq.heappush(current, (span.end, number, span))


def _at_once(kind: ConflictKind, spans: Iterable[Span], **about: object) -> Iterator[Conflict]:
    for one, other in _overlapping(spans):
        yield _conflict(kind, one, other, other.start, min(one.end, other.end), **about)


def _conflict(
    kind: ConflictKind,
    one: Span,
    other: Span,
    start: dt.datetime,
    end: dt.datetime,
    **about: object,
) -> Conflict:
    sessions = (one.session,) if one is other else (one.session, other.session)
    return Conflict(kind, sessions, start, end, **about)


def _of_each(
    spans: Iterable[Span], parts: Callable[[Planned], Iterable]
) -> Iterator[tuple[object, list[Span]]]:
    """The spans of each room, theme or person, by its primary key."""
    found: dict[int, tuple[object, list[Span]]] = {}
    for span in spans:
        for part in parts(span.session):
            found.setdefault(part.pk, (part, []))[1].append(span)
    yield from found.values()


def _live_people(session: Planned) -> Iterable[PlannedPerson]:
    """Each person once, whatever the roles."""
    return {person.pk: person for person in session.people if person.is_live}.values()


def _people_at_once(spans: list[Span]) -> Iterator[Conflict]:
    for person, own in _of_each(spans, _live_people):
        yield from _at_once(ConflictKind.PERSON_TWICE, own, person=person)
        yield from _hurried(person, own)


def _hurried(person: PlannedPerson, spans: list[Span]) -> Iterator[Conflict]:
    """Where the person leaves one room less than ten minutes before they are in another."""
    there = [span for span in spans if _is_there(person, span.session)]
    for one, other in pairwise(there):
        is_short = NO_TIME <= other.start - one.end < TURNOVER
        if is_short and one.session.room.pk != other.session.room.pk:
            yield _conflict(ConflictKind.TURNOVER, one, other, one.end, other.start, person=person)


def _is_there(person: PlannedPerson, session: Planned) -> bool:
    parts = (part for part in session.people if part.pk == person.pk)
    return bool(session.room) and not session.is_online and any(p.is_in_room for p in parts)


def _rooms_at_once(spans: list[Span]) -> Iterator[Conflict]:
    for room, own in _of_each(spans, lambda session: (session.room,) if session.room else ()):
        yield from _at_once(ConflictKind.ROOM_TWICE, own, room=room)
        yield from _handed_over(room, own)


def _handed_over(room: PlannedRoom, spans: list[Span]) -> Iterator[Conflict]:
    """Where a room goes to another section, or is set up differently, within ten minutes."""
    for one, other in pairwise(spans):
        is_short = NO_TIME <= other.start - one.end < TURNOVER
        if is_short and _needs_turnover(one, other):
            yield _conflict(ConflictKind.TURNOVER, one, other, one.end, other.start, room=room)


def _needs_turnover(one: Span, other: Span) -> bool:
    """A break leaves time enough by itself."""
    before, after = one.session, other.session
    if before.is_pause or after.is_pause:
        return False
    is_of_other = before.section and after.section and before.section.pk != after.section.pk
    return bool(is_of_other) or _has_own_setup(one) != _has_own_setup(other)


def _has_own_setup(span: Span) -> bool:
    return span.session.kind == "workshop" and span.end - span.start >= SHORTEST_SETUP


def _outside_days(
    sessions: Iterable[Planned], first_day: dt.date, last_day: dt.date, zone: dt.tzinfo
) -> Iterator[Conflict]:
    """Those of which a part is on another day, by the dates in the zone."""
    for session in sessions:
        start, end = (time.astimezone(dt.UTC) for time in (session.starts_at, session.ends_at))
        last_moment = end - dt.timedelta.resolution
        begins, lasts_to = (moment.astimezone(zone).date() for moment in (start, last_moment))
        if begins < first_day or lasts_to > last_day:
            yield Conflict(ConflictKind.OUTSIDE_DAYS, (session,), start, end)


def _small_rooms(sessions: Iterable[Planned]) -> Iterator[Conflict]:
    """Plenaries that are not in the largest room, and more people on stage than there are seats."""
    for session in sessions:
        room = session.room
        if room and room.capacity and not session.is_online and not session.is_pause:
            on_stage = {person.pk for person in session.people if person.is_in_room}
            is_small = session.is_plenary and room.capacity < (room.largest or 0)
            if is_small or len(on_stage) > room.capacity:
                yield _about(ConflictKind.ROOM_TOO_SMALL, session, room=room)


def _about(kind: ConflictKind, session: Planned, **about: object) -> Conflict:
    times = (session.starts_at, session.ends_at)
    return Conflict(
        kind, (session,), *(time and time.astimezone(dt.UTC) for time in times), **about
    )


def _incomplete(sessions: Iterable[Planned]) -> Iterator[Conflict]:
    for session in sessions:
        if session.has_speakers and not session.people:
            yield _about(ConflictKind.NO_PEOPLE, session)
        if not session.room and not session.is_online and session.kind != "break":
            yield _about(ConflictKind.NO_ROOM, session)
        if not session.languages and (session.has_speakers or session.kind == "ceremony"):
            yield _about(ConflictKind.NO_LANGUAGE, session)


def _without_break(spans: list[Span]) -> Iterator[Conflict]:
    """Four hours or more in which some session is on all the time, and no break or social event."""
    talks = [span for span in spans if not span.session.is_pause]
    pauses = [span for span in spans if span.session.is_pause]
    for start, end in _stretches(talks, pauses):
        if end - start >= LONGEST_STRETCH:
            on = [span for span in talks if span.start < end and span.end > start]
            first, last = min(on, key=lambda span: span.start), max(on, key=lambda span: span.end)
            yield _conflict(ConflictKind.NO_BREAK, first, last, start, end)


def _stretches(talks: list[Span], pauses: list[Span]) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """From when to when sessions are on, without the breaks between and beside them."""
    for start, end in _joined(talks):
        for pause in pauses:
            if pause.start < end and pause.end > start:
                yield start, pause.start
                start = pause.end
        yield start, end


def _joined(talks: list[Span]) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The hours in which some session is on; gaps under a quarter of an hour do not count."""
    start = end = None
    for span in talks:
        if end is not None and span.start - end >= SHORTEST_PAUSE:
            yield start, end
            start = end = None
        start = span.start if start is None else start
        end = span.end if end is None else max(end, span.end)
    if end is not None:
        yield start, end


def _themes_at_once(spans: list[Span]) -> Iterator[Conflict]:
    for _track, own in _of_each(spans, lambda session: (session.track,) if session.track else ()):
        yield from _at_once(ConflictKind.SAME_THEME, own)
