"""The agenda as plain text, for terminals, slow lines and printing by hand. Pure.

A session is one line of at most `MOST_BYTES`, whatever the language: two thousand people may load
it over one weak link. The rest is on the page whose address is at the top.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext

from content.dates import date_format
from content.translations import reading_language
from programme.agenda.date_spans import short_date_span
from programme.agenda.days import takes_whole_days
from programme.exports.values import ExportedEvent, ExportedSession

MOST_BYTES = 168
"""Of a line in UTF-8, without its end."""
MOST_BYTES_OF_TITLE = 116
RIGHT_TO_LEFT_MARK = "\u200f"


def agenda_text(event: ExportedEvent, sessions: Iterable[ExportedSession], *, site: str) -> bytes:
    """The sessions in their order, under their days in the zone of the event."""
    reader = reading_language()
    lines = (_directed(line, reader) for line in _lines(event, sessions, site))
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(event: ExportedEvent, sessions: Iterable[ExportedSession], site: str) -> Iterator[str]:
    days = short_date_span(event.first_day, event.last_day)
    yield event.name[0]
    yield " · ".join(filter(None, (strip_tags(days), event.venue_name[0])))
    yield f"{site}{event.agenda_path}"
    shown: dt.date | str | None = None
    for session in sessions:
        start = session.starts_at and session.starts_at.astimezone(event.zone)
        day = start.date() if start else ""
        if day != shown:
            shown = day
            yield ""
            yield _heading(day)
        yield _line(session)


def _heading(day: dt.date | str) -> str:
    words = date_format(day, "l j F Y") if day else gettext("Time to be announced")
    return f"== {capfirst(words)} =="


def _line(session: ExportedSession) -> str:
    """The hours and the title, then room and people as far as the line goes."""
    title = session.title[0]
    if session.is_cancelled:
        title = gettext("Cancelled: %(title)s") % {"title": title}
    line = _hours(session) + _cut(title, MOST_BYTES_OF_TITLE)
    people = (person.name[0] for person in session.people)
    for part in ([session.room.name[0]] if session.room else []), people:
        for number, words in enumerate(part):
            more = f"{', ' if number else ' · '}{words}"
            if len((line + more).encode()) > MOST_BYTES:
                break
            line += more
    return line


def _hours(session: ExportedSession) -> str:
    if session.starts_at is None:
        return ""
    zone = session.event.zone
    if takes_whole_days(session, zone):
        return gettext("All day") + " "
    start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
    return f"{start:%H:%M}-{end:%H:%M} "


def _cut(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[: most - 3].decode(errors="ignore")
    return (cut.rsplit(" ", 1)[0].rstrip(" ,;:.،؛") or cut) + "…"


def _directed(line: str, reader: str) -> str:
    """Terminals take a line's direction from its first letter: in Arabic it is made certain."""
    line = " ".join(line.split())
    first = next((d for c in line if (d := unicodedata.bidirectional(c)) in {"L", "R", "AL"}), "AL")
    return f"{RIGHT_TO_LEFT_MARK}{line}" if reader == "ar" and first == "L" else line
