"""Small tags of the programme's pages: spoken languages, headings over partners, calendars."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from content.translations import join_list
from programme.agenda.page import AgendaPage
from programme.agenda.plural_forms import plural_forms
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
