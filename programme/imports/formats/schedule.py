"""schedule.xml and schedule.json of frab, pretalx and the c3voc, in all their dialects. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from programme.exports.schedule_xml import GENERATOR
from programme.imports.formats.html_text import as_markdown
from programme.imports.formats.records import kept_of, links_of
from programme.imports.labels import is_no_room
from programme.imports.times import minutes_of
from programme.imports.values import (
    ImportRefused,
    Notice,
    ReadPerson,
    ReadProgramme,
    ReadSession,
    one_line,
)
from programme.imports.words import (
    is_cancelled,
    is_not_accepted,
    kind_of,
    languages_of,
    without_cancelled,
)

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
XML, JSON = "schedule.xml", "schedule.json"
DAY_CHANGE = dt.time(6)
"""Earlier hours belong to the day before, unless a file says otherwise."""


def read_xml(data: bytes) -> ReadProgramme:
    """Raises ImportRefused for what is no schedule, or has a DTD or entities."""
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ImportRefused(_("The file has a DTD or entities. Remove them.")) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1,))[0]
        text = _("The file is not well-formed XML: see line %(line)s.")
        raise ImportRefused(text % {"line": line}) from error
    if root.tag != "schedule":
        raise ImportRefused(_("The file is XML, but not a schedule."))
    conference = {one.tag: (one.text or "").strip() for one in root.iterfind("conference/*")}
    generator = root.find("generator")
    conference["generator"] = "" if generator is None else generator.get("name", "")
    found = []
    for day in root.iterfind("day"):
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                fields = _fields_of_xml(event) | {"day": day.get("date", "")}
                found.append({"room": room.get("name", "")} | fields)
    tracks = [dict(one.attrib) for one in root.iterfind("conference/track")]
    return _programme(XML, conference, found, tracks)


FIELDS = {
    **{"title": "title", "subtitle": "subtitle", "track": "track", "language": "languages"},
    **{"abstract": "abstract", "description": "abstract", "room": "room", "persons": "people"},
    **{"date": "starts_at", "start": "starts_at", "state": "is_cancelled"},
    **{"recording": "may_be_recorded", "do_not_record": "may_be_recorded"},
}
"""What the elements of an event tell of a session."""


def _fields_of_xml(event: Any) -> dict[str, Any]:
    fields = {one.tag: (one.text or "").strip() for one in event if len(one) == 0}
    people = [
        {"name": (one.text or "").strip(), "id": one.get("id") or one.get("guid") or ""}
        for one in event.iterfind("persons/person")
    ]
    optout = event.findtext("recording/optout", "").strip().lower()
    own = {"id": event.get("id", ""), "guid": event.get("guid", ""), "optout": optout}
    own["present"] = {one.tag for one in event}
    own["links"] = [
        {"url": one.get("href", ""), "title": one.text, "type": one.get("type", "")}
        for one in (*event.iterfind("links/link"), *event.iterfind("attachments/attachment"))
    ]
    fields.pop("room", None) if not fields.get("room") else None
    return fields | own | {"people": people}


def read_json(data: Any) -> ReadProgramme | None:
    """None for JSON of another kind."""
    schedule = data.get("schedule") if isinstance(data, Mapping) else None
    conference = schedule.get("conference") if isinstance(schedule, Mapping) else None
    if not isinstance(conference, Mapping) or not isinstance(conference.get("days"), list):
        return None
    try:
        found = [
            _fields_of_json(event) | {"day": day.get("date", ""), "room": room}
            for day in conference["days"]
            for room, events in day["rooms"].items()
            for event in events
        ]
    except (AttributeError, KeyError, TypeError) as error:
        raise ImportRefused(_("The schedule in this file cannot be read.")) from error
    tracks = [one for one in conference.get("tracks") or [] if isinstance(one, Mapping)]
    generator = data.get("generator")
    name = generator.get("name", "") if isinstance(generator, Mapping) else ""
    texts = {k: str(v) for k, v in conference.items()} | {"generator": str(name)}
    return _programme(JSON, texts, found, tracks)


def _fields_of_json(event: Mapping[str, Any]) -> dict[str, Any]:
    people = [
        {
            "name": one.get("public_name") or one.get("full_public_name") or one.get("name") or "",
            "id": str(one.get("id") or one.get("guid") or one.get("code") or ""),
            "biography": one.get("biography") or "",
        }
        for one in event.get("persons") or []
    ]
    texts = {k: "" if v is None else str(v) for k, v in event.items()}
    optout = str(event.get("do_not_record") or "").lower()
    links = [
        one
        for name in ("links", "attachments")
        for one in event.get(name) or []
        if isinstance(one, Mapping)
    ]
    present = {"present": event.keys(), "links": links}
    return texts | {"optout": optout, "people": people} | present


def _programme(
    format_name: str,
    conference: Mapping[str, str],
    found: list[dict[str, Any]],
    tracks: Iterable[Mapping[str, Any]],
) -> ReadProgramme:
    notices: list[Notice] = []
    sessions = [
        _session(row, fields, conference, notices)
        for row, fields in enumerate(found, start=1)
        if not is_not_accepted(fields.get("state", ""))
    ]
    return ReadProgramme(
        format=format_name,
        sessions=tuple(sessions),
        name=conference.get("title", ""),
        zone=conference.get("time_zone_name", ""),
        colours={str(one.get("name")): str(one["color"]) for one in tracks if one.get("color")},
        present=frozenset(FIELDS[n] for one in found for n in one["present"] if n in FIELDS),
        notices=tuple(notices),
    )


def _session(
    row: int, fields: dict[str, Any], conference: Mapping[str, str], notices: list[Notice]
) -> ReadSession:
    given = one_line(fields.get("title"))
    title, is_off = without_cancelled(
        given.translate(_ISOLATES) or _("Untitled (row %(row)s)") % {"row": row}
    )
    start, links = _start(fields, conference), fields["links"]
    is_ours, room = conference["generator"] == GENERATOR, one_line(fields["room"])
    minutes = minutes_of(fields.get("duration", ""))
    codes, unknown = languages_of(fields.get("language", ""))
    if unknown:
        text = _("Unknown language: %(words)s.") % {"words": ", ".join(unknown)}
        notices.append(Notice(row, text))
    return ReadSession(
        row=row,
        source_id=fields.get("guid") or fields.get("id", ""),
        address=fields.get("url", ""),
        titles={"": title},
        subtitles={"": one_line(fields.get("subtitle"))},
        abstracts={"": fields["abstract"].strip() if is_ours else _abstract(fields)},
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=minutes) if start and minutes is not None else None,
        room="" if is_ours and is_no_room(room) else room,
        track=one_line(fields.get("track")),
        kind=kind_of(fields.get("type", ""), title),
        kind_word=one_line(fields.get("type")),
        languages=codes,
        may_be_recorded={"true": "no", "false": "yes"}.get(fields["optout"], ""),
        is_cancelled=is_off or is_cancelled(fields.get("state", "")),
        people=tuple(_people(fields["people"])),
        links=()
        if is_ours
        else links_of(
            *((one.get("url"), one.get("title"), one.get("type") or "") for one in links)
        ),
        rest=kept_of(fields),
        is_untitled=not given,
    )


def _start(fields: Mapping[str, str], conference: Mapping[str, str]) -> dt.datetime | None:
    """The moment if the file has one with an offset, else day and hour on the event's clocks."""
    try:
        moment = dt.datetime.fromisoformat(fields.get("date", ""))
    except ValueError:
        moment = None
    if moment and (moment.tzinfo or "T" in fields["date"]):
        return moment
    try:
        day = dt.date.fromisoformat(fields["day"])
        clock = dt.time.fromisoformat(fields.get("start", "").zfill(5))
    except ValueError:
        return None
    try:
        change = dt.time.fromisoformat(conference.get("day_change", ""))
    except ValueError:
        change = DAY_CHANGE
    is_next = clock < change
    return dt.datetime.combine(day, clock) + dt.timedelta(days=is_next)


def _abstract(fields: Mapping[str, str]) -> str:
    """Abstract and description, unless one begins like the other."""
    first, second = (as_markdown(fields.get(name, "")) for name in ("abstract", "description"))
    if second.startswith(first[:80]):
        return second
    return first if first.startswith(second[:80]) else f"{first}\n\n{second}"


def _people(found: Iterable[Mapping[str, str]]) -> Iterable[ReadPerson]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        name = one_line(one["name"])
        if name and (one["id"], name) not in seen:
            seen.add((one["id"], name))
            biography = as_markdown(one.get("biography", ""))
            yield ReadPerson(name=name, source_id=one["id"], biography=biography)
