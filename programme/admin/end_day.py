"""The day on which a session ends: that of its start, unless staff type another."""

import datetime as dt
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.admin.date_fields import DateField, HoursField, moment_on

START, END = "starts_at", "ends_at"
LONGEST_PAST_MIDNIGHT = dt.timedelta(hours=12)
"""An end on an earlier hour is on the next day up to this length; later, `pm` was forgotten."""
END_OF_DAY = dt.timedelta(days=1)

Typed = tuple[dt.date | None, dt.timedelta | None]
"""A day, and the hours on the clock."""
NOTHING: Typed = (None, None)


def end_after(start: dt.datetime, hours: dt.timedelta) -> dt.datetime:
    """The end on the day of its start, or on the next one if it passes midnight."""
    day = timezone.localdate(start)
    end, following = moment_on(day, hours), moment_on(day + dt.timedelta(days=1), hours)
    passes_midnight = end <= start and following - start <= LONGEST_PAST_MIDNIGHT
    return following if passes_midnight else end


def derive_end_day(form: forms.ModelForm) -> None:
    """Show the day of the end only if it is not plain, and submit the plain one if none is typed.

    Whatever compares the form with what is stored then sees a whole end.
    """
    read = _submitted if form.is_bound else _shown
    start, (day, hours) = read(form, START), read(form, END)
    derived = None if hours is None or None in start else _plain_day(start, hours)
    is_unread = day is None and form.is_bound and form.data.get(f"{form.add_prefix(END)}_0")
    form.fields[END].widget.is_day_derived = not is_unread and day in (None, derived)
    if form.is_bound and derived and day is None and not is_unread:
        form.data = form.data.copy()
        form.data[f"{form.add_prefix(END)}_0"] = derived.isoformat()


def read_typed(data: Mapping[str, str], name: str) -> Typed:
    """Nothing where it cannot be read: the field says so."""
    day, hours = (data.get(f"{name}_{part}", "") for part in (0, 1))
    try:
        return DateField(required=False).clean(day), HoursField(required=False).clean(hours)
    except ValidationError:
        return NOTHING


def _submitted(form: forms.ModelForm, name: str) -> Typed:
    return read_typed(form.data, form.add_prefix(name))


def _shown(form: forms.ModelForm, name: str) -> Typed:
    moment = form.get_initial_for_field(form.fields[name], name)
    if not moment:
        return NOTHING
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return local.date(), dt.timedelta(hours=local.hour, minutes=local.minute)


def _plain_day(start: Typed, hours: dt.timedelta) -> dt.date | None:
    try:
        end = end_after(moment_on(*start), hours)
    except ValidationError:
        return None
    return start[0] if hours == END_OF_DAY else timezone.localdate(end)
