"""Small tags of the programme's pages: spoken languages, headings over partners, calendars."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from content.public_pages import note_moments
from content.translations import join_list
from programme.agenda.page import AgendaPage
from programme.agenda.plural_forms import plural_forms
from programme.agenda.sessions import Timed
from programme.languages import SpokenLanguage
from programme.models import Event, partnerships
from programme.pages.event import EventPhase, event_moments, event_phase
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


def calendar_of_these(count: int) -> str:
    return ngettext("Calendar of this session", "Calendar of these %(count)s sessions", count)


def subscribe_to_these(count: int) -> str:
    return ngettext("Subscribe to this session", "Subscribe to these %(count)s sessions", count)


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    file: str
    feed: str
    """To subscribe to: `webcal` opens the reader's own calendar, which asks over HTTP."""
    label: str
    feed_label: str


@register.simple_tag
def calendar_of_saved(event: Event) -> CalendarLinks:
    """That of the event, for the script to add what it holds; the labels are plural forms."""
    labels = (plural_forms(calendar_of_these), plural_forms(subscribe_to_these))
    return _links(reverse("event-calendar", args=[event.slug]), *labels)


@register.simple_tag(takes_context=True)
def calendar_of_part(
    context: template.Context, event: Event, sessions: Iterable[Timed], **query: str
) -> CalendarLinks | None:
    """The calendar of these sessions, which the `query` of an agenda finds.

    None if none of them has a time, and once the event is over.
    """
    now, count = timezone.now(), sum(1 for session in sessions if session.starts_at)
    if request := getattr(context, "request", None):
        note_moments(request, event_moments(event, now))
    if not count or event_phase(now, event) is EventPhase.OVER:
        return None
    address = f"{reverse('event-calendar', args=[event.slug])}?{urlencode(query)}"
    words = {"count": count}
    return _links(address, calendar_of_these(count) % words, subscribe_to_these(count) % words)


@register.simple_tag
def files_query(page: AgendaPage, day: dt.date | None) -> str:
    """The query of files of what the page shows: all that passes its filters, or that of a day."""
    query = page.filtered.as_calendar
    if not day or page.filtered.dates:
        return query
    return f"{query}{'&' if query else '?'}day={day.isoformat()}"


@register.simple_tag
def calendar_of(page: AgendaPage) -> CalendarLinks:
    """The calendar of what the page shows: the programme, a day, or what passes its filters."""
    event, day = page.event, page.day
    path = (
        reverse("day-calendar", args=[event.slug, day])
        if day
        else reverse("event-calendar", args=[event.slug])
    )
    return _links(path + page.filtered.as_calendar, *_calendar_labels(page))


def _links(address: str, label: str, feed_label: str) -> CalendarLinks:
    _scheme, _colon, site = settings.SITE_URL.partition(":")
    return CalendarLinks(address, f"webcal:{site}{address}", label, feed_label)


def _calendar_labels(page: AgendaPage) -> tuple[str, str]:
    if page.filtered.is_active:
        count = sum(1 for session in page.shown if session.starts_at)
        words = {"count": count}
        return calendar_of_these(count) % words, subscribe_to_these(count) % words
    if page.day:
        return gettext("Calendar of this day"), gettext("Subscribe to this day")
    return gettext("Calendar of the whole programme"), gettext("Subscribe to the whole programme")
