"""What the timetable shows of a day: its sessions as the form has them, and their conflicts."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from programme.admin.conflict_list import GAPS
from programme.admin.timetable.rows import Reader, Row, moved_keys
from programme.conflicts import Conflict, Planned, PlannedRoom, Severity, of_each_session
from programme.conflicts.loading import conflicts_among, load_planned, load_rooms
from programme.models import Event, SessionStatus

MOST_DAYS = 31
"""A longer event has tabs for the days on which something is held."""
ONE_DAY = dt.timedelta(days=1)


@dataclass
class Timetable:
    event: Event
    asked_day: str
    posted: Mapping[str, str]

    @cached_property
    def stored(self) -> list[Planned]:
        return load_planned(self.event)

    @cached_property
    def rooms(self) -> dict[int, PlannedRoom]:
        return load_rooms(self.event)

    @cached_property
    def days(self) -> list[dt.date]:
        """Those of the event, and others on which a session begins."""
        first, last = self.event.first_day, self.event.last_day
        count = min((last - first).days + 1, MOST_DAYS)
        of_event = {first + number * ONE_DAY for number in range(count)}
        return sorted(of_event | {day for one in self.stored if (day := day_of(one))})

    @cached_property
    def day(self) -> dt.date:
        """The day that was asked for, else today, else the first day of the event."""
        days = {day.isoformat(): day for day in self.days}
        today = timezone.localdate()
        usual = today if today in self.days else self.event.first_day
        return days.get(self.asked_day, usual)

    @cached_property
    def rows(self) -> dict[int, Row]:
        reader = Reader(self.event, self.day, self.rooms)
        return reader.rows(self.stored, self.posted)

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows.values() if row.is_changed]

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows.values() if row.faults]

    @property
    def overtaken(self) -> list[Row]:
        return [row for row in self.rows.values() if row.is_overtaken]

    @property
    def is_touched(self) -> bool:
        """Whether the form has anything that a new page would not."""
        return bool(moved_keys(self.posted))

    @property
    def gone(self) -> list[int]:
        """The sessions that the form moves and that are not in the event any more."""
        return [key for key in moved_keys(self.posted) if key not in self.rows]

    @property
    def published(self) -> int:
        """How many of the changed ones the public sees."""
        if not self.event.is_public:
            return 0
        return sum(row.stored.status != SessionStatus.DRAFT for row in self.changed)

    @cached_property
    def planned(self) -> list[Planned]:
        """All sessions of the event as they will be."""
        return [row.after for row in self.rows.values()]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Those of the event as it will be, without hints and without what a session lacks."""
        return _told(conflicts_among(self.planned, self.event))

    @property
    def stored_conflicts(self) -> list[Conflict]:
        return _told(conflicts_among(self.stored, self.event))

    @cached_property
    def by_session(self) -> dict[int | None, list[Conflict]]:
        return of_each_session(self.conflicts)

    @cached_property
    def of_day(self) -> list[Row]:
        """By start, then by room as staff have ordered them."""
        order = {key: number for number, key in enumerate(self.rooms)}
        found = [row for row in self.rows.values() if day_of(row.after) == self.day]
        return sorted(
            found,
            key=lambda row: (
                row.after.starts_at,
                order[row.after.room.pk] if row.after.room else -1,
                row.key,
            ),
        )

    @cached_property
    def unplaced(self) -> list[Row]:
        return [row for row in self.rows.values() if row.after.starts_at is None]

    @cached_property
    def elsewhere(self) -> list[Row]:
        """Those that the form has moved from this day to another."""
        return [
            row for row in self.changed if row.after.starts_at and day_of(row.after) != self.day
        ]

    @property
    def listed(self) -> Sequence[Row]:
        return [*self.unplaced, *self.of_day, *self.elsewhere]

    @property
    def day_conflicts(self) -> list[Conflict]:
        keys = {row.key for row in self.of_day}
        return [one for one in self.conflicts if not keys.isdisjoint(one.keys)]


def day_of(session: Planned) -> dt.date | None:
    """On which it begins, in the current time zone."""
    return session.starts_at and timezone.localdate(session.starts_at)


def _told(conflicts: Iterable[Conflict]) -> list[Conflict]:
    return [one for one in conflicts if one.severity != Severity.HINT and one.kind not in GAPS]
