"""Clock times in the zone of their event."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programme import zones
from programme.models import Event, Session

register = template.Library()


@register.simple_tag
def clock(moment: dt.datetime, event: Event) -> SafeString:
    """`<time>` with the hour in the event's zone, the same in a line of either direction."""
    local = moment.astimezone(event.zone)
    return format_html(
        '<time datetime="{}" dir="ltr">{}</time>',
        local.isoformat(timespec="minutes"),
        f"{local:%H:%M}",
    )


@register.simple_tag
def local_day(moment: dt.datetime, event: Event) -> dt.date:
    return event.local_date(moment)


@register.filter
def crosses_midnight(session: Session) -> bool:
    return session.event.local_date(session.starts_at) != session.event.local_date(session.ends_at)


@register.simple_tag
def event_zone_in_words(event: Event) -> str:
    """The zone of an event as it stands on its first day at noon."""
    noon = dt.datetime.combine(event.first_day, dt.time(12), event.zone)
    return zones.in_words(noon)


@register.simple_tag
def zone_in_words(moment: dt.datetime, event: Event) -> str:
    return zones.in_words(moment.astimezone(event.zone))
