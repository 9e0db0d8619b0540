"""Sessionize (“All data”). Pure."""

from dataclasses import replace

from programme.imports.formats.html_text import as_markdown
from programme.imports.formats.records import (
    Record,
    kept_of,
    links_of,
    present_in,
    session_of,
)
from programme.imports.values import ReadPerson, ReadProgramme, one_line
from programme.imports.words import is_not_accepted

SESSIONIZE = "sessionize"
FIELDS = {
    **{"title": "title", "description": "abstract", "startsAt": "starts_at"},
    **{"roomId": "room", "speakers": "people"},
}


def read_sessionize(data: object) -> ReadProgramme | None:
    """None for other data; raises AttributeError, KeyError or TypeError for broken ones."""
    if not isinstance(data, dict) or not {"sessions", "speakers", "rooms"} <= data.keys():
        return None
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
        fields = {
            "id": one.get("id"),
            "title": one.get("title"),
            "abstract": one.get("description"),
            "start": one.get("startsAt"),
            "end": one.get("endsAt"),
            "room": rooms.get(one.get("roomId"), ""),
            "track": _chosen(chosen, "track"),
            "kind": "break" if one.get("isServiceSession") else _chosen(chosen, "format", "type"),
            "language": _chosen(chosen, "language"),
        }
        links = links_of(
            (one.get("recordingUrl"), "", "recording"), (one.get("liveUrl"), "", "link")
        )
        session = session_of(row, fields, map(_speaker, speakers), links)
        level = _chosen(chosen, "level")
        sessions.append(replace(session, rest=kept_of(one) | ({"level": level} if level else {})))
    return ReadProgramme(
        format=SESSIONIZE,
        sessions=tuple(sessions),
        present=present_in(data["sessions"], FIELDS),
    )


def _chosen(items: list[tuple[str, str]], *words: str) -> str:
    """The first answer to a question whose title has one of the words."""
    return next((name for title, name in items if any(w in title.lower() for w in words)), "")


def _speaker(one: Record) -> ReadPerson:
    name = one.get("fullName") or f"{one.get('firstName') or ''} {one.get('lastName') or ''}"
    return ReadPerson(
        name=one_line(name),
        source_id=str(one["id"]),
        function=one_line(one.get("tagLine")),
        biography=as_markdown(one.get("bio") or ""),
    )
