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
from content.plain_markdown import shortened, to_plain
from content.translations import list_separator, reading_language
from programme.agenda.date_spans import held_on
from programme.agenda.days import takes_whole_days
from programme.agenda.sessions import Words
from programme.exports.colours import colour_name
from programme.exports.content_lines import escape, join_lines
from programme.exports.values import (
    ExportedChannel,
    ExportedEvent,
    ExportedPerson,
    ExportedSession,
    FeedTimes,
)

MOST_LETTERS = 1500
"""Of a description, with the link at its end."""
DAY = dt.timedelta(days=1)


def calendar(
    event: ExportedEvent,
    sessions: Iterable[ExportedSession],
    *,
    site: str,
    path: str,
    times: FeedTimes | None = None,
) -> bytes:
    """Timed sessions of an event, with addresses below `site`; `path` is that of the file itself.

    With `times`, those of the event, there is one entry for its days.
    """
    return join_lines(_lines(event, sessions, site, path, times))


def _lines(
    event: ExportedEvent,
    sessions: Iterable[ExportedSession],
    site: str,
    path: str,
    times: FeedTimes | None,
) -> Iterator[str]:
    name, about = escape(event.name[0]), escape(_about(event))
    entries = _Entries(site)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Open Forum//Programme//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{name}"
    yield f"X-WR-CALNAME:{name}"
    yield f"DESCRIPTION:{about}"
    yield f"X-WR-CALDESC:{about}"
    yield f"SOURCE;VALUE=URI:{site}{path}"
    yield f"URL:{site}{event.agenda_path}"
    yield f"X-WR-TIMEZONE:{event.time_zone}"
    # How often programs that subscribe are asked to look for changes.
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    yield "X-PUBLISHED-TTL:PT1H"
    if times:
        yield from entries.lines_of_event(event, times)
    for session in sessions:
        yield from entries.lines(session)
    yield "END:VCALENDAR"


def _about(event: ExportedEvent) -> str:
    """What the calendar is of: the tagline of the event, its days and its venue."""
    held = held_on(event.first_day, event.last_day)
    return "\n".join(filter(None, (event.tagline[0], held, event.venue_name[0])))


class _Entries:
    """Writes the entries of one calendar in the reader's language."""

    def __init__(self, site: str):
        self.site, self.reader = site, reading_language()
        # What hundreds of entries have is translated once.
        self.gettext, self.comma = cache(gettext), list_separator()

    def lines(self, session: ExportedSession) -> Iterator[str]:
        yield "BEGIN:VEVENT"
        yield f"UID:{session.guid}@open-forum"
        yield from _dates(FeedTimes(session.created_at, session.changed_at))
        yield f"SEQUENCE:{session.revision}"
        yield f"STATUS:{'CANCELLED' if session.is_cancelled else 'CONFIRMED'}"
        yield from _times(session)
        yield f"SUMMARY:{escape(self._summary(session))}"
        yield f"LOCATION:{escape(self._location(session))}"
        yield f"DESCRIPTION:{escape(self._description(session))}"
        yield f"CATEGORIES:{','.join(map(escape, _categories(session)))}"
        if session.track and session.track.colour:
            yield f"COLOR:{colour_name(session.track.colour)}"
        if (stream := session.stream) and not session.is_cancelled:
            label = self.gettext("Follow online")
            yield f'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="{label}":{stream}'
        yield f"URL:{self.site}{session.path}"
        yield "END:VEVENT"

    def lines_of_event(self, event: ExportedEvent, times: FeedTimes) -> Iterator[str]:
        """Its days, for calendars that are subscribed to before any session has a time."""
        address = self.site + event.path
        yield "BEGIN:VEVENT"
        yield f"UID:{event.acronym}@open-forum"
        yield from _dates(times)
        yield "SEQUENCE:0"
        yield "STATUS:CONFIRMED"
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_day + DAY:%Y%m%d}"
        yield f"SUMMARY:{escape(event.name[0])}"
        yield f"LOCATION:{escape(self._place(event, event.attendance_mode))}"
        yield f"DESCRIPTION:{escape(address)}"
        yield "TRANSP:TRANSPARENT"
        yield f"URL:{address}"
        yield "END:VEVENT"

    def _summary(self, session: ExportedSession) -> str:
        if not session.is_cancelled:
            return session.title[0]
        # Many programs do not show the status, so the title says it too.
        words = self.gettext("Cancelled: %(title)s")
        return words % {"title": self._isolated(session.title)}

    def _location(self, session: ExportedSession) -> str:
        room = self._isolated(session.room.name) if session.room else ""
        return self._place(session.event, session.attendance_mode, room)

    def _place(self, event: ExportedEvent, mode: str, room: str = "") -> str:
        """Never empty: some programs leave out entries without a location."""
        if mode == "online":
            return self.gettext("Online")
        venue, address = map(self._isolated, (event.venue_name, event.address))
        return self._list(room, venue, address) or self.gettext("To be announced")

    def _description(self, session: ExportedSession) -> str:
        """What there is to know, then the abstract as far as it fits, then the link to the page."""
        link, facts = self.site + session.path, "\n".join(self._facts(session))
        room = MOST_LETTERS - len(link) - len(facts) - 4
        about = to_plain(session.abstract[0][: 4 * MOST_LETTERS]) if room > 0 else ""
        return "\n\n".join(filter(None, (facts, shortened(about, room), link)))

    def _facts(self, session: ExportedSession) -> Iterator[str]:
        """The reason for cancelling, what it is about, the people, how to take part."""
        if session.is_cancelled and (reason := session.cancellation_reason[0]):
            yield reason
        if subtitle := session.subtitle[0]:
            yield subtitle
        for person in session.people:
            yield self._person(person)
        yield from map(self._channel, session.channels)
        if not session.is_cancelled:
            if stream := session.stream:
                yield self.gettext("Follow online: %(link)s") % {"link": stream}
            yield from self._registration(session)

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


def _dates(times: FeedTimes) -> Iterator[str]:
    changed = _moment(times.changed_at)
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    if times.created_at:
        yield f"CREATED:{_moment(times.created_at)}"


def _times(session: ExportedSession) -> Iterator[str]:
    """Whole days as dates: moments would be painted over two days elsewhere."""
    zone = session.event.zone
    if takes_whole_days(session, zone):
        start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    else:
        yield f"DTSTART:{_moment(session.starts_at)}"
        yield f"DTEND:{_moment(session.ends_at)}"


def _clock(moment: dt.datetime, event: ExportedEvent) -> str:
    return date_format(moment.astimezone(event.zone), "j F Y, H:i")


def _categories(session: ExportedSession) -> list[str]:
    names = [session.track.name[0] if session.track else "", session.section_title[0]]
    return [session.kind_label, *filter(None, names)]
