"""The fields of the timetable in the admin, written without templates: a day has hundreds of them.

A field is named for what it says and for its session, `start-12`, and labelled by its column and
the title.
"""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from programme.admin.timetable.rows import Row
from programme.admin.timetable.table import Option

register = template.Library()

FAULT = SafeString(' aria-invalid="true" aria-describedby="faults-{}"')


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
def choice_field(row: Row, name: str, label: str, options: Sequence[Option]) -> SafeString:
    """A choice that is no longer offered stays chosen."""
    chosen = getattr(row.typed, name)
    gone = [] if any(one.value == chosen for one in options) else [Option(chosen, _("not there"))]
    return format_html(
        '{}<select id="{name}-{key}" name="{name}-{key}" aria-labelledby="of-{name} title-{key}"'
        "{fault}>{options}</select>",
        _label(row, name, label),
        name=name,
        key=row.key,
        fault=_fault(row, name),
        options=_options([*options, *gone], chosen),
    )


def _options(options: Iterable[Option], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (one.value, mark_safe(" selected") if one.value == chosen else "", one.name)
            for one in options
        ),
    )


def _label(row: Row, name: str, label: str) -> SafeString:
    """For narrow screens, where the column has no head."""
    text = '<label class="timetable-list__label" for="{}-{}">{}</label>'
    return format_html(text, name, row.key, label)


def _fault(row: Row, name: str) -> SafeString | str:
    return format_html(FAULT, row.key) if name in row.faults else ""
