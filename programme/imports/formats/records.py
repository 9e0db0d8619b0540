"""What the formats that list sessions as JSON have in common. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from programme.imports.formats.html_text import as_markdown
from programme.imports.values import ReadLink, ReadPerson, ReadSession, Texts, one_line
from programme.imports.words import is_cancelled, kind_of, languages_of, without_cancelled

Record = Mapping[str, Any]
KEPT = (
    "level",
    "tags",
    "audience",
    "slug",
    "signup_url",
    "feedback_url",
    "origin_url",
    "is_featured",
)
"""Keys of a session that we have no field for. They are kept as they are; others may be private."""


def session_of(
    row: int, fields: Record, people: Iterable[ReadPerson], links: Iterable[ReadLink] = ()
) -> ReadSession:
    """`fields` by our own names; texts are plain or by language."""
    titles = texts_of(fields["title"])
    pairs = {
        code: without_cancelled(one_line(text)) for code, text in titles.items() if one_line(text)
    }
    untitled = {"": _("Untitled (row %(row)s)") % {"row": row}}
    codes, _unknown = languages_of(fields.get("language") or "")
    kind = one_line(plain(fields.get("kind")))
    title = next((text for text, _is_off in pairs.values()), "")
    return ReadSession(
        row=row,
        source_id=str(fields["id"] or ""),
        address=fields.get("address") or "",
        titles={code: text for code, (text, _is_off) in pairs.items()} or untitled,
        subtitles={code: one_line(text) for code, text in texts_of(fields.get("subtitle")).items()},
        abstracts={code: as_markdown(text) for code, text in texts_of(fields["abstract"]).items()},
        starts_at=moment_of(fields["start"]),
        ends_at=moment_of(fields["end"]),
        room=one_line(plain(fields["room"])),
        track=one_line(plain(fields["track"])),
        kind=kind_of(kind, title),
        kind_word=kind,
        languages=codes,
        may_be_recorded=fields.get("may_be_recorded", ""),
        is_cancelled=any(is_off for _text, is_off in pairs.values())
        or is_cancelled(fields.get("state") or ""),
        people=tuple(one for one in dict.fromkeys(people) if one.name),
        is_untitled=not pairs,
        links=tuple(links),
    )


def texts_of(value: object) -> Texts:
    """A text, or texts by language; those in a language that we have no texts in are left out."""
    if isinstance(value, Mapping):
        found = {str(code).split("-")[0]: str(text or "") for code, text in value.items()}
        known = {code: found[code] for code in ("en", "fr", "ar") if found.get(code)}
        return known or {"": next(filter(None, found.values()), "")}
    return {"": str(value or "")}


def plain(value: object) -> str:
    """A name that may be in several languages, in the first of them."""
    return next(filter(None, texts_of(value).values()), "")


def kept_of(record: Record) -> dict[str, Any]:
    return {key: record[key] for key in KEPT if record.get(key)}


def moment_of(text: object) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None


def present_in(records: Iterable[Record], fields: Mapping[str, str]) -> frozenset[str]:
    """`fields` has what the keys of a session tell of it."""
    return frozenset(fields[key] for one in records for key in one if key in fields)


def links_of(*found: tuple[object, str, str]) -> tuple[ReadLink, ...]:
    """Of addresses with their titles and kinds; what is no address is left out."""
    return tuple(
        ReadLink(str(url).strip(), one_line(title), str(kind))
        for url, title, kind in found
        if str(url or "").strip().startswith(("http://", "https://"))
    )
