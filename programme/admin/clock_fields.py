"""Local times in forms, including the days on which clocks go forward or back."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def from_local_time(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment in UTC, the first one if the hour repeats.

    Raises ValidationError if clocks skip this time.
    """
    moment = local.replace(tzinfo=zone).astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        message = _("This time does not exist on that day, because the clocks go forward.")
        raise ValidationError(message, code="no_such_time")
    return moment


def second_occurrence(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The later moment with the same local time if the hour repeats, else the moment itself."""
    return moment.astimezone(zone).replace(fold=1).astimezone(dt.UTC)


class ClockField(forms.SplitDateTimeField):
    """A date and a time in the current time zone."""

    def compress(self, data_list):
        if not data_list or not all(data_list):
            return super().compress(data_list)
        return from_local_time(dt.datetime.combine(*data_list), timezone.get_current_timezone())


def resolve_ambiguous_times(form: forms.ModelForm, *, start: str, end: str) -> None:
    """Keep the moments of unchanged times, and take an end in a repeated hour after its start."""
    values = form.cleaned_data
    if form.errors.keys() & {start, end}:  # the model must not complain about half a pair
        for name in (start, end):
            values.pop(name, None)
            setattr(form.instance, name, None)
    for name in {start, end} & values.keys() - set(form.changed_data):
        values[name] = form.initial.get(name)
    if values.get(start) and values.get(end) and values[end] <= values[start]:
        later = second_occurrence(values[end], timezone.get_current_timezone())
        values[end] = later if later > values[start] else values[end]
