"""Answers put to what a file leaves open: zone, language, and the end of sessions. Pure."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.folding import fold_for_search
from content.local_time import from_local_time, second_occurrence
from programme.imports.values import (
    ImportRefused,
    Notice,
    Options,
    Question,
    ReadProgramme,
    ReadSession,
    Texts,
    Unanswered,
)
from programme.imports.words import is_open

CONTENT_LANGUAGES = ("en", "fr", "ar")
MINUTE = dt.timedelta(minutes=1)
SHORTEST = 5 * MINUTE
LONGEST_GUESS = 60 * MINUTE
_COMMON_WORDS = {
    "en": {"the", "of", "and", "for", "to", "in", "with", "how", "on", "a", "is"},
    "fr": {
        "le",
        "la",
        "les",
        "des",
        "et",
        "du",
        "une",
        "un",
        "pour",
        "dans",
        "sur",
        "de",
        "l",
        "d",
    },
}
_ARABIC = re.compile("[\u0620-\u064a]")


def ask_day_order(texts: Iterable[str]) -> str:
    sample = next((text for text in texts if re.search(r"\d/\d", text)), "")
    return _("Is “%(date)s” written with the day or the month first?") % {"date": sample}


def settle(read: ReadProgramme, options: Options, *, needs_zone: bool = False) -> ReadProgramme:
    """The programme with moments and languages; raises Unanswered with all that is to be asked.

    A new event needs a zone even where all times have an offset.
    """
    questions: dict[Question, str] = {}
    zone = options.zone or read.zone
    has_local = any(one.starts_at and one.starts_at.tzinfo is None for one in read.sessions)
    if (has_local or needs_zone) and not options.zone and not _is_zone(read.zone):
        questions[Question.ZONE] = _ask_zone(read.zone)
    language = options.language or _language(read)
    if not language and any("" in one.titles for one in read.sessions):
        questions[Question.LANGUAGE] = _("In which language are the texts?")
    open_ended = [one for one in read.sessions if one.starts_at and not one.ends_at]
    if open_ended and options.minutes is None:
        text = ngettext(
            "%(count)s session has no end. How many minutes does it take at most?",
            "%(count)s sessions have no end. How many minutes do they take at most?",
            len(open_ended),
        )
        questions[Question.MINUTES] = text % {"count": len(open_ended)}
    if questions:
        raise Unanswered(questions)
    notices = [*read.notices]
    if has_local and read.zone and not _is_zone(read.zone):
        text = _("“%(zone)s” is not a time zone that we know: the times were read in %(other)s.")
        notices.append(Notice(0, text % {"zone": read.zone[:60], "other": zone}))
    known = [one if one.cells else _without_open(one) for one in read.sessions]
    ended = _with_ends(known, options.minutes or 0, notices)
    zone_info = _zone(zone) if zone else dt.UTC
    sessions = tuple(_settled(one, zone_info, language, notices) for one in ended)
    return replace(read, sessions=sessions, zone=zone, language=language, notices=tuple(notices))


def _without_open(one: ReadSession) -> ReadSession:
    """Without the rooms and people of whom the file says that they are not known yet."""
    people = tuple(person for person in one.people if not is_open(person.name))
    places = {name: "" for name in ("room", "track", "section") if is_open(getattr(one, name))}
    return replace(one, people=people, **places)


def _is_zone(name: str) -> bool:
    try:
        return bool(name and zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _ask_zone(name: str) -> str:
    if not name:
        return _("The file names no time zone. In which one are its times?")
    text = _("“%(zone)s” is not a time zone that we know. In which one are the times?")
    return text % {"zone": name[:60]}


def _zone(name: str) -> dt.tzinfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        text = _("“%(zone)s” is not a time zone. Enter one such as Africa/Casablanca.")
        raise ImportRefused(text % {"zone": name[:60]}) from error


def _language(read: ReadProgramme) -> str:
    """Guessed from the file, its spoken languages, or frequent words of its titles."""
    if read.language in CONTENT_LANGUAGES:
        return read.language
    spoken = [code for one in read.sessions for code in one.languages]
    main = max(set(spoken), key=spoken.count, default="")
    if main:
        return main if main in CONTENT_LANGUAGES and len(set(spoken)) == 1 else ""
    texts = [
        text
        for one in read.sessions
        for text in (one.titles.get(""), one.abstracts.get(""))
        if text
    ]
    if sum(bool(_ARABIC.search(text)) for text in texts) * 2 > len(texts):
        return "ar"
    words = [word for text in texts for word in fold_for_search(text).split()]
    counts = {code: sum(word in known for word in words) for code, known in _COMMON_WORDS.items()}
    first, second = sorted(counts, key=counts.get, reverse=True)
    is_plain = counts[first] * 12 > len(words) and counts[first] > 2 * counts[second]
    return first if words and is_plain else ""


def _with_ends(
    sessions: Sequence[ReadSession], minutes: int, notices: list[Notice]
) -> list[ReadSession]:
    """Sessions without an end last until the next one in their room, at most these minutes."""
    length = minutes * MINUTE if minutes else LONGEST_GUESS
    starts: dict[str, list[dt.datetime]] = {}
    for one in sessions:
        if one.starts_at:
            starts.setdefault(fold_for_search(one.room), []).append(one.starts_at)
    found = []
    for one in sessions:
        if one.starts_at and not one.ends_at:
            later = [s for s in starts[fold_for_search(one.room)] if _is_after(s, one.starts_at)]
            end = min([one.starts_at + length, *later]) if one.room else one.starts_at + length
            notices.append(Notice(one.row, _("It has no end: the end was estimated."), "start"))
            one = replace(one, ends_at=end)
        found.append(one)
    return found


def _is_after(moment: dt.datetime, other: dt.datetime) -> bool:
    return (moment.tzinfo is None) == (other.tzinfo is None) and moment > other


def _settled(
    session: ReadSession, zone: dt.tzinfo, language: str, notices: list[Notice]
) -> ReadSession:
    texts = {
        name: _in_languages(getattr(session, name), language)
        for name in ("titles", "subtitles", "abstracts")
    }
    start, end = _moments(session, zone, notices)
    return replace(session, **texts, starts_at=start, ends_at=end)


def _in_languages(texts: Texts, language: str) -> Texts:
    """Each text under its language. An Arabic one is Arabic, whatever language the file is in."""
    found: dict[str, str] = {}
    for code, text in texts.items():
        if text:
            found.setdefault(code or ("ar" if is_arabic(text) else language), text)
    return found


def is_arabic(text: str) -> bool:
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return sum(bool(_ARABIC.match(letter)) for letter in letters) * 2 > len(letters)


def _moments(
    session: ReadSession, zone: dt.tzinfo, notices: list[Notice]
) -> tuple[dt.datetime | None, dt.datetime | None]:
    if not session.starts_at or not session.ends_at:
        return None, None
    try:
        start, end = (_moment(one, zone) for one in (session.starts_at, session.ends_at))
    except ValidationError as error:
        notices.append(Notice(session.row, " ".join(error.messages), "start"))
        return None, None
    if end < start:
        end = second_occurrence(end, zone)
    if end < start:
        text = _("It ends before it starts: it has no time.")
        notices.append(Notice(session.row, text, "start"))
        return None, None
    if end == start:
        text = _("It takes no time: it was given 5 minutes.")
        notices.append(Notice(session.row, text, "start"))
        end = start + SHORTEST
    return start, end


def _moment(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if moment.tzinfo:
        return moment.astimezone(dt.UTC)
    return from_local_time(moment, zone)
