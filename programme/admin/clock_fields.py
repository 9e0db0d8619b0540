"""Times that staff type by the clock of an event, also on the days when clocks are changed."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def by_the_clock(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which the clocks of the zone show this; of an hour that comes twice, the first.

    It raises ValidationError where the clocks are put forward over it.
    """
    moment = local.replace(tzinfo=zone).astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        message = _("There is no such time on this day: the clocks are put forward over it.")
        raise ValidationError(message, code="no_such_time")
    return moment


def second_time_round(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which the clocks show the same again, or the moment itself."""
    return moment.astimezone(zone).replace(fold=1).astimezone(dt.UTC)


class ClockField(forms.SplitDateTimeField):
    """A date and a time by the clock of the current zone."""

    def compress(self, data_list):
        if not data_list or not all(data_list):
            return super().compress(data_list)
        return by_the_clock(dt.datetime.combine(*data_list), timezone.get_current_timezone())


def resolve_ambiguous_times(form: forms.ModelForm, *, start: str, end: str) -> None:
    """What the clock alone does not say: a time that nobody touched is the moment it was, and an
    end in the hour that comes twice is the one after the start.
    """
    given = form.cleaned_data
    if form.errors.keys() & {start, end}:  # nothing is said of a pair that is not known
        for name in (start, end):
            given.pop(name, None)
            setattr(form.instance, name, None)
    for name in {start, end} & given.keys() - set(form.changed_data):
        given[name] = form.initial.get(name)
    if given.get(start) and given.get(end) and given[end] <= given[start]:
        again = second_time_round(given[end], timezone.get_current_timezone())
        given[end] = again if again > given[start] else given[end]
