"""The rows of sessions in long lists, written without templates.

A template that is included for each of three hundred sessions, and more templates in it for each
person, take most of the time of a page. Texts of staff are escaped by `isolated()`.
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from content.translations import list_separator, reading_language
from programme.agenda import clock
from programme.agenda.clock import Placeholder
from programme.agenda.days import Slot, first_and_last_date, takes_whole_days
from programme.agenda.heard import languages
from programme.agenda.hours import (
    continued_in_words,
    hours_in_words,
    start_in_words,
)
from programme.agenda.markup import isolated, name_and_role
from programme.agenda.saved_place import saved_place
from programme.agenda.sessions import ListedRoom, ListedSection, ListedSession, Words
from programme.agenda.themes import theme_class

if TYPE_CHECKING:
    from programme.models import Event

MOST_NAMES = 2
MOST_NAMES_IN_PLENARY = 6


class Dated(Protocol):
    """A page at a moment: of an agenda, or what is on now."""

    @property
    def now(self) -> dt.datetime: ...
    @property
    def dates(self) -> list[dt.date]: ...
    @property
    def day(self) -> dt.date | None: ...


class Rows:
    """Writes the rows of one event's sessions in the reader's language."""

    can_save = False
    """Whether a list outside a moment lets readers save its sessions, as pages of an event do."""

    def __init__(self, event: "Event", page: "Dated | None", other_zone: dt.tzinfo | None):
        self.event, self.zone, self.other_zone = event, event.zone, other_zone
        self.now = page.now if page else None
        self.is_saving = self.can_save or page is not None
        self.ticks = bool(page and page.now.date() in page.dates)
        """Whether the script moves the marks of what is on now: on a day of the event."""
        self.names_days = not (page and page.day)
        """Whether the days have headings to see: a page of one day says it above."""
        self.reader = reading_language()
        # A page has one language: a text that hundreds of rows have is translated once.
        self.gettext, self.comma = cache(gettext), list_separator()
        self.address = reverse("session", args=[event.slug, "-"]).removesuffix("-/")
        self.query = f"?{urlencode({'tz': other_zone})}" if other_zone else ""
        self._room_names: dict[int, str] = {}

    def item(
        self,
        session: ListedSession | Placeholder,
        level: int,
        slot: Slot | None = None,
        day: dt.date | None = None,
    ) -> str:
        """The `<li>` of a session, with its title as a heading of this level.

        In a slot it leaves out what the head of the slot says. On a `day` after its first, it says
        that it goes on.
        """
        if isinstance(session, Placeholder):
            return self._placeholder(session.session, level)
        classes = f"session-row {self._classes(session)}".rstrip()
        can_be_on = self._can_be_on(session)
        data = self._saved_place(session) + (self._times(session) if can_be_on else "")
        hours = self.hours(session, day) if _says_hours(session, slot, self.zone) else ""
        marked = can_be_on and bool(hours)
        people = self._people(session, slot)
        return (
            f'<li class="{classes}"{data}>{self._status(session)}{self._title(session, level)}'
            f"{self._facts(session, hours, marked=marked)}{people}</li>"
        )

    def _classes(self, session: ListedSession) -> str:
        names = [
            theme_class(session.track.colour) if session.track else "",
            "session-row--plenary" if session.is_plenary else "",
            "session-row--cancelled" if session.is_cancelled else "",
        ]
        return " ".join(filter(None, names))

    def line(self, session: ListedSession) -> str:
        """What a break says behind its hour: a name, its room, and what has changed."""
        status = self._status(session, "span")
        room = self._room(session.room) if session.room else ""
        place = f' <span class="break__place">{room}</span>' if room else ""
        link = (
            f'<a class="break__title" href="{self._page(session)}">{self._html(session.title)}</a>'
        )
        return f"{status}{' ' if status else ''}{link}{place}"

    def section(self, section: ListedSection) -> str:
        """The link to a section's page."""
        address = reverse("section", args=[self.event.slug, section.slug])
        title = self._html(section.title)
        return f'<a class="section-label" href="{address}">{title}</a>'

    def _can_be_on(self, session: ListedSession) -> bool:
        is_held = session.starts_at and not session.is_cancelled and not session.is_break
        return bool(self.ticks and is_held and not takes_whole_days(session, self.zone))

    def _saved_place(self, session: ListedSession) -> str:
        """Where the script puts the button that saves the session."""
        return f' data-session="{saved_place(session, self.zone)}"' if self.is_saving else ""

    def _times(self, session: ListedSession) -> str:
        """From when to when the word in [data-now] is true, for the script."""
        start, end = (self._iso(moment) for moment in (session.starts_at, session.ends_at))
        return f' data-starts="{start}" data-ends="{end}"'

    def _placeholder(self, session: ListedSession, level: int) -> str:
        """A line in its former place: that it starts late, and where, or when it is held now."""
        start, former = session.starts_at, session.former.starts_at
        when = start_in_words(session, start, former, self.zone)
        room = ""
        if clock.starts_late(session, self.now):
            words = gettext("Starts late, at %(clock)s") % {"clock": when}
            room = self._room(session.room) if session.room else ""
        else:
            words = gettext("Moved to %(when)s") % {"when": when}
        return (
            f'<li class="session-row session-row--moved"><p class="session-row__status">{words}</p>'
            f"{self._title(session, level)}{room and _facts_line(_place(room))}</li>"
        )

    def _page(self, session: ListedSession) -> str:
        return f"{self.address}{session.slug}/{self.query}"

    def _title(self, session: ListedSession, level: int) -> str:
        link = f'<a href="{self._page(session)}">{self._html(session.title)}</a>'
        return f'<h{level} class="session-row__title">{link}</h{level}>'

    def _status(self, session: ListedSession, element: str = "p") -> str:
        """Whether it is cancelled, moved or full."""
        if session.is_cancelled:
            reason = self._html(session.cancellation_reason)
            words = self.gettext("Cancelled") + (f" <span>{reason}</span>" if reason else "")
        else:
            changes = [] if self._is_over(session) else self._changes(session)
            words = " · ".join(filter(None, changes))
        return f'<{element} class="session-row__status">{words}</{element}>' if words else ""

    def _changes(self, session: ListedSession) -> list[str]:
        return [
            self.gettext("Back on") if session.former.is_back else "",
            self._new_room(session),
            self._new_time(session),
            self.gettext("Full") if session.is_full else "",
        ]

    def _new_room(self, session: ListedSession) -> str:
        """The new room is named in its own place."""
        if not session.former.room[0]:
            return ""
        former = {"former": self._html(session.former.room)}
        if session.room is None:
            return gettext("Room to be announced, was %(former)s") % former
        return gettext("New room, was %(former)s") % former

    def _new_time(self, session: ListedSession) -> str:
        if not session.former.starts_at:
            return ""
        clock = start_in_words(session, session.former.starts_at, session.starts_at, self.zone)
        if session.starts_at is None:
            return gettext("Time to be announced, was %(clock)s") % {"clock": clock}
        return gettext("New time, was %(clock)s") % {"clock": clock}

    def _facts(self, session: ListedSession, hours: str, *, marked: bool) -> str:
        """The room and the languages are read first, and come first."""
        is_online = session.attendance_mode == "online"
        places = [
            self._room(session.room) if session.room else "",
            session.attendance_label if is_online else "",
        ]
        others = [
            self.gettext("sign language") if session.has_sign_language else "",
            self.gettext("captions") if session.has_captions else "",
            self.gettext("Recording available") if session.has_recording else "",
        ]
        facts = [
            self._on_now(session) if marked else "",
            hours,
            *(_place(place) for place in places if place),
            languages(session, self.reader),
            *(f"<span>{words}</span>" for words in others if words),
        ]
        line = " ".join(filter(None, facts))
        return _facts_line(line) if line else ""

    def _on_now(self, session: ListedSession) -> str:
        hidden = "" if session.starts_at <= self.now < session.ends_at else " hidden"
        words = self.gettext("On now")
        return f'<strong class="now-mark" data-now{hidden}>{words}</strong>'

    def hours(self, session: ListedSession, day: dt.date | None = None) -> str:
        """From when to when; on a `day` after its first, that it goes on."""
        if not session.starts_at:
            return ""
        if day and session.starts_at.astimezone(self.zone).date() < day:
            words = continued_in_words(session, day, self.zone)
            return f'<span class="session-row__hours">{words}</span>'
        words = hours_in_words(session, self.zone, self.other_zone)
        return f'<span class="session-row__hours hours">{words}</span>'

    def _people(self, session: ListedSession, slot: Slot | None) -> str:
        most = MOST_NAMES_IN_PLENARY if session.is_plenary else MOST_NAMES
        names = [name_and_role(person, self.reader) for person in session.people[:most]]
        line = self.comma.join(names) or self._to_be_announced(session)
        if (more := len(session.people) - most) > 0:
            words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more)
            line = words % {"names": line, "count": more}
        if slot and slot.names_sections and session.section:
            line = f"{line} {self.section(session.section)}".strip()
        return f'<p class="session-row__people">{line}</p>' if line else ""

    def _to_be_announced(self, session: ListedSession) -> str:
        is_ahead = self.now and session.starts_at and not self._is_over(session)
        if not (is_ahead and session.awaits_people):
            return ""
        return gettext("Speakers to be announced.")

    def _is_over(self, session: ListedSession) -> bool:
        return bool(self.now and session.ends_at and session.ends_at <= self.now)

    def _iso(self, moment: dt.datetime) -> str:
        return moment.astimezone(self.zone).isoformat(timespec="minutes")

    def _room(self, room: ListedRoom) -> str:
        if room.pk not in self._room_names:
            self._room_names[room.pk] = self._html(room.name)
        return self._room_names[room.pk]

    def _html(self, words: Words) -> str:
        return isolated(words, self.reader)


def _place(name: str) -> str:
    return f'<span class="session-row__room">{name}</span>'


def _facts_line(facts: str) -> str:
    return f'<p class="session-row__facts">{facts}</p>'


def _says_hours(session: ListedSession, slot: Slot | None, zone: dt.tzinfo) -> bool:
    """Whether the head of the slot leaves something to say about its hours."""
    if slot is None or session.starts_at is None:
        return True
    if slot.is_all_day:
        first, last = first_and_last_date(session, zone)
        return last > first
    return slot.end_of_all is None
