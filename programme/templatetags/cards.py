"""Tags for the long lists of sessions, whose cards `forum.cards` writes."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.translations import join_list
from programme.agenda.cards import Cards, isolated, person_line
from programme.agenda.filters import Option
from programme.agenda.page import AgendaPage
from programme.models import Event
from programme.pages.people import Person

register = template.Library()


@register.simple_tag
def card_writer(
    event: Event,
    page: AgendaPage | None = None,
    beside: dt.tzinfo | None = None,
) -> Cards:
    """Writes for a page of an agenda, or for a list without one; `beside` is another zone."""
    return Cards(event, page, beside)


@register.simple_tag
def option_label(option: Option) -> SafeString:
    """What a value of a filter is called, isolated and in its own language."""
    words = (option.label, option.language or (get_language() or "")[:2])
    return mark_safe(f"<bdi>{isolated(words)}</bdi>")  # noqa: S308  escaped by `isolated()`


@register.simple_tag
def list_of(words: Iterable[str]) -> str:
    """The words as the reader's language lists them, each isolated for where no element can be."""
    return join_list(f"\u2068{word}\u2069" for word in words)


@register.simple_tag
def session_cards(cards: Cards, sessions: Iterable[Any], level: int, names_section: bool = False):
    """The items of a list: a card for each session, its title a heading of this level."""
    html = "".join(cards.item(session, level, names_section) for session in sessions)
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.simple_tag
def person_lines(people: Iterable[Person]) -> SafeString:
    """Each person with function and organization, in the order given."""
    html = "".join(map(person_line, people))
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`
