"""The timetable as a list: a row of fields for each session."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.dates import date_format
from programme.admin.plans.consequences import SEVERITIES
from programme.admin.plans.table import Consequence
from programme.admin.timetable.page import Timetable
from programme.admin.timetable.rows import Row
from programme.conflicts import Conflict
from programme.conflicts.words import as_html

NONE = {"": "–"}
GONE = gettext_lazy("not there")


@dataclass(frozen=True)
class Options:
    """What a field offers: values with their names."""

    names: Mapping[str, str]

    @cached_property
    def html(self) -> SafeString:
        return format_html_join("", '<option value="{}">{}</option>', self.names.items())

    def with_chosen(self, value: str) -> SafeString:
        """A value that is not offered stays chosen."""
        if value not in self.names:
            return format_html('{}<option value="{}" selected>{}</option>', self.html, value, GONE)
        chosen = f'value="{escape(value)}"'
        return SafeString(self.html.replace(chosen, f"{chosen} selected", 1))


@dataclass(frozen=True, slots=True)
class Choices:
    """The rooms and the days that the fields offer, each with none before them."""

    rooms: Options
    days: Options

    @classmethod
    def of(cls, timetable: Timetable) -> Self:
        rooms = {str(key): room.name[0] for key, room in timetable.rooms.items()}
        days = {day.isoformat(): date_format(day, "D j") for day in timetable.days}
        return cls(Options(NONE | rooms), Options(NONE | days))


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
        return f"{date_format(start, 'D j N, H:i')}–{end:%H:%M}"
    return f"{date_format(start, 'D j N, H:i')} – {date_format(end, 'D j N, H:i')}"
