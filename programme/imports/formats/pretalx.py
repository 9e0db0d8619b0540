"""pretalx, as its API gives submissions, talks and schedules, in old and new versions. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from programme.imports.formats.html_text import as_markdown
from programme.imports.formats.records import (
    Record,
    kept_of,
    links_of,
    plain,
    present_in,
    session_of,
)
from programme.imports.values import ReadPerson, ReadProgramme, ReadSession, one_line
from programme.imports.words import is_not_accepted

PRETALX = "pretalx"
FIELDS = {
    **{"title": "title", "abstract": "abstract", "description": "abstract"},
    **{"speakers": "people", "track": "track", "content_locale": "languages"},
    **{"slot": "starts_at", "slots": "starts_at", "state": "is_cancelled"},
    **{"do_not_record": "may_be_recorded", "submission_type": "kind"},
}
PRIVATE = ("answers", "internal_notes", "notes", "reviews", "invitations", "tag_notes")


def read_pretalx(data: object) -> ReadProgramme | None:
    """None for other data; raises AttributeError, KeyError or TypeError for broken ones."""
    records = _records(data)
    if not records:
        return None
    sessions = [
        _session(row, one)
        for row, one in enumerate(records, start=1)
        if not is_not_accepted(one.get("state") or "")
    ]
    tracks = [one["track"] for one in records if isinstance(one.get("track"), Mapping)]
    present = present_in(records, FIELDS)
    return ReadProgramme(
        format=PRETALX,
        sessions=tuple(sessions),
        colours={plain(one["name"]): str(one["color"]) for one in tracks if one.get("color")},
        present=present | ({"room"} if "starts_at" in present else set()),
        private_fields=len({key for one in records for key in PRIVATE if one.get(key)}),
    )


def _records(data: object) -> list[Record]:
    """The submissions of a page, of a list, or of the slots of a schedule."""
    found = data.get("results", data.get("slots")) if isinstance(data, Mapping) else data
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        return []
    slots = [one for one in found if isinstance(one.get("submission"), Mapping)]
    if slots:
        found = [{**one["submission"], "slots": [one]} for one in slots]
    return found if any({"code", "title"} <= one.keys() for one in found) else []


def _session(row: int, one: Record) -> ReadSession:
    slot = _slot(one)
    room = slot.get("room") or {}
    track = one.get("track") or {}
    kind = one.get("submission_type") or {}
    fields = {
        "id": one.get("code"),
        "title": _in_locale(one.get("title"), one),
        "abstract": _in_locale(_abstract(one), one),
        "start": slot.get("start"),
        "end": slot.get("end"),
        "room": _name(room),
        "track": _name(track),
        "kind": _name(kind),
        "language": one.get("content_locale"),
        "state": one.get("state"),
        "may_be_recorded": {True: "no", False: "yes"}.get(one.get("do_not_record"), ""),
    }
    people = [_speaker(s) for s in one.get("speakers") or [] if isinstance(s, Mapping)]
    found = [s for s in one.get("resources") or [] if isinstance(s, Mapping)]
    links = links_of(
        *((s.get("resource") or s.get("link"), s.get("description"), "link") for s in found)
    )
    return replace(session_of(row, fields, people, links), rest=kept_of(one))


def _in_locale(text: Any, one: Record) -> Any:
    """A plain text is in the language of its session."""
    locale = str(one.get("content_locale") or "").split("-")[0]
    return {locale: text} if locale and isinstance(text, str) else text


def _slot(one: Record) -> Record:
    slots = [slot for slot in one.get("slots") or [] if isinstance(slot, Mapping)]
    return one.get("slot") or next(iter(slots), {})


def _name(value: Any) -> Any:
    """Of a row that the API gives as its name, as its names by language, or as a whole.

    A number alone is the key of a row that the file does not have.
    """
    if isinstance(value, Mapping):
        return value.get("name", value)
    return value if isinstance(value, str) else ""


def _abstract(one: Record) -> str:
    first, second = (plain(one.get(name)) for name in ("abstract", "description"))
    if second.startswith(first[:80]):
        return second
    return first if first.startswith(second[:80]) else f"{first}\n\n{second}"


def _speaker(one: Record) -> ReadPerson:
    return ReadPerson(
        name=one_line(one.get("name")),
        source_id=str(one.get("code") or ""),
        biography=as_markdown(plain(one.get("biography"))),
    )
