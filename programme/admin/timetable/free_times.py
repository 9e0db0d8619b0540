"""Where a session that is not placed could go: the first free time after the last one laid. Pure.

A time is free if neither the room nor anybody who takes part is needed elsewhere, and no break or
plenary is held.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from programme.conflicts import Planned, PlannedRoom

STEP = dt.timedelta(minutes=5)

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Day:
    """The hours of a day in which sessions are laid, in UTC, and its rooms in staff order."""

    opens_at: dt.datetime
    closes_at: dt.datetime
    rooms: Sequence[PlannedRoom]
    sessions: Sequence[Planned]
    """Those with a time, of this day."""

    def propose(
        self, session: Planned, length: dt.timedelta, last: Planned | None = None
    ) -> tuple[PlannedRoom | None, dt.datetime]:
        """The room and the start: in its own room if it has one, else where the last one was laid.

        If that is full, the next rooms are tried from the beginning of the day. If all are, it is
        after the end of the day.
        """
        room = session.room or (last and last.room) or next(iter(self.rooms), None)
        after = last.ends_at.astimezone(dt.UTC) if last and last.room == room else self.opens_at
        number = self.rooms.index(room) if room in self.rooms else 0
        others = [] if session.room else [*self.rooms[number + 1 :], *self.rooms[:number]]
        tried = [(room, after), (room, self.opens_at), *((one, self.opens_at) for one in others)]
        for there, begin in tried:
            start = self._first_free(session, there, begin, length)
            if start + length <= self.closes_at:
                return there, start
        return room, max(self.closes_at, after)

    def _first_free(
        self, session: Planned, room: PlannedRoom | None, after: dt.datetime, length: dt.timedelta
    ) -> dt.datetime:
        start = _rounded(after)
        for begin, end in sorted(self._in_the_way(session, room)):
            if begin < start + length and end > start:
                start = _rounded(end)
        return start

    def _in_the_way(self, session: Planned, room: PlannedRoom | None) -> Iterator[Span]:
        yield from self._busy[None]
        if room:
            yield from self._busy["room", room.pk]
        for person in session.people:
            if person.is_live:
                yield from self._busy["person", person.pk]

    @cached_property
    def _busy(self) -> dict[object, list[Span]]:
        """When each room and person is needed; under None, what is held for everybody."""
        found: dict[object, list[Span]] = defaultdict(list)
        for one in self.sessions:
            if not one.is_held:
                continue
            span = one.starts_at.astimezone(dt.UTC), one.ends_at.astimezone(dt.UTC)
            if one.is_pause or one.is_plenary:
                found[None].append(span)
            if one.room:
                found["room", one.room.pk].append(span)
            for person in one.people:
                if person.is_live:
                    found["person", person.pk].append(span)
        return found


def _rounded(moment: dt.datetime) -> dt.datetime:
    """The next moment on a step of five minutes."""
    over = dt.timedelta(seconds=moment.timestamp() % STEP.total_seconds())
    return moment + (STEP - over if over else over)
