"""Days and hours in the zone of their event, and also in the zone that the reader chose."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import pgettext

from content.dates import date_format
from content.public_pages import note_moments
from programme import zones
from programme.agenda import date_spans
from programme.agenda import hours as words
from programme.agenda.clock import day_moments
from programme.agenda.days import Day
from programme.models import Event, Session

register = template.Library()


@register.simple_tag
def date_span(event: Event) -> SafeString:
    """“Tuesday 4 to Thursday 6 May 2027”."""
    return date_spans.date_span(event.first_day, event.last_day)


@register.simple_tag
def short_date_span(event: Event, *, is_within_sentence: bool = False) -> SafeString:
    """“4–6 May 2027”."""
    return date_spans.short_date_span(
        event.first_day, event.last_day, is_within_sentence=is_within_sentence
    )


@register.simple_tag
def held_on(event: Event) -> str:
    """“Held from 4 to 6 May 2027.”"""
    return date_spans.held_on(event.first_day, event.last_day)


@register.simple_tag(takes_context=True)
def session_time(context: template.Context, session: Session) -> SafeString:
    """“Tuesday 4 May 2027, 10:00–11:00”; the days of the event for a session without a time."""
    if not session.starts_at:
        return date_span(session.event)
    return _day_and(session, hours(context, session))


@register.simple_tag
def session_start(session: Session) -> SafeString:
    """“Tuesday 4 May 2027, 10:00”; the days of the event for a session without a time."""
    if not session.starts_at:
        return date_span(session.event)
    return _day_and(session, clock(session.starts_at, session.event))


@register.simple_tag
def clock(moment: dt.datetime, event: Event) -> SafeString:
    """`<time>` with the hour in the event's zone."""
    return words.time_element(moment.astimezone(event.zone))


@register.simple_tag
def day_and_clock(moment: dt.datetime, event: Event) -> SafeString:
    """“3 May 2027, 18:00” in the event's zone."""
    local = moment.astimezone(event.zone)
    both = pgettext("a day and an hour", "%(day)s, %(clock)s")
    day = date_format(local, "j F Y")
    return format_html(
        both.replace("%(day)s", "{}").replace("%(clock)s", "{}"), day, words.time_element(local)
    )


@register.simple_tag(takes_context=True)
def hours(context: template.Context, session: Session) -> SafeString:
    """From when to when, in the event's zone; then, for `?tz=`, in that zone.

    The script adds the reader's own hours at the end of the same element.
    """
    other = zones.zone_named(_asked_zone(context))
    return format_html(
        '<span class="hours">{}</span>', words.hours_in_words(session, session.event.zone, other)
    )


@register.simple_tag
def start_of(session: Session, moment: dt.datetime, other: dt.datetime | None) -> SafeString:
    """A start of the session, new or former, with its day where the other start has another."""
    return words.start_in_words(session, moment, other, session.event.zone)


@register.simple_tag
def local_day(moment: dt.datetime, event: Event) -> dt.date:
    return event.local_date(moment)


@register.simple_tag(takes_context=True)
def today(context: template.Context, event: Event) -> dt.date:
    """The date in the event's zone; the page changes at its next midnight."""
    now = timezone.now()
    if request := getattr(context, "request", None):
        note_moments(request, day_moments(event, now))
    return event.local_date(now)


@register.filter
def crosses_midnight(session: Session) -> bool:
    return words.end_day(session, session.event.zone) is not None


@register.simple_tag
def event_zone_in_words(event: Event) -> str:
    """The zone of an event, with its offset at noon of the first day."""
    noon = dt.datetime.combine(event.first_day, dt.time(12), event.zone)
    return zones.in_words(noon)


@register.simple_tag
def zones_in_words(agenda: Iterable[Day], event: Event) -> str:
    """The zone of all times of an agenda; empty where there are none."""
    sessions = [session for day in agenda for slot in day.every_slot for session in slot.sessions]
    moments = [moment for session in sessions for moment in (session.starts_at, session.ends_at)]
    local = (moment.astimezone(event.zone) for moment in moments)
    return zones.in_words_with_changes(local) if moments else ""


@register.simple_tag
def zone_in_words(moment: dt.datetime, event: Event) -> str:
    return zones.in_words(moment.astimezone(event.zone))


@register.simple_tag
def zone_options(choice: zones.ZoneChoice) -> SafeString:
    """The options of the list of time zones, which is on every page of a session and an agenda."""
    html = "".join(_zone_option(zone, zone.name == choice.asked) for zone in choice.options)
    return mark_safe(html)  # noqa: S308  escaped


@lru_cache(maxsize=512)
def _zone_option(zone: zones.ZoneOption, is_chosen: bool) -> str:
    """The same on every page of an event."""
    selected, city = " selected" if is_chosen else "", escape(zone.city)
    return (
        f'<option value="{escape(zone.name)}" data-city="{city}" data-offset="{zone.minutes}"'
        f"{selected}>{city} ({zone.offset})</option>"
    )


def _day_and(session: Session, clock: SafeString) -> SafeString:
    day = capfirst(date_format(session.event.local_date(session.starts_at), "l j F Y"))
    comma = pgettext("between the items of a list", ", ")
    return format_html("{}{}{}", day, comma, clock)


def _asked_zone(context: template.Context) -> str:
    request = getattr(context, "request", None)
    return request.GET.get("tz", "") if request else ""
