"""The days of the event in the list of sessions, as tabs: `?day=2027-05-04`."""

import datetime as dt

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.dates import date_format
from programme.admin.conflict_list import conflicts_of

PARAMETER, UNPLACED = "day", "none"


class DayFilter(admin.SimpleListFilter):
    """Offered for the sessions of one event, above the list rather than with other filters."""

    title = _("Days")
    parameter_name = PARAMETER
    is_tabs = True

    def __init__(self, request: HttpRequest, params, model, model_admin: admin.ModelAdmin):
        self.event = model_admin.event_in_view(request)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The days on which sessions begin, and whether some have no time."""
        if self.event is None:
            return []
        starts = [one.starts_at for one in conflicts_of(request, self.event).planned]
        days = sorted({timezone.localdate(one, self.event.zone) for one in starts if one})
        shown = "D j" if len({(day.year, day.month) for day in days}) == 1 else "D j N"
        found = [(day.isoformat(), capfirst(date_format(day, shown))) for day in days]
        return [*found, *([(UNPLACED, _("Not placed"))] if None in starts else [])]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        if self.value() == UNPLACED:
            return rows.filter(starts_at=None)
        day = parse_date(self.value())
        midnight = [
            dt.datetime.combine(one, dt.time(), self.event.zone)
            for one in (day, day + dt.timedelta(days=1))
        ]
        return rows.filter(starts_at__gte=midnight[0], starts_at__lt=midnight[1])
