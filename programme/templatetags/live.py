"""Tags for the days of an event: how long a session still lasts, and whether the event is on."""

import datetime as dt
from math import ceil

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.public_pages import note_moments
from programme.agenda.days import Slot
from programme.agenda.hours import day_in_words, time_element
from programme.agenda.markup import isolated
from programme.agenda.plural_forms import plural_forms
from programme.agenda.sessions import ListedSession
from programme.models import Event
from programme.pages.event import EventPhase, EventState, event_moments, event_phase
from programme.pages.live import Home, minute_moments
from programme.zones import city

register = template.Library()

LAST_MINUTES = 60
"""From so many minutes on, the end of a slot is counted down; before, its hour says enough."""


@register.simple_tag(takes_context=True)
def minutes_left(context: template.Context, slot: Slot, now: dt.datetime) -> dict[str, str]:
    """“ends in 34 min”, and the forms of these words for the script, which counts on from there.

    Nothing where the sessions of the slot end at different times: each says until when it lasts.
    The text is empty where the slot is not on, or for more than an hour.
    """
    if slot.end_of_all is None:
        return {}
    seconds = (slot.end_of_all - now).total_seconds() if slot.state == "now" else 0
    minutes = ceil(seconds / 60)
    forms = plural_forms(_ends_in)
    if not 0 < minutes <= LAST_MINUTES:
        return {"forms": forms, "text": ""}
    if request := getattr(context, "request", None):
        note_moments(request, minute_moments(now))
    return {"forms": forms, "text": _ends_in(minutes) % {"count": minutes}}


def _ends_in(minutes: int) -> str:
    return ngettext("ends in %(count)s min", "ends in %(count)s min", minutes)


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
    words = {"count": state.day_number, "total": state.day_count}
    return gettext("Day %(count)s of %(total)s") % words


@register.simple_tag
def lull_in_words(home: Home) -> SafeString:
    """Why nothing is on, and when it goes on."""
    words = {
        "before": _("The day begins at {time}."),
        "between": _("Nothing is on right now. The next session begins at {time}."),
        "done": _("The sessions of today are over. The forum continues on {day} at {time}."),
        "free": _("There are no sessions today. The forum continues on {day} at {time}."),
        "over": _("The last session is over. Thank you to everyone who took part."),
    }
    start = home.next_start
    clock = time_element(start) if start else ""
    return format_html(str(words[home.lull]), time=clock, day=day_in_words(home.day))


@register.simple_tag
def place_of(session: ListedSession) -> SafeString:
    """Where a session is heard: its room, else its title."""
    return SafeString(isolated(session.room.name if session.room else session.title))
