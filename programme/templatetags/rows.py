"""Tags for long lists of sessions, whose rows `programme.agenda.rows` writes."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.bidi import isolate
from content.dates import date_format
from content.translations import join_list, list_separator, reading_language
from programme.agenda.clock import Placeholder
from programme.agenda.days import Slot
from programme.agenda.hours import hours_in_words, start_in_words, time_element
from programme.agenda.rows import Dated, Rows
from programme.agenda.saved_place import saved_place
from programme.agenda.saved_rows import SavedRows
from programme.agenda.sessions import ListedSection, ListedSession
from programme.models import Event, Session

register = template.Library()


@register.simple_tag
def row_writer(
    event: Event, page: Dated | None = None, other_zone: dt.tzinfo | None = None
) -> Rows:
    """Writes rows for a page at a moment, or for a list outside one."""
    return Rows(event, page, other_zone)


@register.simple_tag
def saved_row_writer(event: Event) -> SavedRows:
    """Writes rows with the button that saves a session, outside a moment."""
    return SavedRows(event, None, None)


@register.simple_tag
def place_to_save(session: Session) -> str:
    """What the script keeps of the session when a reader saves it."""
    return saved_place(session, session.event.zone)


@register.simple_tag
def day_tab(date: dt.date, dates: Iterable[dt.date]) -> str:
    """`Tue 4 May`; Arabic days have no short names, so that one month for all goes without."""
    is_one_month = len({(day.year, day.month) for day in dates}) == 1
    goes_without = is_one_month and reading_language() == "ar"
    return date_format(date, "D j" if goes_without else "D j F")


@register.simple_tag
def list_comma() -> str:
    """What separates the words of a list in the reader's language."""
    return list_separator()


@register.simple_tag
def list_of(words: Iterable[str]) -> str:
    """The words as a list in the reader's language, each isolated, for places without elements."""
    return join_list(map(isolate, words))


@register.simple_tag
def session_rows(
    rows: Rows,
    sessions: Iterable[ListedSession | Placeholder],
    level: int,
    slot: Slot | None = None,
    day: dt.date | None = None,
) -> SafeString:
    """The items of a list: a row for each session, its title a heading of this level.

    In a slot of the agenda a row leaves out what the slot says; on a `day` after its first, it
    says that it goes on.
    """
    html = "".join(rows.item(session, level, slot, day) for session in sessions)
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.simple_tag
def break_line(rows: Rows, session: ListedSession) -> SafeString:
    """What a break says behind its hour."""
    return mark_safe(rows.line(session))  # noqa: S308  each value is escaped by `isolated()`


@register.simple_tag
def section_link(rows: Rows, section: ListedSection) -> SafeString:
    return mark_safe(rows.section(section))  # noqa: S308  its title is escaped by `isolated()`


@register.simple_tag
def neighbour_start(rows: Rows, session: ListedSession, other: dt.datetime | None) -> SafeString:
    """When a session before or after another starts, with its day where the other has another."""
    return start_in_words(session, session.starts_at, other, rows.zone)


@register.simple_tag
def slot_hours(rows: Rows, slot: Slot) -> SafeString:
    """From when to when the sessions of a slot last, if they end together, else their start."""
    if slot.end_of_all is None:
        return time_element(slot.starts_at)
    words = hours_in_words(slot, rows.zone, rows.other_zone)
    return format_html('<span class="hours">{}</span>', words)
