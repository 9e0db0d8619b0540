"""Small tags of the programme's pages: spoken languages, headings over partners, calendars."""

import datetime as dt

from django import template
from django.conf import settings
from django.urls import reverse

from content.translations import join_list
from programme.languages import SpokenLanguage
from programme.models import Event, partnerships
from programme.pages.people import PartnerGroup

register = template.Library()


@register.filter
def language_names(codes: list[str]) -> str:
    """`["ar", "fr"]` as “Arabic, French”, joined as the reader's language joins a list."""
    return join_list(str(SpokenLanguage(code).label) for code in codes)


@register.simple_tag
def role_heading(group: PartnerGroup) -> str:
    """The name of the role, in the plural where the group has several organizations."""
    return partnerships.role_heading(group.role, count=len(group.organizations))


@register.simple_tag
def calendar_addresses(event: Event, day: dt.date | None) -> dict[str, str]:
    """`file`, the calendar of the event or of one of its days, and `feed`, to subscribe to.

    The scheme `webcal` opens the reader's own calendar, which then asks for the file over HTTP.
    """
    whole = reverse("event-calendar", args=[event.slug])
    file = reverse("day-calendar", args=[event.slug, day]) if day else whole
    _scheme, _colon, site = settings.SITE_URL.partition(":")
    return {"file": file, "feed": f"webcal:{site}{whole}"}
