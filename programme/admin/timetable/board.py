"""The timetable as a board: the grid with its slots, and what is beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from programme.admin.timetable.free_times import Day
from programme.admin.timetable.grid import Cell, Grid, grid_of
from programme.admin.timetable.page import Timetable, day_of
from programme.admin.timetable.places import Place, usual_length
from programme.admin.timetable.rows import Row
from programme.agenda.days import takes_whole_days
from programme.agenda.sessions import Words
from programme.conflicts import Conflict, Planned, Severity
from programme.conflicts.words import KIND_LABELS, as_html, in_words
from programme.models import SessionStatus

MINUTE = dt.timedelta(minutes=1)
MOST_CONFLICTS = 20


@dataclass(frozen=True, slots=True)
class Slot:
    """A session on the board."""

    row: Row
    conflicts: Sequence[Conflict]

    @property
    def session(self) -> Planned:
        return self.row.after

    @property
    def clock(self) -> str:
        typed = Place.of(self.session).typed if self.row.is_changed else self.row.typed
        return f"{typed.start}–{typed.end}"

    @property
    def minutes(self) -> tuple[int, int]:
        """Its start and end on the clock, from midnight."""
        start, end = (local.replace(tzinfo=None) for local in self._local)
        midnight = start.replace(hour=0, minute=0, second=0)
        return (start - midnight) // MINUTE, (end - midnight) // MINUTE

    @property
    def _local(self) -> tuple[dt.datetime, dt.datetime]:
        moments = (self.session.starts_at, self.session.ends_at)
        start, end = map(timezone.localtime, moments)
        return start, end

    @property
    def room(self) -> int | None:
        return self.session.room and self.session.room.pk

    @property
    def person(self) -> Words | None:
        return self.session.people[0].name if self.session.people else None

    @property
    def more_people(self) -> int:
        return max(0, len({one.pk for one in self.session.people}) - 1)

    @property
    def status(self) -> str:
        """In words, unless it is published as most are."""
        status = SessionStatus(self.session.status)
        return "" if status == SessionStatus.PUBLISHED else str(status.label)

    @property
    def state(self) -> str:
        """What its frame says first: a conflict, a move, a status."""
        if self.row.faults or any(one.is_clash for one in self.conflicts):
            return "clash"
        if any(one.severity == Severity.WARNING for one in self.conflicts):
            return "warning"
        return "moved" if self.row.is_changed else self.session.status

    @property
    def conflict_label(self) -> str:
        return str(KIND_LABELS[self.conflicts[0].kind]) if self.conflicts else ""

    @property
    def conflict_words(self) -> str:
        zone = timezone.get_current_timezone()
        return " ".join(in_words(one, zone, here=self.row.key) for one in self.conflicts)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A session without a time, with its length, and where the script proposes to lay it."""

    row: Row
    length: dt.timedelta
    start: int | None = None
    """In minutes from midnight; None if the day is full."""
    room: int | None = None


@dataclass
class Board:
    timetable: Timetable
    last: int | None = None
    """The session that was laid last."""

    @cached_property
    def grid(self) -> Grid:
        page = self.timetable
        sessions = [row.after for row in page.of_day]
        zone = timezone.get_current_timezone()
        return grid_of(sessions, tuple(page.rooms.values()), page.day, zone)

    def slots(self, sessions: Sequence[Planned]) -> list[Slot]:
        page = self.timetable
        return [Slot(page.rows[one.pk], page.by_session.get(one.pk, ())) for one in sessions]

    def slots_of(self, cell: Cell) -> list[Slot]:
        return self.slots(cell.sessions)

    @property
    def long(self) -> list[Slot]:
        return self.slots(self.grid.long)

    @property
    def elsewhere(self) -> list[Slot]:
        return self.slots([row.after for row in self.timetable.elsewhere])

    @property
    def fixed(self) -> set[int]:
        return {row.key for row in self.timetable.of_day if row.is_fixed}

    @property
    def conflicts(self) -> list[SafeString]:
        """The first conflicts of the day, as many as are read; each session shows its own."""
        zone = timezone.get_current_timezone()
        return [as_html(one, zone) for one in self.timetable.day_conflicts[:MOST_CONFLICTS]]

    @property
    def more_conflicts(self) -> int:
        return max(len(self.timetable.day_conflicts) - MOST_CONFLICTS, 0)

    @cached_property
    def unplaced(self) -> list[Unplaced]:
        return [self._proposed(row) for row in self.timetable.unplaced]

    def _proposed(self, row: Row) -> Unplaced:
        length = usual_length(row.stored)
        room, start = self._day.propose(row.after, length, self._last)
        local = timezone.localtime(start)
        is_today = local.date() == self.timetable.day
        minutes = local.hour * 60 + local.minute if is_today else None
        return Unplaced(row, length, minutes, room and room.pk)

    @cached_property
    def _last(self) -> Planned | None:
        row = self.timetable.rows.get(self.last) if self.last else None
        return row.after if row and day_of(row.after) == self.timetable.day else None

    @cached_property
    def _day(self) -> Day:
        zone, rows = timezone.get_current_timezone(), self.grid.rows
        every = [row.after for row in self.timetable.of_day]
        held = [one for one in every if not takes_whole_days(one, zone)]
        starts = [one.starts_at for one in held if not one.is_pause and one not in self.grid.long]
        return Day(
            opens_at=min(starts, default=rows[0].starts_at).astimezone(dt.UTC),
            closes_at=rows[-1].ends_at.astimezone(dt.UTC),
            rooms=tuple(self.timetable.rooms.values()),
            sessions=held,
        )
