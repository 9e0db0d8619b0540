"""The start and the end of a session, as staff type them: the day once, then two hours."""

import datetime as dt
import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.forms.renderers import get_default_renderer
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.admin.date_fields import DateTimeField, DateTimeInput, moment_on
from content.local_time import second_occurrence
from programme.admin.end_day import END, START, derive_end_day, end_after
from programme.models import Event, SessionKind


class ClockField(DateTimeField):
    """A date and a time; an hour without a date is left for the form."""

    def compress(self, data_list: list) -> dt.datetime | dt.timedelta | None:
        date, hours = data_list or (None, None)
        return hours if date is None and hours is not None else super().compress(data_list)


class ClockInput(DateTimeInput):
    class Media:
        js = (Script("js/admin/end-follows-start.js", type="module"),)

    def parts(self, name: str, value: object, attrs: dict | None, renderer: object) -> list:
        """The id and the HTML of the date and of the hour."""
        found = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        renderer = renderer or get_default_renderer()
        return [
            (one["attrs"].get("id", ""), SafeString(renderer.render(one["template_name"], context)))
            for one in found
            if (context := {"widget": one})
        ]


class StartInput(ClockInput):
    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        (day_id, day), (hour_id, hour) = self.parts(name, value, attrs, renderer)
        labels = {"day": _("Day"), "start": _("Start"), "day_id": day_id, "hour_id": hour_id}
        return format_html(
            '<div class="moment"><div><label for="{day_id}">{day}:</label>{day_field}</div>'
            '<div><label for="{hour_id}">{start}:</label>{hour_field}</div></div>',
            **labels,
            day_field=day,
            hour_field=hour,
        )


class EndInput(ClockInput):
    is_day_derived = True
    """Whether the day is that of the start, or the one after it, and need not be typed."""

    def id_for_label(self, id_: str) -> str:
        return id_ and f"{id_}_1"

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        if self.is_day_derived:
            day = context["widget"]["subwidgets"][0]
            day["value"] = None
            day["attrs"].pop("data-date", None)
        return context

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        (day_id, day), (_hour_id, hour) = self.parts(name, value, attrs, renderer)
        return format_html(
            '{hour}<details class="end-day"{state}><summary>{summary}</summary>'
            '<label for="{day_id}">{label}:</label>{day}</details>',
            hour=hour,
            state="" if self.is_day_derived else SafeString(" open"),
            summary=_("On another day"),
            label=_("Day of the end"),
            day_id=day_id,
            day=day,
        )


FIELDS = {
    START: {"widget": StartInput, "label": _("Start")},
    END: {"widget": EndInput, "label": _("End")},
}
END_NOTE = _("If empty, the end is set from the start and the usual length of the session type.")


class SessionTimesAdmin:
    """Gives the start and the end of a session the fields that take an hour alone."""

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name not in FIELDS:
            return super().formfield_for_dbfield(db_field, request, **options)
        options |= {"form_class": ClockField} | FIELDS[db_field.name]
        field = super().formfield_for_dbfield(db_field, request, **options)
        for part in field.widget.widgets:  # they have labels of their own
            part.attrs.pop("aria-label", None)
        return field


class SessionTimesMixin:
    """Completes the times of a form: dates of hours alone, an hour that repeats, an empty end."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        _mark_fields(self.fields)
        if {START, END} <= self.fields.keys():
            derive_end_day(self)

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


def propose_day(form: forms.ModelForm, event: Event) -> None:
    """The script writes this day once an hour is typed: today while the event is on."""
    today = timezone.localdate(timezone=event.zone)
    day = min(max(today, event.first_day), event.last_day)
    day = event.first_day if today > event.last_day else day
    form.fields[START].widget.widgets[0].attrs["data-proposed"] = day.isoformat()


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
