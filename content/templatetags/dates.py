"""The filter `date` of all templates, in place of Django's: see `content.dates`."""

import datetime as dt

from django import template

from content.dates import date_format

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: dt.date | None, form: str = "DATE_FORMAT") -> str:
    """Empty for what is no date, as Django has it."""
    return date_format(value, form) if isinstance(value, dt.date) else ""
