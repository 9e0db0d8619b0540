"""Small tags of the programme's pages: spoken languages, headings over partners, calendars."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from content.translations import join_list
from programme.agenda.page import AgendaPage
from programme.languages import SpokenLanguage
from programme.models import partnerships
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


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    file: str
    feed: str
    """To subscribe to: `webcal` opens the reader's own calendar, which asks over HTTP."""
    label: str
    feed_label: str


@register.simple_tag
def calendar_of(page: AgendaPage) -> CalendarLinks:
    """The calendar of what the page shows: the programme, a day, or what passes its filters."""
    event, day = page.event, page.day
    path = (
        reverse("day-calendar", args=[event.slug, day])
        if day
        else reverse("event-calendar", args=[event.slug])
    )
    address = path + page.filtered.as_calendar
    _scheme, _colon, site = settings.SITE_URL.partition(":")
    return CalendarLinks(address, f"webcal:{site}{address}", *_calendar_labels(page))


def _calendar_labels(page: AgendaPage) -> tuple[str, str]:
    if page.filtered.is_active:
        count = sum(1 for session in page.shown if session.starts_at)
        labels = (
            ngettext("Calendar of this session", "Calendar of these %(count)s sessions", count),
            ngettext(
                "Subscribe to this session",
                "Subscribe to these %(count)s sessions",
                count,
            ),
        )
        return labels[0] % {"count": count}, labels[1] % {"count": count}
    if page.day:
        return gettext("Calendar of this day"), gettext("Subscribe to this day")
    return gettext("Calendar of the whole programme"), gettext("Subscribe to the whole programme")
