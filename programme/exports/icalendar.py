"""Sessions as calendars read them (RFC 5545 and 7986). Pure: no query, no request.

Moments are written in UTC: programs disagree about the rules of zones, and none about UTC. A
session keeps its UID whatever becomes of its time, room, title, address or the host of the site.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import icalendar
from django.utils.translation import get_language, get_language_info, gettext

from content.translations import best_text, join_list

HOURLY = dt.timedelta(hours=1)
"""How often a program that subscribes is asked to look again."""


def calendar(event: Any, sessions: Iterable[Any], *, site: str) -> bytes:
    """The timed sessions of an event, with addresses below `site`.

    A session needs its event, section, track, room and contributions with speaker and organization.
    """
    name = best_text(event, "name")[0]
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


def _entry(session: Any, site: str) -> icalendar.Event:
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
    entry.add("url", site + session.get_absolute_url())
    return entry


def _summary(session: Any) -> str:
    if not session.is_cancelled:
        return best_text(session, "title")[0]
    # Many programs show no status, so the word stands in the title too.
    return gettext("Cancelled: %(title)s") % {"title": _isolated(session, "title")}


def _location(session: Any) -> str:
    """Never empty: programs leave out what has no place."""
    if session.attendance_mode == "online":
        return gettext("Online")
    room = _isolated(session.room, "name") if session.room else ""
    places = [room, _isolated(session.event, "venue_name"), _isolated(session.event, "address")]
    return join_list(filter(None, places)) or gettext("To be announced")


def _description(session: Any) -> Iterator[str]:
    """Its lines: why it is cancelled, who speaks, what it is about."""
    if session.is_cancelled and (reason := best_text(session, "cancellation_reason")[0]):
        yield reason
    for contribution in session.contributions.all():
        yield join_list(filter(None, _person(contribution)))
    yield from best_text(session, "abstract")[0].splitlines()


def _person(contribution: Any) -> list[str]:
    speaker, organization = contribution.speaker, contribution.organization
    return [
        " ".join(filter(None, [_isolated(speaker, "honorific"), _isolated(speaker, "name")])),
        "" if contribution.is_plain else contribution.get_role_display(),
        _isolated(contribution, "function"),
        _isolated(organization, "name") if organization else "",
    ]


def _categories(session: Any) -> list[str]:
    named = [(session.track, "name"), (session.section, "title")]
    words = [best_text(part, field)[0] for part, field in named if part]
    return [session.get_kind_display(), *words]


def _isolated(instance: Any, field: str) -> str:
    """A text that others stand beside: held together where it runs against their direction."""
    text, language = best_text(instance, field)
    text = " ".join(text.split())
    runs_along = _is_rtl(language) == _is_rtl(get_language() or language)
    return text if runs_along or not text else f"\u2068{text}\u2069"


def _is_rtl(language: str) -> bool:
    return get_language_info(language)["bidi"]
