"""The first page of the admin, with its hours and names."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from forum.staff.first_page import FirstPage, load_first_page
from programme.admin.current_event import staff_zone
from programme.agenda.hours import time_element
from programme.agenda.markup import isolated
from programme.agenda.sessions import Words
from programme.conflicts import Planned
from programme.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def first_page(context: template.Context) -> FirstPage:
    return load_first_page(context["request"])


@register.simple_tag(takes_context=True)
def today(context: template.Context) -> dt.date:
    """Where the event takes place."""
    return timezone.localdate(timezone=staff_zone(context["request"]))


@register.filter
def start_in(session: Planned, event: Event) -> SafeString:
    """The hour at which it starts, in the zone of the event."""
    return time_element(timezone.localtime(session.starts_at, event.zone))


@register.filter
def isolated_words(words: Words) -> SafeString:
    return SafeString(isolated(words))
