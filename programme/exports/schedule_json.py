"""A programme as schedule.json, version 1 of the format of c3voc. Pure."""

import json
import re

from programme.exports.frab import FrabDay, FrabDocument, FrabEvent, FrabSchedule, track_slug
from programme.exports.schedule_xml import GENERATOR, TIMESLOT

Data = dict[str, object]

SCHEMA = "https://c3voc.de/schedule/schema.json"
KNOWN_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC\Z")
"""The schema knows no other names."""


def schedule_json(schedule: FrabSchedule, *, site: str) -> bytes:
    """With addresses below `site`."""
    data = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR},
        "schedule": {
            "version": schedule.version,
            "base_url": f"{site}/",
            "conference": _conference(schedule, site),
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _conference(schedule: FrabSchedule, site: str) -> Data:
    event = schedule.event
    zone = {"time_zone_name": event.time_zone} if KNOWN_ZONE.match(event.time_zone) else {}
    logo = {"logo": f"{site}{event.picture_path}"} if event.picture_path else {}
    return {
        "acronym": event.acronym,
        "title": event.name[0],
        "start": event.first_day.isoformat(),
        "end": event.last_day.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": TIMESLOT,
        **zone,
        **logo,
        "url": f"{site}{event.path}",
        "rooms": [{"name": r.name, "guid": r.guid} for r in schedule.rooms if r.guid],
        "tracks": [
            {"name": track.name[0], "slug": track_slug(track)}
            | ({"color": track.colour} if track.colour else {})
            for track in schedule.tracks
        ],
        "days": [_day(day, site) for day in schedule.days],
    }


def _day(day: FrabDay, site: str) -> Data:
    rooms: dict[str, list[Data]] = {}
    for room in day.rooms:
        # Two rooms may have one name.
        rooms.setdefault(room.name, []).extend(_event(event, site) for event in room.events)
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": rooms,
    }


def _event(event: FrabEvent, site: str) -> Data:
    session = event.session
    return {
        "guid": str(session.guid),
        "id": session.key,
        "date": event.date.isoformat(),
        "start": event.start,
        "duration": event.duration,
        "room": event.room,
        "slug": event.slug,
        "url": f"{site}{session.path}",
        "title": event.title,
        "subtitle": session.subtitle[0] or None,
        "track": event.track or None,
        "type": session.kind,
        "language": event.language or None,
        "abstract": session.abstract[0] or None,
        "do_not_record": event.is_optout,
        "persons": [{"id": key, "name": name} for key, name in event.persons],
        "links": [{"url": address, "title": title, "type": "web"} for address, title in event.links]
        + [_reference(document, "") for document in event.documents if not document.is_file],
        "attachments": [
            _reference(document, site) for document in event.documents if document.is_file
        ],
    }


def _reference(document: FrabDocument, site: str) -> Data:
    return {"url": site + document.address, "title": document.title, "type": document.type}
