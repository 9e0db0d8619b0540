"""News of an event as Atom (RFC 4287): announcements, and changes of its programme. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape

from content.xml_text import xml_text
from programme.exports.values import ExportedEvent

MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One announcement, or what one act changed of the programme."""

    key: str
    """The same for ever, among those of the event."""
    title: str
    html: str
    """Safe HTML; empty where the title says it all."""
    path: str
    at: dt.datetime


def atom_feed(
    event: ExportedEvent, entries: Iterable[NewsEntry], *, site: str, path: str, language: str
) -> bytes:
    """The latest entries; of none, the feed is as old as the event's first day."""
    latest = sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]
    return "".join(f"{line}\n" for line in _lines(event, latest, site, path, language)).encode()


def _lines(
    event: ExportedEvent, entries: list[NewsEntry], site: str, path: str, language: str
) -> Iterator[str]:
    begin = dt.datetime.combine(event.first_day, dt.time(), event.zone)
    updated = entries[0].at if entries else begin
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
    yield f"<id>urn:open-forum:{event.acronym}:news:{language}</id>"
    yield f"<title>{_escaped(event.name[0])}</title>"
    if event.tagline[0]:
        yield f"<subtitle>{_escaped(event.tagline[0])}</subtitle>"
    yield f"<updated>{_moment(updated)}</updated>"
    yield f"<author><name>{_escaped(event.name[0])}</name></author>"
    yield f'<link rel="self" type="application/atom+xml" href="{_escaped(site + path)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_escaped(site + event.path)}"/>'
    for entry in entries:
        yield from _entry(entry, event, site)
    yield "</feed>"


def _entry(entry: NewsEntry, event: ExportedEvent, site: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>urn:open-forum:{event.acronym}:{entry.key}</id>"
    yield f"<title>{_escaped(entry.title)}</title>"
    yield f"<updated>{_moment(entry.at)}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{_escaped(site + entry.path)}"/>'
    if entry.html:
        yield f'<content type="html">{_escaped(entry.html)}</content>'
    yield "</entry>"


def _escaped(text: str) -> str:
    return str(escape(xml_text(text)))


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
