"""Sessionize (“All data”) and Open Event, as JSON. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from programme.imports.formats.html_text import as_markdown
from programme.imports.values import ImportRefused, ReadPerson, ReadProgramme, ReadSession
from programme.imports.words import (
    is_cancelled,
    is_not_accepted,
    kind_of,
    languages_of,
    without_cancelled,
)

SESSIONIZE, OPEN_EVENT = "sessionize", "open-event"
FIELDS = {
    **{"title": "title", "subtitle": "subtitle", "speakers": "people", "language": "languages"},
    **dict.fromkeys(("description", "long_abstract", "short_abstract"), "abstract"),
    **dict.fromkeys(("startsAt", "start_time", "starts-at"), "starts_at"),
    **{"roomId": "room", "microlocation": "room", "track": "track", "state": "is_cancelled"},
}
"""What the keys of a session tell of it."""
Record = Mapping[str, Any]


def read_records(data: Any) -> ReadProgramme | None:
    """None for JSON of another kind; raises ImportRefused where a known kind is broken."""
    try:
        if isinstance(data, dict) and {"sessions", "speakers", "rooms"} <= data.keys():
            return _sessionize(data)
        if isinstance(data, list) and data and "microlocation" in data[0]:
            return _open_event(data)
    except (AttributeError, KeyError, TypeError) as error:
        raise ImportRefused(_("The schedule in this file cannot be read.")) from error
    return None


def _sessionize(data: Record) -> ReadProgramme:
    people = {one["id"]: one for one in data["speakers"]}
    rooms = {one["id"]: one["name"] for one in data["rooms"]}
    items = {
        item["id"]: (group.get("title", ""), item["name"])
        for group in data.get("categories") or []
        for item in group.get("items") or []
    }
    sessions = []
    for row, one in enumerate(data["sessions"], start=1):
        if is_not_accepted(one.get("status") or ""):
            continue
        chosen = [items[key] for key in one.get("categoryItems") or [] if key in items]
        speakers = [people[key] for key in one.get("speakers") or [] if key in people]
        is_break = one.get("isServiceSession")
        fields = {
            "id": one.get("id"),
            "title": one.get("title"),
            "abstract": one.get("description"),
            "start": one.get("startsAt"),
            "end": one.get("endsAt"),
            "room": rooms.get(one.get("roomId"), ""),
            "track": _chosen(chosen, "track"),
            "kind": "break" if is_break else _chosen(chosen, "format", "type"),
            "language": _chosen(chosen, "language"),
            "state": "",
        }
        sessions.append(_session(row, fields, [_speaker_of_sessionize(s) for s in speakers]))
    return ReadProgramme(
        format=SESSIONIZE, sessions=tuple(sessions), present=_present(data["sessions"])
    )


def _present(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(FIELDS[key] for one in records for key in one if key in FIELDS)


def _chosen(items: list[tuple[str, str]], *words: str) -> str:
    """The first answer to a question whose title has one of the words."""
    return next((name for title, name in items if any(w in title.lower() for w in words)), "")


def _speaker_of_sessionize(one: Record) -> ReadPerson:
    name = one.get("fullName") or f"{one.get('firstName') or ''} {one.get('lastName') or ''}"
    return ReadPerson(
        name=_line(name),
        source_id=str(one["id"]),
        function=_line(one.get("tagLine")),
        biography=as_markdown(one.get("bio") or ""),
    )


def _open_event(data: list[Record]) -> ReadProgramme:
    sessions = []
    for row, one in enumerate(data, start=1):
        if is_not_accepted(one.get("state") or ""):
            continue
        fields = {
            "id": one.get("id"),
            "title": one.get("title"),
            "subtitle": one.get("subtitle"),
            "abstract": one.get("long_abstract") or one.get("short_abstract"),
            "start": one.get("start_time") or one.get("starts-at"),
            "end": one.get("end_time") or one.get("ends-at"),
            "room": (one.get("microlocation") or {}).get("name", ""),
            "track": (one.get("track") or {}).get("name", ""),
            "kind": (one.get("session_type") or {}).get("name", ""),
            "language": one.get("language"),
            "state": one.get("state"),
        }
        speakers = [_speaker_of_open_event(s) for s in one.get("speakers") or []]
        sessions.append(_session(row, fields, speakers))
    return ReadProgramme(format=OPEN_EVENT, sessions=tuple(sessions), present=_present(data))


def _speaker_of_open_event(one: Record) -> ReadPerson:
    return ReadPerson(
        name=_line(one.get("name")),
        source_id=str(one["id"]),
        function=_line(one.get("position")),
        organization=_line(one.get("organisation")),
        biography=as_markdown(one.get("long_biography") or one.get("short_biography") or ""),
    )


def _session(row: int, fields: Record, people: list[ReadPerson]) -> ReadSession:
    given = _line(fields["title"])
    title, is_off = without_cancelled(given or _("Untitled (row %(row)s)") % {"row": row})
    codes, _unknown = languages_of(fields["language"] or "")
    return ReadSession(
        row=row,
        source_id=str(fields["id"] or ""),
        titles={"": title},
        subtitles={"": _line(fields.get("subtitle"))},
        abstracts={"": as_markdown(fields["abstract"] or "")},
        starts_at=_moment(fields["start"]),
        ends_at=_moment(fields["end"]),
        room=_line(fields["room"]),
        track=_line(fields["track"]),
        kind=kind_of(fields["kind"] or "", title),
        languages=codes,
        is_cancelled=is_off or is_cancelled(fields["state"] or ""),
        people=tuple(one for one in dict.fromkeys(people) if one.name),
        is_untitled=not given,
    )


def _moment(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _line(text: object) -> str:
    return " ".join(str(text or "").split())
