"""Sessions as iCalendar (RFC 5545 and 7986). Pure: no query, no request.

Moments are written in UTC: programs disagree about the rules of zones, and none about UTC. A
session keeps its UID when its time, room, title or address changes, or the host of the site.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

from django.utils.translation import gettext

from content.bidi import isolate, isolate_foreign
from content.dates import date_format
from content.translations import list_separator, reading_language
from programme.agenda.sessions import Words
from programme.exports.content_lines import escape, join_lines
from programme.exports.values import (
    ExportedChannel,
    ExportedEvent,
    ExportedPerson,
    ExportedSession,
)


def calendar(event: ExportedEvent, sessions: Iterable[ExportedSession], *, site: str) -> bytes:
    """The timed sessions of an event, with addresses below `site`."""
    return join_lines(_lines(event, sessions, site))


def _lines(event: ExportedEvent, sessions: Iterable[ExportedSession], site: str) -> Iterator[str]:
    name, _language = event.name
    entries = _Entries(site)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Open Forum//Programme//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escape(name)}"
    yield f"X-WR-CALNAME:{escape(name)}"
    yield f"X-WR-TIMEZONE:{event.time_zone}"
    # How often programs that subscribe are asked to look for changes.
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    yield "X-PUBLISHED-TTL:PT1H"
    for session in sessions:
        yield from entries.lines(session)
    yield "END:VCALENDAR"


class _Entries:
    """Writes the entries of one calendar in the reader's language."""

    def __init__(self, site: str):
        self.site, self.reader = site, reading_language()
        # What hundreds of entries have is translated once.
        self.gettext, self.comma = cache(gettext), list_separator()

    def lines(self, session: ExportedSession) -> Iterator[str]:
        yield "BEGIN:VEVENT"
        yield f"UID:{session.guid}@open-forum"
        yield f"DTSTAMP:{_moment(session.changed_at)}"
        yield f"SEQUENCE:{session.revision}"
        yield f"STATUS:{'CANCELLED' if session.is_cancelled else 'CONFIRMED'}"
        yield f"DTSTART:{_moment(session.starts_at)}"
        yield f"DTEND:{_moment(session.ends_at)}"
        yield f"SUMMARY:{escape(self._summary(session))}"
        yield f"LOCATION:{escape(self._location(session))}"
        if description := "\n".join(self._description(session)):
            yield f"DESCRIPTION:{escape(description)}"
        yield f"CATEGORIES:{','.join(map(escape, _categories(session)))}"
        yield f"URL:{self.site}{session.path}"
        yield "END:VEVENT"

    def _summary(self, session: ExportedSession) -> str:
        if not session.is_cancelled:
            return session.title[0]
        # Many programs do not show the status, so the title says it too.
        words = self.gettext("Cancelled: %(title)s")
        return words % {"title": self._isolated(session.title)}

    def _location(self, session: ExportedSession) -> str:
        """Never empty: some programs leave out entries without a location."""
        if session.attendance_mode == "online":
            return self.gettext("Online")
        room = self._isolated(session.room.name) if session.room else ""
        venue, address = map(self._isolated, (session.event.venue_name, session.event.address))
        return self._list(room, venue, address) or self.gettext("To be announced")

    def _description(self, session: ExportedSession) -> Iterator[str]:
        """Its lines: the reason for cancelling, what it is about, the people, how to take part."""
        if session.is_cancelled and (reason := session.cancellation_reason[0]):
            yield reason
        if subtitle := session.subtitle[0]:
            yield subtitle
        for person in session.people:
            yield self._person(person)
        yield from map(self._channel, session.channels)
        if not session.is_cancelled:
            yield from self._registration(session)
        yield from session.abstract[0].splitlines()

    def _channel(self, channel: ExportedChannel) -> str:
        words = {"language": channel.language_label, "number": isolate(channel.number)}
        if channel.number:
            return self.gettext("%(language)s: channel %(number)s") % words
        return f"{channel.language_label}: {channel.url}"

    def _registration(self, session: ExportedSession) -> Iterator[str]:
        """The link and its times: they stay true however long a program keeps the entry."""
        registration = session.registration
        if registration is None:
            return
        if registration.is_full:
            yield self.gettext("This session is full.")
        else:
            yield self.gettext("Registration: %(link)s") % {"link": registration.url}
            for words, moment in (
                (self.gettext("Registration opens: %(time)s"), registration.opens_at),
                (self.gettext("Registration closes: %(time)s"), registration.closes_at),
            ):
                if moment:
                    yield words % {"time": _clock(moment, session.event)}
        if note := registration.note[0]:
            yield note

    def _person(self, person: ExportedPerson) -> str:
        names = (self._isolated(person.honorific), self._isolated(person.name))
        body = self._isolated(person.organization.name) if person.organization else ""
        function = self._isolated(person.function)
        return self._list(" ".join(filter(None, names)), person.role_label, function, body)

    def _list(self, *words: str) -> str:
        return self.comma.join(filter(None, words))

    def _isolated(self, words: Words) -> str:
        """A text in a line with others: isolated where it runs against the reader's direction."""
        text, language = " ".join(words[0].split()), words[1]
        return isolate_foreign(text, language, among=self.reader or language) if text else ""


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _clock(moment: dt.datetime, event: ExportedEvent) -> str:
    return date_format(moment.astimezone(event.zone), "j F Y, H:i")


def _categories(session: ExportedSession) -> list[str]:
    names = [session.track_name[0], session.section_title[0]]
    return [session.kind_label, *filter(None, names)]
