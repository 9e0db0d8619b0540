"""Clock times in the zone of their event, and beside it in the one that the reader chose."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from programme import zones
from programme.agenda import dates
from programme.agenda.days import Day, takes_whole_days
from programme.models import Event, Session

register = template.Library()


@register.simple_tag
def date_span(event: Event) -> SafeString:
    """“Tuesday 4 to Thursday 6 May 2027”."""
    return dates.date_span(event.first_day, event.last_day)


@register.simple_tag
def short_date_span(event: Event) -> SafeString:
    """“4–6 May 2027”."""
    return dates.short_date_span(event.first_day, event.last_day)


@register.simple_tag
def held_on(event: Event) -> str:
    """“Held from 4 to 6 May 2027.”"""
    return dates.held_on(event.first_day, event.last_day)


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
    """`<time>` with the hour in the event's zone, the same in a line of either direction."""
    return _time(moment.astimezone(event.zone))


@register.simple_tag(takes_context=True)
def hours(context: template.Context, session: Session) -> SafeString:
    """From when to when, in the event's zone; then for `?tz=` in that zone, named.

    The script adds the reader's own hours at the end of the same element.
    """
    zone = session.event.zone
    if takes_whole_days(session, zone):
        return whole_days(session, session.event)
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    other = elsewhere(start, end, zones.chosen(_asked_for(context)))
    clocks = _range(start, end)
    return format_html('<span class="hours">{}{}</span>', clocks, other)


def when(session: Session, moment: dt.datetime | None, beside: dt.datetime | None) -> SafeString:
    """The hour of a moment, with its day where that is not the day of `beside`.

    Of a session that takes whole days it is the day alone; without a moment it says so.
    """
    event = session.event
    if moment is None:
        return SafeString(gettext("a time to be announced"))
    day, clock = event.local_date(moment), _time(moment.astimezone(event.zone))
    words = date_format(day, "l j F")
    if takes_whole_days(session, event.zone):
        return SafeString(words)
    if beside and day == event.local_date(beside):
        return clock
    both = pgettext("a day and an hour", "%(day)s, %(clock)s")
    return format_html(both.replace("%(day)s", "{}").replace("%(clock)s", "{}"), words, clock)


@register.simple_tag
def former_start(session: Session) -> SafeString:
    return when(session, session.former_starts_at, session.starts_at)


def whole_days(session: Session, event: Event) -> SafeString:
    """“All day”; of several days also the last."""
    last = event.local_date(session.ends_at) - dt.timedelta(days=1)
    if last == event.local_date(session.starts_at):
        return SafeString(gettext("All day"))
    words = gettext("All day, until %(day)s") % {"day": date_format(last, "l j F")}
    return SafeString(words)


@register.simple_tag
def local_day(moment: dt.datetime, event: Event) -> dt.date:
    return event.local_date(moment)


@register.filter
def crosses_midnight(session: Session) -> bool:
    if takes_whole_days(session, session.event.zone):
        return False
    return session.event.local_date(session.starts_at) != session.event.local_date(session.ends_at)


@register.simple_tag
def event_zone_in_words(event: Event) -> str:
    """The zone of an event as it stands on its first day at noon."""
    noon = dt.datetime.combine(event.first_day, dt.time(12), event.zone)
    return zones.in_words(noon)


@register.simple_tag
def zones_in_words(agenda: Iterable[Day], event: Event) -> str:
    """The zone of all times of an agenda; nothing where there are none."""
    slots = [slot for day in agenda for band in (*day.earlier, *day.bands) for slot in band.slots]
    sessions = [session for slot in slots for session in slot.sessions if session.starts_at]
    moments = [moment for session in sessions for moment in (session.starts_at, session.ends_at)]
    return zones.changes_in_words(m.astimezone(event.zone) for m in moments) if moments else ""


@register.simple_tag
def zone_in_words(moment: dt.datetime, event: Event) -> str:
    return zones.in_words(moment.astimezone(event.zone))


def _day_and(session: Session, clock: SafeString) -> SafeString:
    day = date_format(session.event.local_date(session.starts_at), "l j F Y")
    comma = pgettext("between the items of a list", ", ")
    return format_html("{}{}{}", day, comma, clock)


def _time(local: dt.datetime) -> SafeString:
    return format_html(
        '<time datetime="{}" dir="ltr">{}</time>',
        local.isoformat(timespec="minutes"),
        f"{local:%H:%M}",
    )


def _range(start: dt.datetime, end: dt.datetime) -> SafeString:
    return format_html('<span class="hours__range">{}–{}</span>', _time(start), _time(end))


def _asked_for(context: template.Context) -> str:
    request = getattr(context, "request", None)
    return request.GET.get("tz", "") if request else ""


def elsewhere(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo | None) -> SafeString:
    """The same hours in another zone, with the day where it is another one there."""
    if zone is None:
        return SafeString("")
    there, until = start.astimezone(zone), end.astimezone(zone)
    day = "" if there.date() == start.date() else date_format(there, "l")
    words = gettext("({city}: {day} {hours})") if day else gettext("({city}: {hours})")
    city = format_html("<bdi>{}</bdi>", zones.city(str(zone)))
    text = format_html(words, city=city, day=day, hours=_range(there, until))
    return format_html(' <span class="hours__other">{}</span>', text)
