"""Where the registration for a forum stands, in one sentence."""

import datetime as dt

from django import template
from django.utils.formats import time_format
from django.utils.translation import gettext, pgettext

from content.dates import date_format
from programme.models import Event
from programme.registration import Registration, RegistrationState

register = template.Library()

DAY_ENDS = (dt.time(0), dt.time(23, 59))
"""Hours that people do not mean when they say until when something is open."""


@register.simple_tag
def registration_sentence(registration: Registration, event: Event) -> str:
    """“Registration closes on 28 April.”; empty for a forum without registration."""
    state, opens_at, closes_at = registration.state, registration.opens_at, registration.closes_at
    if state == RegistrationState.OPENS_LATER:
        return gettext("Registration opens on %(day)s.") % {"day": _opening(opens_at, event)}
    if state == RegistrationState.OPEN and closes_at and closes_at < event.over_at:
        return gettext("Registration closes on %(day)s.") % {"day": _closing(closes_at, event)}
    return {
        RegistrationState.NONE: "",
        RegistrationState.OPEN: gettext("Registration is open."),
        RegistrationState.CLOSED: gettext("Registration is closed."),
        RegistrationState.FULL: gettext("The forum is full."),
    }[state]


def _opening(moment: dt.datetime, event: Event) -> str:
    local = moment.astimezone(event.zone)
    return _in_words(local, local.time(), event)


def _closing(moment: dt.datetime, event: Event) -> str:
    """What closes at midnight closes with the day before."""
    local = moment.astimezone(event.zone)
    day = local - dt.timedelta(minutes=1) if local.time() == dt.time(0) else local
    return _in_words(day, local.time(), event)


def _in_words(day: dt.datetime, hour: dt.time, event: Event) -> str:
    words = date_format(day, "j F" if day.year == event.first_day.year else "j F Y")
    if hour.replace(second=0, microsecond=0) in DAY_ENDS:
        return words
    return words + pgettext("between the items of a list", ", ") + time_format(hour, "H:i")
