"""Form fields for dates and hours, as people write them; they show a date with its weekday."""

import datetime as dt
from typing import ClassVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Script
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from content.local_time import from_local_time
from content.text import strip_unsafe_characters
from content.typed_dates import (
    DateFault,
    NotADateError,
    NotATimeError,
    is_end_of_day,
    parse_date,
    parse_time,
)

MOST_SHOWN = 40
"""How many characters of a refused text are repeated."""


class DateInput(forms.DateInput):
    class Media:
        js: ClassVar = [Script("js/admin/date-picker.js", type="module")]

    def __init__(self, attrs: dict | None = None):
        own = {"class": "vDateField", "size": 22, "dir": "auto", "autocomplete": "off"}
        own["data-date-picker"] = _("Choose a date")
        super().__init__(attrs=own | (attrs or {}))

    def format_value(self, value: object) -> object:
        """`Fri 19 November 2027`: no reader can take the day for the month."""
        return date_format(value, "D j F Y") if isinstance(value, dt.date) else value

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        if isinstance(value, dt.date):
            attrs = {**(attrs or {}), "data-date": f"{value:%Y-%m-%d}"}
        return super().get_context(name, value, attrs)


class OpenedWithInput(forms.HiddenInput):
    """What a field had when the form was opened; help texts describe the field that is seen."""

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("aria-describedby", None)
        return context


class TimeInput(forms.TimeInput):
    def __init__(self, attrs: dict | None = None):
        own = {"class": "vTimeField", "size": 8, "dir": "ltr", "autocomplete": "off"}
        super().__init__(attrs=own | (attrs or {}))

    def format_value(self, value: object) -> object:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


class DateTimeInput(AdminSplitDateTime):
    def __init__(self, attrs: dict | None = None):
        forms.MultiWidget.__init__(self, [DateInput, TimeInput], attrs)


class DateField(forms.DateField):
    widget = DateInput
    hidden_widget = OpenedWithInput
    default_error_messages: ClassVar = {
        DateFault.UNREADABLE.value: _(
            "“%(typed)s” is not a date. "
            "Enter one such as 19/11/2027, 19 November 2027 or 2027-11-19."
        ),
        DateFault.YEAR_OF_TWO_DIGITS.value: _(
            "“%(typed)s”: enter the year with four digits, for example 19/11/2027."
        ),
        DateFault.NO_YEAR.value: _("“%(typed)s”: add the year, for example 19/11/2027."),
        DateFault.NO_SUCH_DAY.value: _(
            "There is no day “%(typed)s”. Enter the day, the month and the year, for example "
            "19/11/2027."
        ),
    }

    def to_python(self, value: object) -> dt.date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(None if isinstance(value, str) else value)
        try:
            return parse_date(value)
        except NotADateError as error:
            raise _refusal(self, error.fault.value, value) from None


class TimeField(forms.TimeField):
    widget = TimeInput
    default_error_messages: ClassVar = {
        "unreadable": _(
            "“%(typed)s” is not a time. Enter one such as 10:30, 10h30, 1030 or 2:30 pm."
        )
    }

    def to_python(self, value: object) -> dt.time | None:
        """The time, without the seconds that the form does not show."""
        if isinstance(value, dt.time):
            return value.replace(second=0, microsecond=0)
        if not isinstance(value, str) or not value.strip():
            return None
        try:
            return parse_time(value)
        except NotATimeError:
            raise _refusal(self, "unreadable", value) from None

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.to_python(initial), data)


class HoursField(TimeField):
    """The time since midnight on the clock: `24:00` is the end of the day."""

    def to_python(self, value: object) -> dt.timedelta | None:
        if isinstance(value, dt.timedelta):
            return value
        if isinstance(value, str) and is_end_of_day(value):
            return dt.timedelta(days=1)
        time = super().to_python(value)
        return time and dt.timedelta(hours=time.hour, minutes=time.minute)


class DateTimeField(forms.MultiValueField):
    """A date and a time in the current time zone."""

    widget = DateTimeInput
    default_error_messages: ClassVar = {
        "no_date": _("Enter the date as well."),
        "no_time": _("Enter the time as well."),
    }

    def __init__(self, **options):
        super().__init__((DateField(), HoursField()), **options)

    def compress(self, data_list: list) -> dt.datetime | None:
        date, hours = data_list or (None, None)
        if date is None and hours is None:
            return None
        if date is None or hours is None:
            code = "no_date" if date is None else "no_time"
            raise ValidationError(self.error_messages[code], code=code)
        return moment_on(date, hours)


def moment_on(date: dt.date, hours: dt.timedelta) -> dt.datetime:
    """The moment in UTC of a time on the clocks of the current time zone."""
    local = dt.datetime.combine(date, dt.time(0)) + hours
    return from_local_time(local, timezone.get_current_timezone())


def _refusal(field: forms.Field, code: str, typed: str) -> ValidationError:
    shown = " ".join(strip_unsafe_characters(typed).split())[:MOST_SHOWN]
    return ValidationError(field.error_messages[code], code=code, params={"typed": shown})


TYPED_DATES = {
    models.DateField: {"form_class": DateField, "widget": DateInput},
    models.DateTimeField: {"form_class": DateTimeField, "widget": DateTimeInput},
    models.TimeField: {"form_class": TimeField, "widget": TimeInput},
}
"""For `formfield_overrides` of admin pages."""
