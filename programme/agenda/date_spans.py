"""Spans of days in the reader's language, as HTML. Pure: no query, no request.

A span begins a line, and so with a capital, except within a sentence.
"""

import datetime as dt

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext

from content.dates import date_format


def date_span(first: dt.date, last: dt.date) -> SafeString:
    """“Tuesday 4 to Thursday 6 May 2027”; a month and year that both days share are said once."""
    if first == last:
        return _time(first, "l j F Y")
    text = gettext(
        '<time datetime="%(first_iso)s">%(first)s</time> to '
        '<time datetime="%(last_iso)s">%(last)s</time>'
    )
    days = {
        "first_iso": first.isoformat(),
        "first": date_format(first, f"l {_format_of_first(first, last)}"),
        "last_iso": last.isoformat(),
        "last": date_format(last, "l j F Y"),
    }
    return mark_safe(text % {name: escape(day) for name, day in days.items()})  # noqa: S308  escaped


def short_date_span(
    first: dt.date, last: dt.date, *, is_within_sentence: bool = False
) -> SafeString:
    """“4–6 May 2027”; a single day with its weekday."""
    if first == last:
        return _time(first, "l j F Y", is_within_sentence=is_within_sentence)
    return format_html("{}–{}", _time(first, _format_of_first(first, last)), _time(last, "j F Y"))


def held_on(first: dt.date, last: dt.date) -> str:
    """“Held from 4 to 6 May 2027.”"""
    words = date_format(last, "j F Y")
    if first == last:
        return gettext("Held on %(day)s.") % {"day": words}
    first_words = date_format(first, _format_of_first(first, last))
    return gettext("Held from %(first)s to %(last)s.") % {"first": first_words, "last": words}


def _format_of_first(first: dt.date, last: dt.date) -> str:
    if first.year != last.year:
        return "j F Y"
    return "j F" if first.month != last.month else "j"


def _time(day: dt.date, form: str, *, is_within_sentence: bool = False) -> SafeString:
    words = date_format(day, form)
    if not is_within_sentence:
        words = capfirst(words)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)
