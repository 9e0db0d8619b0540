"""The cards of sessions in long lists, written at one go.

A template that is included for each of three hundred sessions, and others in it for each person,
take most of the time of a page. Whatever comes from the database is escaped by `isolated()`.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, pgettext

from content.templatetags.texts import language_attributes
from content.translations import best_text, join_list
from content.typography import typeset
from programme.agenda.clock import Moved
from programme.agenda.days import takes_whole_days
from programme.agenda.page import AgendaPage
from programme.languages import SpokenLanguage
from programme.models import Event, Session, SessionKind
from programme.pages.people import Person, Words
from programme.templatetags.times import elsewhere, former_start, when, whole_days

MOST_NAMES = 3
FACTS = "\u00a0· "
"""Between two facts: the point stays at the end of a line, and begins none."""

_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Cards:
    """Writes the cards of one event's sessions in the reader's language."""

    def __init__(self, event: Event, page: AgendaPage | None, beside: dt.tzinfo | None):
        self.event, self.zone, self.beside = event, event.zone, beside
        self.now = page.now if page else None
        self.shows_details = bool(page and page.shows_details)
        self.names_no_time = bool(page and page.first_start)
        """Whether it is worth a word that a session has no time: where others have one."""
        self.ticks = bool(page and page.now.date() in page.dates)
        self.reader = (get_language() or "")[:2]
        self.address = reverse("session", args=[event.slug, "-"]).removesuffix("-/")
        self.query = f"?{urlencode({'tz': beside})}" if beside else ""
        self.kinds = {value: str(label) for value, label in SessionKind.choices}
        self.clocks: dict[dt.datetime, str] = {}
        self.names: dict[int, str] = {}

    def item(self, session: Any, level: int, names_section: bool) -> str:
        if isinstance(session, Moved):
            return self._moved(session.session, level)
        classes = "session-card"
        if session.is_break:
            classes += " session-card--break"
        if session.is_cancelled:
            classes += " session-card--cancelled"
        data = self._times(session) + self._theme(session)
        lines = [self._section(session)] if names_section and session.section else []
        lines += [self._title(session, level), self._status(session), self._facts(session)]
        return f'<li class="{classes}"{data}>{"".join(lines)}{self._people(session)}</li>'

    def _times(self, session: Session) -> str:
        """From when to when the word in its [data-now] is true, for the script."""
        if not self._can_be_on(session):
            return ""
        start, end = (self._iso(moment) for moment in (session.starts_at, session.ends_at))
        return f' data-starts="{start}" data-ends="{end}"'

    def _theme(self, session: Session) -> str:
        colour = session.track.colour if session.track else ""
        return f' data-theme="{escape(colour)}"' if colour else ""

    def _can_be_on(self, session: Session) -> bool:
        held = session.starts_at and not session.is_cancelled and not session.is_break
        return bool(self.ticks and held and not takes_whole_days(session, self.zone))

    def _moved(self, session: Session, level: int) -> str:
        words = gettext("Moved to %(when)s") % {
            "when": when(session, session.starts_at, session.former_starts_at)
        }
        status = f'<p class="session-card__status">{_badge(words)}</p>'
        title = self._title(session, level)
        return f'<li class="session-card session-card--moved">{title}{status}</li>'

    def _section(self, session: Session) -> str:
        return f'<p class="session-card__section">{self._text(session.section, "title")}</p>'

    def _title(self, session: Session, level: int) -> str:
        title = self._text(session, "title")
        link = f'<a href="{self.address}{session.slug}/{self.query}">{title}</a>'
        return f'<h{level} class="session-card__title">{link}</h{level}>'

    def _status(self, session: Session) -> str:
        """What a reader must not miss, in words."""
        said = []
        if session.is_cancelled:
            reason = self._text(session, "cancellation_reason")
            word = gettext("Cancelled")
            said.append(f'<strong class="badge badge--cancelled">{word}</strong> {reason}')
        elif not self._is_over(session):
            if session.former_room and session.room:
                rooms = {
                    "room": self._room(session.room),
                    "former": self._room(session.former_room),
                }
                said.append(_badge(gettext("New room: %(room)s (was %(former)s)") % rooms))
            if session.former_starts_at and session.starts_at:
                clock = {"clock": former_start(session)}
                said.append(_badge(gettext("New time (was %(clock)s)") % clock))
            if session.is_full:
                said.append(_badge(gettext("Full")))
        return f'<p class="session-card__status">{" ".join(said)}</p>' if said else ""

    def _facts(self, session: Session) -> str:
        facts = []
        if session.starts_at:
            facts.append(f'<span class="session-card__hours hours">{self._hours(session)}</span>')
        if session.room:
            facts.append(self._room(session.room))
        if session.track:
            facts.append(self._text(session.track, "name"))
        if session.shows_kind:
            facts.append(self.kinds[session.kind])
        if session.is_plenary:
            facts.append(gettext("Plenary"))
        if session.attendance_mode == "online":
            facts.append(str(session.get_attendance_mode_display()))
        facts += self._languages(session)
        if session.has_recording:
            facts.append(gettext("Recording available"))
        said = self._on_now(session) + FACTS.join(facts)
        return f'<p class="session-card__facts">{said}</p>' if said else ""

    def _on_now(self, session: Session) -> str:
        if not self._can_be_on(session):
            return ""
        hidden = "" if session.starts_at <= self.now < session.ends_at else " hidden"
        words = gettext("On now")
        return f'<strong class="badge badge--live" data-now{hidden}>{words}</strong> '

    def _hours(self, session: Session) -> str:
        start, finish = session.starts_at, session.ends_at
        if takes_whole_days(session, self.zone):
            return whole_days(session, self.event)
        hours = f"{self._clock(start)}–{self._clock(finish)}"
        if self.beside:
            hours += elsewhere(start.astimezone(self.zone), finish, self.beside)
        end = self.event.local_date(session.ends_at)
        if end == self.event.local_date(session.starts_at):
            return hours
        words = gettext("(ends %(day)s)") % {"day": date_format(end, "l j F")}
        return f"{hours} {words}"

    def _languages(self, session: Session) -> list[str]:
        words = []
        if session.languages:
            words.append(_language_names(session.languages))
        if session.interpretation_languages:
            names = _language_names(session.interpretation_languages)
            words.append(gettext("interpretation: %(languages)s") % {"languages": names})
        if session.has_sign_language:
            words.append(gettext("sign language"))
        if session.has_captions:
            words.append(gettext("captions"))
        return words

    def _people(self, session: Session) -> str:
        if not session.people:
            return self._to_be_announced(session)
        if self.shows_details:
            return "".join(map(person_line, session.people))
        names = [_name_and_role(person, self.reader) for person in session.people[:MOST_NAMES]]
        line = join_list(names)
        if (more := len(session.people) - MOST_NAMES) > 0:
            words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more)
            line = words % {"names": line, "count": more}
        return f'<p class="session-card__people">{line}</p>'

    def _to_be_announced(self, session: Session) -> str:
        waits = self.now and session.starts_at and session.ends_at > self.now
        if not (waits and session.awaits_people):
            return ""
        return f'<p class="session-card__people">{gettext("Speakers to be announced.")}</p>'

    def _is_over(self, session: Session) -> bool:
        return bool(self.now and session.ends_at and session.ends_at <= self.now)

    def _clock(self, moment: dt.datetime) -> str:
        if moment not in self.clocks:
            clock = f"{moment.astimezone(self.zone):%H:%M}"
            self.clocks[moment] = f'<time datetime="{self._iso(moment)}" dir="ltr">{clock}</time>'
        return self.clocks[moment]

    def _iso(self, moment: dt.datetime) -> str:
        return moment.astimezone(self.zone).isoformat(timespec="minutes")

    def _room(self, room: Any) -> str:
        if room.pk not in self.names:
            self.names[room.pk] = self._text(room, "name")
        return self.names[room.pk]

    def _text(self, row: Any, field: str) -> str:
        return isolated(best_text(row, field, self.reader), self.reader)


def _badge(words: str) -> str:
    return f'<strong class="badge">{words}</strong>'


def _language_names(codes: Iterable[str]) -> str:
    return _names_in((get_language() or "")[:2], tuple(codes))


@lru_cache(maxsize=256)
def _names_in(_language: str, codes: tuple[str, ...]) -> str:
    return join_list(str(SpokenLanguage(code).label) for code in codes)


@lru_cache(maxsize=4096)
def _name_and_role(person: Person, reader: str) -> str:
    name = _full_name(person, reader)
    if not person.role:
        return name
    return pgettext("a name and a role", "%(name)s (%(role)s)") % {
        "name": name,
        "role": person.role,
    }


def _full_name(person: Person, reader: str = "") -> str:
    words = (isolated(person.honorific, reader), isolated(person.name, reader))
    return " ".join(filter(None, words))


def person_line(person: Person) -> str:
    lines = [
        f'<span class="person__name">{_full_name(person)}</span>',
        f'<span class="person__role">{person.role}</span>' if person.role else "",
        _span("person__function", person.function),
        _span("person__organization", person.organization),
    ]
    return f'<p class="person person--line">{" ".join(filter(None, lines))}</p>'


def _span(name: str, words: Words) -> str:
    return f'<span class="{name}">{isolated(words)}</span>' if words[0] else ""


def isolated(words: Words, reader: str = "") -> str:
    """A text as HTML, escaped, for a reader of this language, else of the active one."""
    text, language = words
    return _as_html(text, language, reader or (get_language() or "")[:2]) if text else ""


@lru_cache(maxsize=4096)
def _as_html(text: str, language: str, here: str) -> str:
    """An element isolates the text only where it could disturb the line: where it is in another
    language, or has letters that run against the reader's. The same names come again and again.
    """
    html = escape(typeset(text, language))
    if language != here:
        return f"<bdi{language_attributes(language)}>{html}</bdi>"
    against = _LATIN if get_language_bidi() else _RIGHT_TO_LEFT
    return f"<bdi>{html}</bdi>" if against.search(text) else html
