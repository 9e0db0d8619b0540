"""A programme as schedule.xml, the format of frab, pretalx and Pentabarf. Pure.

It is written by hand, line by line: a tree of elements would cost as much as all else.
"""

import re
from collections.abc import Iterator
from html import escape

from content.xml_text import xml_text
from programme.exports.frab import FrabDay, FrabEvent, FrabSchedule, track_slug

GENERATOR = "Open Forum"
TIMESLOT = "00:05"
_SPECIAL = re.compile("[&<>\"'\r]")


def schedule_xml(schedule: FrabSchedule, *, site: str, path: str) -> bytes:
    """With addresses below `site`; `path` is that of the file itself."""
    return "".join(f"{line}\n" for line in _lines(schedule, site, path)).encode()


def _lines(schedule: FrabSchedule, site: str, path: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<schedule>"
    yield _element("generator", "", name=GENERATOR)
    yield _element("url", f"{site}{path}")
    yield _element("version", schedule.version)
    yield from _conference(schedule, site)
    for day in schedule.days:
        yield from _day(day, site)
    yield "</schedule>"


def _conference(schedule: FrabSchedule, site: str) -> Iterator[str]:
    event = schedule.event
    yield "<conference>"
    yield _element("title", event.name[0])
    yield _element("acronym", event.acronym)
    yield _element("start", event.first_day.isoformat())
    yield _element("end", event.last_day.isoformat())
    yield _element("days", str(len(schedule.days)))
    yield _element("timeslot_duration", TIMESLOT)
    yield _element("base_url", f"{site}/")
    if event.picture_path:
        yield _element("logo", f"{site}{event.picture_path}")
    yield _element("url", f"{site}{event.path}")
    yield _element("time_zone_name", event.time_zone)
    for track in schedule.tracks:
        colour = {"color": track.colour} if track.colour else {}
        yield _element("track", "", name=track.name[0], **colour, slug=track_slug(track))
    yield "</conference>"


def _day(day: FrabDay, site: str) -> Iterator[str]:
    times = {"start": day.start.isoformat(), "end": day.end.isoformat()}
    yield _tag("day", index=str(day.index), date=day.date.isoformat(), **times)
    for room in day.rooms:
        yield _tag("room", name=room.name, **({"guid": room.guid} if room.guid else {}))
        for event in room.events:
            yield from _event(event, site)
        yield "</room>"
    yield "</day>"


def _event(event: FrabEvent, site: str) -> Iterator[str]:
    session = event.session
    yield _tag("event", guid=str(session.guid), id=str(session.key))
    yield _element("date", event.date.isoformat())
    yield _element("start", event.start)
    yield _element("duration", event.duration)
    yield _element("room", event.room)
    yield _element("slug", event.slug)
    yield _element("url", f"{site}{session.path}")
    yield _element("title", event.title)
    yield _element("subtitle", session.subtitle[0])
    yield _element("track", event.track)
    yield _element("type", session.kind)
    yield _element("language", event.language)
    yield _element("abstract", session.abstract[0])
    if event.is_optout is not None:
        optout = _element("optout", str(event.is_optout).lower())
        yield f"<recording><license/>{optout}</recording>"
    yield "<persons>"
    for key, name in event.persons:
        yield _element("person", name, id=str(key))
    yield "</persons>"
    yield from _references(event, site)
    yield "</event>"


def _references(event: FrabEvent, site: str) -> Iterator[str]:
    """Addresses are links, files attachments."""
    yield "<links>"
    for address, title in event.links:
        yield _element("link", title, href=address)
    for one in event.documents:
        if not one.is_file:
            yield _element("link", one.title, href=one.address, type=one.type)
    yield "</links>"
    files = [one for one in event.documents if one.is_file]
    if files:
        yield "<attachments>"
        for one in files:
            yield _element("attachment", one.title, href=site + one.address, type=one.type)
        yield "</attachments>"


def _element(tag: str, text: str, /, **attributes: str) -> str:
    if text and not attributes:
        return f"<{tag}>{_escaped(text)}</{tag}>"
    start = _tag(tag, **attributes)
    if not text:
        return f"{start[:-1]}/>"
    return f"{start}{_escaped(text)}</{tag}>"


def _tag(tag: str, /, **attributes: str) -> str:
    pairs = (f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{tag}{''.join(pairs)}>"


def _escaped(text: str) -> str:
    text = xml_text(text)
    return escape(text).replace("\r", "&#13;") if _SPECIAL.search(text) else text
