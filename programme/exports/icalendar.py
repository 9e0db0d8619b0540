"""Sessions as iCalendar (RFC 5545 and 7986). Pure: no query, no request.

Moments are written in UTC: programs disagree about the rules of zones, and none about UTC. A
session keeps its UID when its time, room, title or address changes, or the host of the site.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import icalendar
from django.utils.translation import get_language, gettext

from content.bidi import isolate_foreign
from content.translations import join_list
from programme.agenda.sessions import Words
from programme.exports.values import ExportedEvent, ExportedPerson, ExportedSession

HOURLY = dt.timedelta(hours=1)
"""How often programs that subscribe are asked to look for changes."""


def calendar(event: ExportedEvent, sessions: Iterable[ExportedSession], *, site: str) -> bytes:
    """The timed sessions of an event, with addresses below `site`."""
    name, _language = event.name
    feed = icalendar.Calendar()
    feed.add("version", "2.0")
    feed.add("prodid", "-//Open Forum//Programme//EN")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", event.time_zone)
    feed.add("refresh-interval", HOURLY, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "PT1H")
    for session in sessions:
        feed.add_component(_entry(session, site))
    return feed.to_ical(sorted=False)


def _entry(session: ExportedSession, site: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{session.guid}@open-forum")
    entry.add("dtstamp", session.changed_at.astimezone(dt.UTC))
    entry.add("sequence", session.revision)
    entry.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    entry.add("dtstart", session.starts_at.astimezone(dt.UTC))
    entry.add("dtend", session.ends_at.astimezone(dt.UTC))
    entry.add("summary", _summary(session))
    entry.add("location", _location(session))
    if description := "\n".join(_description(session)):
        entry.add("description", description)
    entry.add("categories", _categories(session))
    entry.add("url", site + session.path)
    return entry


def _summary(session: ExportedSession) -> str:
    if not session.is_cancelled:
        return session.title[0]
    # Many programs do not show the status, so the title says it too.
    return gettext("Cancelled: %(title)s") % {"title": _isolated(session.title)}


def _location(session: ExportedSession) -> str:
    """Never empty: some programs leave out entries without a location."""
    if session.attendance_mode == "online":
        return gettext("Online")
    room = _isolated(session.room.name) if session.room else ""
    places = [room, _isolated(session.event.venue_name), _isolated(session.event.address)]
    return join_list(filter(None, places)) or gettext("To be announced")


def _description(session: ExportedSession) -> Iterator[str]:
    """Its lines: the reason for cancelling, the people, the abstract."""
    if session.is_cancelled and (reason := session.cancellation_reason[0]):
        yield reason
    for person in session.people:
        yield join_list(filter(None, _person(person)))
    yield from session.abstract[0].splitlines()


def _person(person: ExportedPerson) -> list[str]:
    return [
        " ".join(filter(None, [_isolated(person.honorific), _isolated(person.name)])),
        person.role_label,
        _isolated(person.function),
        _isolated(person.organization.name) if person.organization else "",
    ]


def _categories(session: ExportedSession) -> list[str]:
    names = [session.track_name[0], session.section_title[0]]
    return [session.kind_label, *filter(None, names)]


def _isolated(words: Words) -> str:
    """A text for a line with others: isolated where it runs against the reader's direction."""
    text, language = " ".join(words[0].split()), words[1]
    return isolate_foreign(text, language, among=get_language() or language) if text else ""
