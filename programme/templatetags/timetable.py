"""Timetables, and the rows of a room: `programme.agenda` writes both."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString, mark_safe

from programme.agenda.page import AgendaPage
from programme.agenda.room_rows import RoomRows
from programme.agenda.timetable import TimetableRow
from programme.agenda.timetable_cells import TimetableCells
from programme.models import Event

register = template.Library()


@register.simple_tag
def cell_writer(
    event: Event, page: AgendaPage | None = None, other_zone: dt.tzinfo | None = None
) -> TimetableCells:
    return TimetableCells(event, page, other_zone)


@register.simple_tag
def room_row_writer(event: Event, page: AgendaPage, other_zone: dt.tzinfo | None) -> RoomRows:
    """Writes rows that do not name their room."""
    return RoomRows(event, page, other_zone)


@register.simple_tag
def row_hour(cells: TimetableCells, row: TimetableRow) -> SafeString:
    return mark_safe(cells.hour(row))  # noqa: S308  made of times and an escaped city


@register.simple_tag
def row_cells(cells: TimetableCells, row: TimetableRow) -> SafeString:
    html = cells.row(row)
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`
