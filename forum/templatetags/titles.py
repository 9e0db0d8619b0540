"""Titles and descriptions of pages: plain text, in which each text of staff is isolated."""

import datetime as dt

from django import template
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from content.dates import date_format
from content.templatetags.texts import plain, summary, text, words
from content.translations import best_text, reading_language
from forum.models import Identity
from programme.agenda.page import AgendaPage
from programme.models import Event, Room, Session
from programme.pages.search import SearchQuery
from programme.templatetags.rows import list_of
from speakers.models import Organization, OrganizationKind, Speaker

register = template.Library()


@register.simple_tag
def site_title(event: Event | None, identity: Identity) -> str:
    """The name of the event that a page belongs to, or the site's own."""
    return plain(event or identity, "name")


@register.simple_tag
def short_name(named: Event | Identity) -> SafeString:
    """For the header: the whole name where the reader's language has no shorter one."""
    short, language = best_text(named, "short_name")
    has_one = short and language == reading_language()
    return words((short, language)) if has_one else text(named, "name")


@register.simple_tag
def event_title_ending(event: Event, is_home: bool) -> str:
    """Follows the event's name: its tagline on the home page, its date on its own page."""
    if not is_home:
        return _comma() + date_format(event.first_day, "j F Y")
    tagline = plain(event, "tagline")
    return pgettext("between a title and its subtitle", ": ") + tagline if tagline else ""


@register.simple_tag
def session_title(session: Session) -> str:
    """“Cancelled: Open budgets, 4 May 10:00”, in the event's time zone."""
    title = plain(session, "title")
    if session.is_cancelled:
        title = gettext("Cancelled: %(title)s") % {"title": title}
    if not session.starts_at:
        return title
    start = session.starts_at.astimezone(session.event.zone)
    return title + _comma() + date_format(start, "j F H:i")


@register.simple_tag
def agenda_title(page: AgendaPage, day: dt.date | None) -> str:
    """“Programme: Hall, French (3 sessions)” when filtered, “Programme: Tuesday 4 May” of a day.

    `day` is the one that the address names: of two pages with the same sessions only one says it.
    """
    if page.filtered.is_active:
        count = len(page.filtered.sessions)
        text = ngettext(
            "Programme: %(words)s (%(count)s session)",
            "Programme: %(words)s (%(count)s sessions)",
            count,
        )
        return text % {"words": list_of(page.filtered.words), "count": count}
    if page.is_untimed:
        return gettext("Programme: time to be announced")
    if day:
        return gettext("Programme: %(day)s") % {"day": date_format(day, "l j F")}
    return gettext("Programme")


@register.simple_tag
def room_title(room: Room, day: dt.date | None) -> str:
    """“Atlas”, or “Atlas, Tuesday 4 May” where the address names a day."""
    name = plain(room, "name")
    return name + _comma() + date_format(day, "l j F") if day else name


@register.simple_tag
def search_title(query: SearchQuery) -> str:
    return (
        gettext("Search: %(query)s") % {"query": query.isolated}
        if query.text
        else gettext("Search")
    )


@register.simple_tag
def description(instance: models.Model, markdown_field: str, *fields: str) -> str:
    """The beginning of a Markdown text, or else the first of the fields that has a text."""
    texts = [summary(instance, markdown_field), *(plain(instance, field) for field in fields)]
    return next(filter(None, texts), "")


@register.simple_tag
def speaker_description(speaker: Speaker, identity: Identity) -> str:
    """The beginning of the biography, or else who the person is and on whose site."""
    body = speaker.organization
    facts = [plain(speaker, "function"), plain(body, "name") if body else ""]
    return summary(speaker, "biography") or _facts(*facts, plain(identity, "name"))


@register.simple_tag
def organization_description(organization: Organization, identity: Identity) -> str:
    is_known = organization.kind != OrganizationKind.OTHER
    kind = organization.get_kind_display() if is_known else ""
    facts = [kind, organization.country.name, plain(identity, "name")]
    return summary(organization, "description") or _facts(*facts)


def _facts(*facts: str) -> str:
    return " · ".join(filter(None, facts))


def _comma() -> str:
    return pgettext("between the items of a list", ", ")
