"""iCalendar (RFC 5545), also where a file breaks its rules. Pure."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator

from django.utils.translation import gettext as _

from programme.imports.formats.html_text import as_markdown
from programme.imports.formats.windows_zones import iana_name
from programme.imports.people import read_people
from programme.imports.values import (
    ImportRefused,
    ReadPerson,
    ReadProgramme,
    ReadSession,
    one_line,
)
from programme.imports.words import kind_of, without_cancelled

ICALENDAR = "icalendar"
_PROPERTY = re.compile(r'([A-Za-z0-9-]+)((?:;[^":;]+(?:"[^"]*"|[^":;]*)*)*):(.*)', re.DOTALL)
_ZONE = re.compile(r';TZID="?([^";:]+)"?', re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,nN:])")
_SPEAKERS = re.compile(r"^\s*(?:speakers?|presenters?|intervenants?)\s*:\s*(.+)$", re.IGNORECASE)
_LENGTH = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?")
FIELDS = {
    **{"SUMMARY": "title", "DESCRIPTION": "abstract", "LOCATION": "room"},
    **{"DTSTART": "starts_at", "STATUS": "is_cancelled"},
}
"""What a property of an entry tells of a session."""
Property = tuple[str, str]
"""Its parameters and its value."""


def read_calendar(text: str) -> ReadProgramme:
    """Raises ImportRefused for a calendar that holds no entries."""
    lines = re.split(r"[\r\n]+", re.sub(r"[\r\n]+[ \t]", "", text))
    head, entries = _components(lines)
    if not entries:
        raise ImportRefused(_("The calendar has no entries."))
    sessions = [_session(row, one) for row, one in enumerate(entries, start=1)]
    name = head.get("X-WR-CALNAME") or head.get("NAME") or head.get("X-WR-CALDESC") or ("", "")
    zone = head.get("X-WR-TIMEZONE", ("", ""))[1].strip()
    zones = {
        found[1] for one in entries if (found := _ZONE.search(one.get("DTSTART", ("", ""))[0]))
    }
    named = [one for one in (zone, *sorted(zones)) if one]
    names = {name for one in entries for name in one}
    return ReadProgramme(
        format=ICALENDAR,
        sessions=tuple(sessions),
        present=frozenset(FIELDS[name] for name in names & FIELDS.keys()),
        name=one_line(_plain(name[1])),
        zone=next((known for one in named if (known := iana_name(one))), next(iter(named), "")),
    )


def _components(lines: list[str]) -> tuple[dict[str, Property], list[dict[str, Property]]]:
    """The properties of the calendar, and those of each entry; alarms and zones are left out."""
    head: dict[str, Property] = {}
    entries: list[dict[str, Property]] = []
    inside: list[str] = []
    for name, parameters, value in _properties(lines):
        if name == "BEGIN":
            inside.append(value.strip().upper())
            if inside[-1] == "VEVENT":
                entries.append({})
        elif name == "END":
            inside = inside[:-1]
        elif inside[-1:] == ["VEVENT"]:
            entries[-1].setdefault(name, (parameters, value))
        elif inside == ["VCALENDAR"]:
            head.setdefault(name, (parameters, value))
    return head, entries


def _properties(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        name, mark, _rest = re.match(r"([A-Za-z0-9-]*)(.?)", line).group(1, 2, 0)
        if name and mark in {":", ";"} and (found := _PROPERTY.fullmatch(line)):
            yield found[1].upper(), found[2], found[3]


def _session(row: int, entry: dict[str, Property]) -> ReadSession:
    given = one_line(_plain(entry.get("SUMMARY", ("", ""))[1]))
    title, is_off = without_cancelled(given or _("Untitled (row %(row)s)") % {"row": row})
    abstract = _plain(entry.get("DESCRIPTION", ("", ""))[1])
    first, _break, rest = abstract.partition("\n")
    people: list[ReadPerson] = []
    if found := _SPEAKERS.match(first):
        people, abstract = read_people(found[1], "speaker"), rest
    start = _moment(entry.get("DTSTART"))
    end = _moment(entry.get("DTEND"))
    length = _length(entry.get("DURATION", ("", ""))[1])
    if start and not end and length:
        end = start + length
    address = entry.get("URL", ("", ""))[1].strip()
    return ReadSession(
        row=row,
        source_id=entry.get("UID", ("", ""))[1].strip(),
        address=address if address.startswith("http") else "",
        titles={"": title},
        abstracts={"": as_markdown(abstract)},
        starts_at=start,
        ends_at=end,
        room=one_line(_plain(entry.get("LOCATION", ("", ""))[1])),
        kind=kind_of("", title),
        is_cancelled=is_off or entry.get("STATUS", ("", ""))[1].strip().upper() == "CANCELLED",
        people=tuple(people),
        is_untitled=not given,
    )


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _moment(found: Property | None) -> dt.datetime | None:
    """A whole day begins at midnight on the clocks of the event."""
    parameters, value = found or ("", "")
    value = value.strip()
    form = "%Y%m%d" if len(value) == 8 else "%Y%m%dT%H%M%S"
    try:
        moment = dt.datetime.strptime(value.rstrip("Z"), form)  # noqa: DTZ007  its zone follows
    except ValueError:
        return None
    if value.endswith("Z"):
        return moment.replace(tzinfo=dt.UTC)
    name = _ZONE.search(parameters)
    return moment.replace(tzinfo=_zone(name[1])) if name else moment


def _zone(name: str) -> dt.tzinfo | None:
    """None for a name that nobody knows: its times are on the clocks of the event."""
    known = iana_name(name)
    return zoneinfo.ZoneInfo(known) if known else None


def _length(text: str) -> dt.timedelta | None:
    found = _LENGTH.fullmatch(text.strip())
    if not found or not text.strip("PT "):
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
