"""Open Event (Eventyay): its sessions alone, or all its files in an archive. Pure."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from programme.imports.formats.html_text import as_markdown
from programme.imports.formats.records import (
    Record,
    kept_of,
    links_of,
    present_in,
    session_of,
)
from programme.imports.values import ImportRefused, ReadPerson, ReadProgramme, one_line
from programme.imports.words import is_not_accepted

OPEN_EVENT = "open-event"
SESSIONS = "sessions"
FILES = (SESSIONS, "speakers", "tracks", "event")
FIELDS = {
    **{"title": "title", "subtitle": "subtitle", "speakers": "people", "language": "languages"},
    **dict.fromkeys(("long_abstract", "short_abstract"), "abstract"),
    **dict.fromkeys(("start_time", "starts_at"), "starts_at"),
    **{"microlocation": "room", "track": "track", "state": "is_cancelled"},
}


def read_open_event(data: object) -> ReadProgramme | None:
    """Of a list of sessions; None for other data.

    Raises AttributeError, KeyError or TypeError for broken ones.
    """
    if not isinstance(data, list) or not any("microlocation" in one for one in data):
        return None
    return _programme({SESSIONS: data})


def read_open_event_archive(archive: zipfile.ZipFile) -> ReadProgramme | None:
    """None for an archive without sessions.json; raises ImportRefused for broken files."""
    paths = {
        PurePosixPath(name).stem: name
        for name in archive.namelist()
        if name.endswith(".json") and not PurePosixPath(name).name.startswith(".")
    }
    if SESSIONS not in paths:
        return None
    found = {}
    for name in FILES:
        if name in paths:
            try:
                found[name] = json.loads(archive.read(paths[name]))
            except (ValueError, RecursionError, zipfile.BadZipFile) as error:
                text = _("%(name)s is not well-formed JSON.")
                raise ImportRefused(text % {"name": f"{name}.json"}) from error
    try:
        return _programme(found)
    except (AttributeError, KeyError, TypeError) as error:
        raise ImportRefused(_("The schedule in this file cannot be read.")) from error


def _programme(files: Mapping[str, Any]) -> ReadProgramme:
    records = [_with_underscores(one) for one in files[SESSIONS]]
    people = {one["id"]: one for one in map(_with_underscores, files.get("speakers") or [])}
    event = _with_underscores(files.get("event") or {})
    tracks = [*(files.get("tracks") or []), *(one.get("track") or {} for one in records)]
    return ReadProgramme(
        format=OPEN_EVENT,
        sessions=tuple(
            _session(row, one, people)
            for row, one in enumerate(records, start=1)
            if not is_not_accepted(one.get("state") or "")
        ),
        name=one_line(event.get("name")),
        zone=str(event.get("timezone") or ""),
        colours={one_line(one["name"]): str(one["color"]) for one in tracks if one.get("color")},
        present=present_in(records, FIELDS),
    )


def _with_underscores(record: Record) -> dict[str, Any]:
    """The format has two spellings of its keys: `starts-at` and `start_time`."""
    return {key.replace("-", "_"): value for key, value in record.items()}


def _session(row: int, one: Record, people: Mapping[Any, Record]):
    fields = {
        "id": one.get("id"),
        "title": one.get("title"),
        "subtitle": one.get("subtitle"),
        "abstract": _text(one, "abstract"),
        "start": one.get("start_time") or one.get("starts_at"),
        "end": one.get("end_time") or one.get("ends_at"),
        "room": (one.get("microlocation") or {}).get("name", ""),
        "track": (one.get("track") or {}).get("name", ""),
        "kind": (one.get("session_type") or {}).get("name", ""),
        "language": one.get("language"),
        "state": one.get("state"),
    }
    found = (people.get(s["id"], {}) | _with_underscores(s) for s in one.get("speakers") or [])
    links = links_of(
        *((one.get(key), "", kind) for key, kind in (("slides", "slides"), ("video", "recording")))
    )
    return replace(session_of(row, fields, map(_speaker, found), links), rest=kept_of(one))


def _text(one: Record, name: str) -> str:
    """The long text, unless it is empty but for tags."""
    return next(
        (t for size in ("long", "short") if as_markdown(t := one.get(f"{size}_{name}") or "")), ""
    )


def _speaker(one: Record) -> ReadPerson:
    return ReadPerson(
        name=one_line(one.get("name")),
        source_id=str(one["id"]),
        function=one_line(one.get("position")),
        organization=one_line(one.get("organisation")),
        biography=as_markdown(_text(one, "biography")),
    )
