"""Tags for the page of a session: its languages, its organizers and its description."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from content.dates import date_format
from content.templatetags.texts import plain, summary
from content.translations import join_list, list_separator
from programme.agenda.markup import isolated
from programme.agenda.sessions import Words
from programme.agenda.themes import theme_class
from programme.languages import SpokenLanguage
from programme.models import Session
from programme.pages.session import Channel, Visit

register = template.Library()


@register.simple_tag
def heard_in(codes: Iterable[str], channels: Iterable[Channel]) -> SafeString:
    """The languages, each with its channel: “French (channel 2), English (listen online)”."""
    channel_of = {channel.language: channel for channel in channels}
    languages = [_heard_in(code, channel_of.get(code)) for code in codes]
    return format_html_join(list_separator(), "{}", ((language,) for language in languages))


def _heard_in(code: str, channel: Channel | None) -> SafeString:
    name = SpokenLanguage(code).label
    if channel is None:
        return format_html("<strong>{}</strong>", name)
    if channel.url:
        words = gettext("listen online")
        where = format_html('<a href="{}" rel="noopener">{}</a>', channel.url, words)
    else:
        number = format_html("<bdi>{}</bdi>", channel.number)
        where = format_html(gettext("channel {number}"), number=number)
    words = pgettext("a language and its channel", "{language} ({channel})")
    return format_html(words, language=format_html("<strong>{}</strong>", name), channel=where)


@register.simple_tag
def theme_of(session: Session) -> str:
    """The class of its theme's colour; empty where it has none."""
    return theme_class(session.track.colour) if session.track else ""


@register.simple_tag
def session_description(visit: Visit) -> str:
    """What came of it, else what it is about, else when it is, who speaks and at which forum."""
    session = visit.session
    for field in ("summary", "abstract"):
        if text := summary(session, field):
            return text
    event = session.event
    day = event.local_date(session.starts_at) if session.starts_at else event.first_day
    names = [plain(part.speaker, "name") for part in visit.participation.people]
    facts = (date_format(day, "j F Y"), join_list(names), plain(event, "name"))
    return " · ".join(filter(None, facts))


@register.simple_tag
def words_list(texts: Iterable[Words]) -> SafeString:
    """Names as a list in the reader's language, each isolated."""
    html = list_separator().join(map(isolated, texts))
    return mark_safe(html)  # noqa: S308  each text in it is escaped by `isolated()`
