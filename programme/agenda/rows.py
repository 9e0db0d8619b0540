"""The rows of sessions in long lists, written without templates.

A template that is included for each of three hundred sessions, and more templates in it for each
person, take most of the time of a page. Texts of staff are escaped by `isolated()`.
"""

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, ngettext

from content.translations import join_list, list_separator, reading_language
from programme.agenda.clock import Placeholder
from programme.agenda.days import takes_whole_days
from programme.agenda.hours import (
    day_in_words,
    end_day,
    in_other_zone,
    start_in_words,
    time_element,
    whole_days,
)
from programme.agenda.markup import isolated, name_and_role, person_line
from programme.agenda.page import AgendaPage
from programme.agenda.sessions import ListedRoom, ListedSession, Words
from programme.languages import SpokenLanguage

if TYPE_CHECKING:
    from programme.models import Event

MOST_NAMES = 3
SEPARATOR = "\u00a0· "
"""Between two facts: the point stays at the end of a line, and never begins one."""


class Rows:
    """Writes the rows of one event's sessions in the reader's language."""

    def __init__(self, event: "Event", page: AgendaPage | None, other_zone: dt.tzinfo | None):
        self.event, self.zone, self.other_zone = event, event.zone, other_zone
        self.now = page.now if page else None
        self.shows_details = bool(page and page.shows_details)
        self.names_no_time = bool(page and page.first_start)
        """Whether a session without a time says so: where other sessions have one."""
        self.ticks = bool(page and page.now.date() in page.dates)
        """Whether the script moves the marks of what is on now: on a day of the event."""
        self.reader = reading_language()
        # A page has one language: a text that hundreds of rows have is translated once.
        self.gettext, self.comma = cache(gettext), list_separator()
        self.address = reverse("session", args=[event.slug, "-"]).removesuffix("-/")
        self.query = f"?{urlencode({'tz': other_zone})}" if other_zone else ""
        self._clocks: dict[dt.datetime, str] = {}
        self._room_names: dict[int, str] = {}

    def item(
        self, session: ListedSession | Placeholder, level: int, names_section: bool = False
    ) -> str:
        """The `<li>` of a session, with its title as a heading of this level."""
        if isinstance(session, Placeholder):
            return self._placeholder(session.session, level)
        classes = "session-row"
        if session.is_break:
            classes += " session-row--break"
        if session.is_cancelled:
            classes += " session-row--cancelled"
        can_be_on = self._can_be_on(session)
        data = (self._times(session) if can_be_on else "") + self._theme(session)
        section = self._section(session) if names_section else ""
        title, status = self._title(session, level), self._status(session)
        facts, people = self._facts(session, can_be_on), self._people(session)
        return f'<li class="{classes}"{data}>{section}{title}{status}{facts}{people}</li>'

    def _can_be_on(self, session: ListedSession) -> bool:
        is_held = session.starts_at and not session.is_cancelled and not session.is_break
        return bool(self.ticks and is_held and not takes_whole_days(session, self.zone))

    def _times(self, session: ListedSession) -> str:
        """From when to when the word in [data-now] is true, for the script."""
        start, end = (self._iso(moment) for moment in (session.starts_at, session.ends_at))
        return f' data-starts="{start}" data-ends="{end}"'

    def _theme(self, session: ListedSession) -> str:
        colour = session.track.colour if session.track else ""
        return f' data-theme="{escape(colour)}"' if colour else ""

    def _placeholder(self, session: ListedSession, level: int) -> str:
        start, former = session.starts_at, session.former.starts_at
        when = start_in_words(session, start, former, self.zone)
        words = gettext("Moved to %(when)s") % {"when": when}
        status = f'<p class="session-row__status">{_badge(words)}</p>'
        title = self._title(session, level)
        return f'<li class="session-row session-row--moved">{title}{status}</li>'

    def _section(self, session: ListedSession) -> str:
        if session.section is None:
            return ""
        return f'<p class="session-row__section">{self._html(session.section.title)}</p>'

    def _title(self, session: ListedSession, level: int) -> str:
        title = self._html(session.title)
        link = f'<a href="{self.address}{session.slug}/{self.query}">{title}</a>'
        return f'<h{level} class="session-row__title">{link}</h{level}>'

    def _status(self, session: ListedSession) -> str:
        """Whether it is cancelled, moved or full."""
        if session.is_cancelled:
            words = self.gettext("Cancelled")
            badges = [f'<strong class="badge badge--cancelled">{words}</strong>']
            badges.append(self._html(session.cancellation_reason))
        else:
            badges = [] if self._is_over(session) else self._changes(session)
        return f'<p class="session-row__status">{" ".join(badges)}</p>' if badges else ""

    def _changes(self, session: ListedSession) -> list[str]:
        back = self.gettext("Back on") if session.former.is_back else ""
        full = self.gettext("Full") if session.is_full else ""
        words = (back, self._new_room(session), self._new_time(session), full)
        return [_badge(each) for each in words if each]

    def _new_room(self, session: ListedSession) -> str:
        if not session.former.room[0]:
            return ""
        former = self._html(session.former.room)
        if session.room is None:
            return gettext("Room to be announced (was %(former)s)") % {"former": former}
        words = gettext("New room: %(room)s (was %(former)s)")
        return words % {"room": self._room(session.room), "former": former}

    def _new_time(self, session: ListedSession) -> str:
        if not session.former.starts_at:
            return ""
        clock = start_in_words(session, session.former.starts_at, session.starts_at, self.zone)
        if session.starts_at is None:
            return gettext("Time to be announced (was %(clock)s)") % {"clock": clock}
        return gettext("New time (was %(clock)s)") % {"clock": clock}

    def _facts(self, session: ListedSession, can_be_on: bool) -> str:
        facts = [
            self._hours(session) if session.starts_at else "",
            self._room(session.room) if session.room else "",
            self._html(session.track.name) if session.track else "",
            session.kind_label,
            self.gettext("Plenary") if session.is_plenary else "",
            session.attendance_label if session.attendance_mode == "online" else "",
            *self._languages(session),
            self.gettext("Recording available") if session.has_recording else "",
        ]
        on_now = self._on_now(session) if can_be_on else ""
        line = on_now + SEPARATOR.join(filter(None, facts))
        return f'<p class="session-row__facts">{line}</p>' if line else ""

    def _languages(self, session: ListedSession) -> list[str]:
        interpretation = ""
        if session.interpretation_languages:
            names = _language_names(session.interpretation_languages, self.reader)
            interpretation = self.gettext("interpretation: %(languages)s") % {"languages": names}
        return [
            _language_names(session.languages, self.reader),
            interpretation,
            self.gettext("sign language") if session.has_sign_language else "",
            self.gettext("captions") if session.has_captions else "",
        ]

    def _on_now(self, session: ListedSession) -> str:
        hidden = "" if session.starts_at <= self.now < session.ends_at else " hidden"
        words = self.gettext("On now")
        return f'<strong class="badge badge--live" data-now{hidden}>{words}</strong> '

    def _hours(self, session: ListedSession) -> str:
        if takes_whole_days(session, self.zone):
            words = whole_days(session, self.zone)
        else:
            words = f"{self._clock(session.starts_at)}–{self._clock(session.ends_at)}"
            if self.other_zone:
                start = session.starts_at.astimezone(self.zone)
                words += in_other_zone(start, session.ends_at, self.other_zone)
            if day := end_day(session, self.zone):
                words += " " + gettext("(ends %(day)s)") % {"day": day_in_words(day)}
        return f'<span class="session-row__hours hours">{words}</span>'

    def _people(self, session: ListedSession) -> str:
        if not session.people:
            return self._to_be_announced(session)
        if self.shows_details:
            return "".join(map(person_line, session.people))
        names = [name_and_role(person, self.reader) for person in session.people[:MOST_NAMES]]
        line = self.comma.join(names)
        if (more := len(session.people) - MOST_NAMES) > 0:
            words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more)
            line = words % {"names": line, "count": more}
        return f'<p class="session-row__people">{line}</p>'

    def _to_be_announced(self, session: ListedSession) -> str:
        is_ahead = self.now and session.starts_at and not self._is_over(session)
        if not (is_ahead and session.awaits_people):
            return ""
        return f'<p class="session-row__people">{gettext("Speakers to be announced.")}</p>'

    def _is_over(self, session: ListedSession) -> bool:
        return bool(self.now and session.ends_at and session.ends_at <= self.now)

    def _clock(self, moment: dt.datetime) -> str:
        if moment not in self._clocks:
            self._clocks[moment] = time_element(moment.astimezone(self.zone))
        return self._clocks[moment]

    def _iso(self, moment: dt.datetime) -> str:
        return moment.astimezone(self.zone).isoformat(timespec="minutes")

    def _room(self, room: ListedRoom) -> str:
        if room.pk not in self._room_names:
            self._room_names[room.pk] = self._html(room.name)
        return self._room_names[room.pk]

    def _html(self, words: Words) -> str:
        return isolated(words, self.reader)


def _badge(words: str) -> str:
    return f'<strong class="badge">{words}</strong>'


@lru_cache(maxsize=256)
def _language_names(codes: tuple[str, ...], _reader: str) -> str:
    return join_list(str(SpokenLanguage(code).label) for code in codes)
