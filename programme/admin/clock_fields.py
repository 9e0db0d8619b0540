"""The start and the end of a session, as staff type them."""

import datetime as dt
import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.date_fields import DateTimeField, DateTimeInput, moment_on
from content.local_time import second_occurrence
from programme.models import Event, Session, SessionKind

START, END = "starts_at", "ends_at"
LONGEST_PAST_MIDNIGHT = dt.timedelta(hours=12)
"""An end on an earlier hour is on the next day up to this length; later, `pm` was forgotten."""


class ClockField(DateTimeField):
    """A date and a time; an hour without a date is left for `clean_times`."""

    def compress(self, data_list: list) -> dt.datetime | dt.timedelta | None:
        date, hours = data_list or (None, None)
        return hours if date is None and hours is not None else super().compress(data_list)


class ClockInput(DateTimeInput):
    class Media:
        js = (Script("js/admin/end-follows-start.js", type="module"),)


CLOCK = {"form_class": ClockField, "widget": ClockInput}


def mark_times(form: forms.ModelForm) -> None:
    """Name the fields for the script that moves the end with the start."""
    minutes = {kind: kind.default_length // dt.timedelta(minutes=1) for kind in SessionKind}
    attributes = {"kind": {"data-minutes": json.dumps(minutes)}}
    for name, attribute in ((START, "data-start"), (END, "data-end")):
        for part, widget in zip(("date", "time"), form.fields[name].widget.widgets, strict=True):
            widget.attrs[attribute] = part
    for name in attributes.keys() & form.fields.keys():
        form.fields[name].widget.attrs |= attributes[name]


def length_note(session: Session | None) -> str:
    kind = SessionKind(session.kind if session else SessionKind.TALK)
    minutes = kind.default_length // dt.timedelta(minutes=1)
    text = gettext("An empty end follows the start (%(kind)s: %(minutes)s min).")
    return text % {"kind": kind.label, "minutes": minutes}


def clean_times(form: forms.ModelForm) -> None:
    """Complete the times: dates of hours alone, repeated hours, an end that was left empty."""
    _fill_dates(form)
    resolve_ambiguous_times(form, start=START, end=END)
    _fill_end(form)


def _fill_dates(form: forms.ModelForm) -> None:
    """Give an hour without a date its day: an end that of its start, else the event's only day."""
    values = form.cleaned_data
    day = _only_day(values.get("event"))
    for name in (START, END):
        hours = values.get(name)
        if START in form.errors or not isinstance(hours, dt.timedelta):
            continue
        start = values.get(START) if name == END else None
        try:
            values[name] = _end_after(start, hours) if start else _on_day(day, hours)
        except ValidationError as error:
            form.add_error(name, error)


def _only_day(event: Event | None) -> dt.date | None:
    return event.first_day if event and event.first_day == event.last_day else None


def _end_after(start: dt.datetime, hours: dt.timedelta) -> dt.datetime:
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
