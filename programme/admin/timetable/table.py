"""The timetable as a list: a row of fields for each session."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programme.admin.plans.consequences import SEVERITIES
from programme.admin.plans.table import Consequence
from programme.admin.timetable.page import Timetable
from programme.admin.timetable.rows import Row
from programme.conflicts import Conflict
from programme.conflicts.words import as_html


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    name: str


NONE = Option("", "–")


@dataclass(frozen=True, slots=True)
class Choices:
    """The rooms and the days that the fields offer, each with none before them."""

    rooms: Sequence[Option]
    days: Sequence[Option]

    @classmethod
    def of(cls, timetable: Timetable) -> Self:
        rooms = (Option(str(key), room.name[0]) for key, room in timetable.rooms.items())
        days = (Option(day.isoformat(), date_format(day, "D j")) for day in timetable.days)
        return cls([NONE, *rooms], [NONE, *days])


@dataclass(frozen=True, slots=True)
class ListedRow:
    row: Row
    when: str
    """Its time in words, where its fields cannot say it or nobody may change it."""
    follows: tuple[Consequence, ...]


def listed_rows(timetable: Timetable) -> list[ListedRow]:
    return [
        ListedRow(row, _when(row), tuple(consequences(timetable.by_session.get(row.key, ()), row)))
        for row in timetable.listed
    ]


def consequences(conflicts: Iterable[Conflict], row: Row) -> Iterator[Consequence]:
    zone = timezone.get_current_timezone()
    for conflict in conflicts:
        sentence = as_html(conflict, zone, here=row.key)
        yield Consequence(sentence=sentence, severity=SEVERITIES[conflict.severity])


def _when(row: Row) -> str:
    if row.after.starts_at is None:
        return _("not placed")
    start, end = (timezone.localtime(at) for at in (row.after.starts_at, row.after.ends_at))
    if start.date() == (end - dt.timedelta.resolution).date():
        return f"{date_format(start, 'D j M')}, {start:%H:%M}–{end:%H:%M}"
    return (
        f"{date_format(start, 'D j M')}, {start:%H:%M} – {date_format(end, 'D j M')}, {end:%H:%M}"
    )
