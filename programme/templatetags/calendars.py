"""The addresses of calendars."""

import datetime as dt

from django import template
from django.conf import settings
from django.urls import reverse

from programme.models import Event

register = template.Library()


@register.simple_tag
def calendar_addresses(event: Event, day: dt.date | None) -> dict[str, str]:
    """`file`, the calendar of the event or of one of its days, and `feed`, to subscribe to.

    The scheme `webcal` opens the reader's own calendar, which then asks for the file over HTTP.
    """
    whole = reverse("event-calendar", args=[event.slug])
    file = reverse("day-calendar", args=[event.slug, day]) if day else whole
    _scheme, _colon, site = settings.SITE_URL.partition(":")
    return {"file": file, "feed": f"webcal:{site}{whole}"}
