"""Tags for the days of an event: which day it is, and where."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from content.public_pages import note_moments
from programme.models import Event
from programme.pages.event import EventPhase, EventState, event_moments, event_phase
from programme.zones import city

register = template.Library()


@register.simple_tag(takes_context=True)
def event_day(context: template.Context, event: Event) -> dt.date | None:
    """Today, if it is one of the days of the event."""
    now = timezone.now()
    if request := getattr(context, "request", None):
        note_moments(request, event_moments(event, now))
    return event.local_date(now) if event_phase(now, event) is EventPhase.RUNNING else None


@register.simple_tag
def city_of(event: Event) -> str:
    return city(event.time_zone)


@register.simple_tag
def day_of_days(state: EventState) -> str:
    """“Day 2 of 3”."""
    if state.day_count == 1:
        return gettext("On today")
    text = ngettext("Day %(day)s of %(days)s", "Day %(day)s of %(days)s", state.day_number)
    return text % {"day": state.day_number, "days": state.day_count}
