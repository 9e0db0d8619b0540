"""Tags for long lists of sessions, whose rows `programme.agenda.rows` writes."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.bidi import isolate
from content.translations import join_list
from programme.agenda.clock import Placeholder
from programme.agenda.filters import Option
from programme.agenda.markup import isolated, person_line
from programme.agenda.page import AgendaPage
from programme.agenda.rows import Rows
from programme.agenda.sessions import ListedPerson, ListedSession
from programme.models import Event

register = template.Library()


@register.simple_tag
def row_writer(
    event: Event, page: AgendaPage | None = None, other_zone: dt.tzinfo | None = None
) -> Rows:
    """Writes rows for a page of an agenda, or for a list outside one."""
    return Rows(event, page, other_zone)


@register.simple_tag
def option_label(option: Option) -> SafeString:
    """The label of a filter's value, isolated and in its own language."""
    words = (option.label, option.language or (get_language() or "")[:2])
    return mark_safe(f"<bdi>{isolated(words)}</bdi>")  # noqa: S308  escaped by `isolated()`


@register.simple_tag
def list_of(words: Iterable[str]) -> str:
    """The words as a list in the reader's language, each isolated, for places without elements."""
    return join_list(map(isolate, words))


@register.simple_tag
def session_rows(
    rows: Rows,
    sessions: Iterable[ListedSession | Placeholder],
    level: int,
    names_section: bool = False,
) -> SafeString:
    """The items of a list: a row for each session, its title a heading of this level."""
    html = "".join(rows.item(session, level, names_section) for session in sessions)
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.simple_tag
def person_lines(people: Iterable[ListedPerson]) -> SafeString:
    """Each person with function and organization, in the order given."""
    html = "".join(map(person_line, people))
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`
