"""The fields of the timetable in the admin, written without templates: a day has hundreds of them.

A field is named for what it says and for its session, `start-12`, and labelled by its column and
the title.
"""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programme.admin.timetable.board import Board, Slot, Unplaced
from programme.admin.timetable.grid import Cell
from programme.admin.timetable.markup import hidden_fields, slot_html, unplaced_html
from programme.admin.timetable.rows import Row
from programme.admin.timetable.table import Options
from programme.agenda.hours import time_element

register = template.Library()

FAULT = SafeString(' aria-invalid="true" aria-describedby="faults-{}"')


@register.simple_tag
def cell_slots(board: Board, cell: Cell, can_move: object) -> SafeString:
    slots = (slot_html(slot, can_move=bool(can_move)) for slot in board.slots_of(cell))
    return SafeString("".join(slots))


@register.simple_tag
def slot(one: Slot, can_move: object) -> SafeString:
    return slot_html(one, can_move=bool(can_move))


@register.simple_tag
def unplaced_slot(one: Unplaced, can_move: object) -> SafeString:
    return unplaced_html(one, can_move=bool(can_move))


@register.simple_tag
def hidden_rows(rows: Iterable[Row]) -> SafeString:
    return hidden_fields(rows)


@register.simple_tag
def spans(cell: Cell) -> SafeString:
    """The attributes of a cell that covers more than one place."""
    rows = format_html(' rowspan="{}"', cell.rows) if cell.rows > 1 else ""
    columns = format_html(' colspan="{}"', cell.columns) if cell.columns > 1 else ""
    return format_html("{}{}", rows, columns)


@register.simple_tag
def clock(local: dt.datetime) -> SafeString:
    return time_element(local)


@register.simple_tag
def hour_field(row: Row, name: str, label: str) -> SafeString:
    return format_html(
        '{}<input class="vTimeField" id="{name}-{key}" name="{name}-{key}" value="{value}" size="6"'
        ' dir="ltr" autocomplete="off" aria-labelledby="of-{name} title-{key}"{fault}>',
        _label(row, name, label),
        name=name,
        key=row.key,
        value=getattr(row.typed, name),
        fault=_fault(row, name),
    )


@register.simple_tag
def choice_field(row: Row, name: str, label: str, options: Options) -> SafeString:
    return format_html(
        '{}<select id="{name}-{key}" name="{name}-{key}" aria-labelledby="of-{name} title-{key}"'
        "{fault}>{options}</select>",
        _label(row, name, label),
        name=name,
        key=row.key,
        fault=_fault(row, name),
        options=options.with_chosen(getattr(row.typed, name)),
    )


def _label(row: Row, name: str, label: str) -> SafeString:
    """For narrow screens, where the column has no head."""
    text = '<label class="timetable-list__label" for="{}-{}">{}</label>'
    return format_html(text, name, row.key, label)


def _fault(row: Row, name: str) -> SafeString | str:
    return format_html(FAULT, row.key) if name in row.faults else ""
