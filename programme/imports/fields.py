"""The fields of a session as a file gives them, tidied so that the database takes them."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from content.folding import fold_for_search
from content.saving import Content
from content.text import MarkdownField, strip_unsafe_characters
from content.translations import columns
from programme.imports.values import Notice, ReadProgramme, ReadSession, one_line
from programme.models import Session, SessionStatus
from programme.models.sessions import MayBeRecorded

if TYPE_CHECKING:
    from programme.imports.places import Places

TEXTS = {"title": "titles", "subtitle": "subtitles", "abstract": "abstracts"}
PLACES = ("room", "track", "section")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says of one field of a row."""

    name: str
    key: Any
    """As JSON, to compare it with what the file said last."""
    value: Any
    """What the field of the row would be."""
    is_mended: bool = False
    """Whether staff typed the value over what the file says, which stays the key."""


def held(row: Content, name: str) -> Any:
    """What a field of the row holds, as JSON."""
    if name == "cancelled":
        return row.status == SessionStatus.CANCELLED
    if name in PLACES:
        return getattr(row, f"{name}_id")
    if name == "may_be_recorded" and row.may_be_recorded == MayBeRecorded.UNKNOWN:
        return ""
    return as_json(getattr(row, name))


def as_json(value: Any) -> Any:
    match value:
        case models.Model():
            return value.pk or "new"
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case None:
            return None
        case tuple() | list():
            return list(value)
        case _:
            return value


def present_fields(read: ReadProgramme) -> set[str]:
    """The fields that the file has at all: what it never has stays as it is.

    A text in the language of the file may be Arabic all the same.
    """
    names = ("starts_at", *PLACES, "kind", "languages", "may_be_recorded", "is_cancelled")
    found = {name for one in read.sessions for name in names if getattr(one, name)}
    bare = set(TEXTS) & read.present
    return (
        found
        | read.present
        | {f"{name}_{code}" for name in bare for code in (read.language or "en", "ar")}
        | {one.column for session in read.sessions for one in session.people}
    )


def incoming_fields(
    read: ReadSession,
    row: Session,
    present: set[str],
    places: "Mapping[str, Places]",
    notices: list[Notice],
) -> list[Incoming]:
    """What the file says of a session that is new or stored."""
    present = present | read.mended
    found = [*_texts(read, notices)]
    if read.is_untitled and row.pk:
        found = [one for one in found if not one.name.startswith("title_")]
    found += _empty_texts(read, present, {one.name for one in found})
    if "starts_at" in present - read.untold:
        pairs = (("starts_at", read.starts_at), ("ends_at", read.ends_at))
        found += [Incoming(name, as_json(moment), moment) for name, moment in pairs]
    for name in PLACES:
        if name in present:
            text = getattr(read, name)
            found.append(Incoming(name, fold_for_search(text), places[name].of(text, row)))
    if read.kind:
        found.append(Incoming("kind", read.kind, read.kind))
    if "languages" in present:
        found.append(Incoming("languages", list(read.languages), list(read.languages)))
    if "may_be_recorded" in present:
        found.append(Incoming("may_be_recorded", read.may_be_recorded, read.may_be_recorded))
    if read.status:
        found.append(Incoming("status", read.status, read.status))
    if "is_cancelled" in present - read.untold:
        found.append(Incoming("cancelled", read.is_cancelled, read.is_cancelled))
    return [_as_said(one, read) for one in found if one.name not in read.untold]


def _as_said(incoming: Incoming, read: ReadSession) -> Incoming:
    """With the key of what the file says, whatever staff have typed over it."""
    name, said = incoming.name, read.as_said
    if name not in read.mended:
        return incoming
    if name.startswith("title_"):
        key: Any = tidy(Session, name, said.titles.get(name.removeprefix("title_"), ""))
    elif name == "room":
        key = fold_for_search(said.room)
    else:
        key = as_json(getattr(said, name))
    return replace(incoming, key=key, is_mended=True)


def _texts(read: ReadSession, notices: list[Notice]) -> Iterable[Incoming]:
    long: dict[str, str] = {}
    for name, source in TEXTS.items():
        for language, text in getattr(read, source).items():
            column = f"{name}_{language}"
            value = tidy(Session, column, text)
            if value != text.strip() and strip_unsafe_characters(text) != text:
                notices.append(Notice(read.row, _("Unsafe characters were removed.")))
            if name == "title" and value.endswith("…") and not text.strip().endswith("…"):
                long[language] = one_line(text)
                text = _("The title is longer than 200 letters: it was cut.")
                notices.append(Notice(read.row, text))
            if name == "abstract" and language in long:
                value = f"{long.pop(language)}\n\n{value}"
            yield Incoming(column, value, value)
    for language, title in long.items():
        yield Incoming(f"abstract_{language}", title, title)


def _empty_texts(read: ReadSession, present: set[str], filled: set[str]) -> Iterable[Incoming]:
    """Those that the file has no more; a session keeps its title where the file has none."""
    for name in TEXTS:
        if name != "title" or not read.is_untitled:
            for column in columns(name):
                if column in present and column not in {*filled, *read.untold}:
                    yield Incoming(column, "", "")


def tidy(model: type[Content], column: str, text: str) -> str:
    """The text as the field takes it, cut at a word if it is too long."""
    field = model._meta.get_field(column)
    plain = field.tidy(strip_unsafe_characters(text.replace("\0", "")))
    if not isinstance(field, MarkdownField):
        plain = one_line(plain)
    limit = field.max_length
    if limit is None or len(plain) <= limit:
        return plain
    return re.sub(r"\W*\s\S*$", "", plain[: limit - 1]) + "…"


def put(row: Content, incoming: Incoming, *, is_published: bool) -> None:
    """Give the field of the row its new value."""
    if incoming.name == "status":
        row.set_status(incoming.value)
    elif incoming.name == "may_be_recorded":
        row.may_be_recorded = incoming.value or MayBeRecorded.UNKNOWN
    elif incoming.name != "cancelled":
        setattr(row, incoming.name, incoming.value)
    elif incoming.value:
        row.cancel()
    elif is_published:
        row.publish()
    else:
        row.unpublish()


def label_of(name: str) -> str:
    """What staff call a field: `title (fr)`."""
    if name == "cancelled":
        return _("cancelled")
    try:
        return str(Session._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
