"""The start and the end of a session, as staff type them."""

import datetime as dt
import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin.date_fields import DateTimeField, DateTimeInput, moment_on
from content.local_time import second_occurrence
from programme.models import Event, SessionKind

START, END = "starts_at", "ends_at"
LONGEST_PAST_MIDNIGHT = dt.timedelta(hours=12)
"""An end on an earlier hour is on the next day up to this length; later, `pm` was forgotten."""


class ClockField(DateTimeField):
    """A date and a time; an hour without a date is left for the form."""

    def compress(self, data_list: list) -> dt.datetime | dt.timedelta | None:
        date, hours = data_list or (None, None)
        return hours if date is None and hours is not None else super().compress(data_list)


class ClockInput(DateTimeInput):
    class Media:
        js = (Script("js/admin/end-follows-start.js", type="module"),)


END_NOTE = _("If empty, the end is set from the start and the usual length of the session type.")


class SessionTimesAdmin:
    """Gives the start and the end of a session the fields that take an hour alone."""

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name in (START, END):
            options |= {"form_class": ClockField, "widget": ClockInput}
        return super().formfield_for_dbfield(db_field, request, **options)


class SessionTimesMixin:
    """Completes the times of a form: dates of hours alone, an hour that repeats, an empty end."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        _mark_fields(self.fields)

    def clean(self) -> None:
        super().clean()
        _fill_dates(self)
        resolve_ambiguous_times(self, start=START, end=END)
        _fill_end(self)


def _mark_fields(fields: dict[str, forms.Field]) -> None:
    """Name the fields for the script that moves the end with the start."""
    for name, attribute in ((START, "data-start"), (END, "data-end")):
        if field := fields.get(name):
            for part, widget in zip(("date", "time"), field.widget.widgets, strict=True):
                widget.attrs[attribute] = part
    if field := fields.get("kind"):
        minute = dt.timedelta(minutes=1)
        lengths = {kind: kind.default_length // minute for kind in SessionKind}
        field.widget.attrs["data-minutes"] = json.dumps(lengths)


def _fill_dates(form: forms.ModelForm) -> None:
    """Give an hour without a date its day: an end that of its start, else the event's only day."""
    values = form.cleaned_data
    event = values.get("event") if "event" in form.fields else form.instance.event
    day = _only_day(event)
    for name in (START, END):
        hours = values.get(name)
        if START in form.errors or not isinstance(hours, dt.timedelta):
            continue
        start = values.get(START) if name == END else None
        try:
            values[name] = end_after(start, hours) if start else _on_day(day, hours)
        except ValidationError as error:
            form.add_error(name, error)


def _only_day(event: Event | None) -> dt.date | None:
    return event.first_day if event and event.first_day == event.last_day else None


def end_after(start: dt.datetime, hours: dt.timedelta) -> dt.datetime:
    """The end on the day of its start, or on the next one if it passes midnight."""
    day = timezone.localdate(start)
    end, following = moment_on(day, hours), moment_on(day + dt.timedelta(days=1), hours)
    passes_midnight = end <= start and following - start <= LONGEST_PAST_MIDNIGHT
    return following if passes_midnight else end


def _on_day(day: dt.date | None, hours: dt.timedelta) -> dt.datetime:
    if day is None:
        raise ValidationError(_("Enter the date as well."), code="no_date")
    return moment_on(day, hours)


def _fill_end(form: forms.ModelForm) -> None:
    values = form.cleaned_data
    if values.get(START) and END in values and values[END] is None:
        kind = SessionKind(values.get("kind") or form.instance.kind)
        values[END] = values[START] + kind.default_length


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
