"""Rows of a file as staff mend them in the preview: typed over what was read, or left out. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.dates import date_format
from content.folding import fold_for_search
from content.local_time import from_local_time
from content.typed_dates import NotADateError
from programme.imports.people import read_people
from programme.imports.rows import end_of
from programme.imports.times import DayReader, NotReadable
from programme.imports.values import Choices, ReadPerson, ReadProgramme, ReadSession, one_line
from programme.imports.words import is_open
from programme.models import Role

TIMES = ("day", "start", "end")
FIELDS = ("title", *TIMES, "room", "people")
MOMENTS = frozenset({"starts_at", "ends_at"})


class _Unreadable(ValueError):
    def __init__(self, field: str, text: str):
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """What staff typed into a field of a row cannot be read."""

    row: int
    mark: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Mending:
    programme: ReadProgramme
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By mark and field, what differs from what was read."""
    wrong: tuple[WrongEntry, ...] = ()


def mend(read: ReadProgramme, choices: Choices, days: DayReader, zone: dt.tzinfo) -> Mending:
    """The programme with what staff typed, where it can be read; `zone` is that of the event."""
    typed: dict[str, Mapping[str, str]] = {}
    wrong: list[WrongEntry] = []
    sessions = []
    for mark, one in zip(_marks(read.sessions), read.sessions, strict=True):
        one = replace(one, mark=mark, is_left_out=mark in choices.left_out)
        entries = choices.mended.get(mark)
        if entries and (own := _differing(entries, entries_of(one, zone))):
            typed[mark] = own
            if not one.is_left_out:
                one, errors = _mended(one, own, _Typing(read.language, days, zone))
                wrong += errors
        sessions.append(one)
    gone = _settled(sessions)
    notices = tuple(one for one in read.notices if not {(one.row, ""), (one.row, one.about)} & gone)
    return Mending(replace(read, sessions=tuple(sessions), notices=notices), typed, tuple(wrong))


def entries_of(read: ReadSession, zone: dt.tzinfo) -> dict[str, str]:
    """What the file says, as staff find it in the fields that they may type into."""
    read = read.as_said
    start, end = (one and one.astimezone(zone) for one in (read.starts_at, read.ends_at))
    return {
        "title": "" if read.is_untitled else read.title,
        "day": date_format(start.date(), "D j F Y") if start else read.unread.get("day", ""),
        "start": f"{start:%H:%M}" if start else read.unread.get("start", ""),
        "end": f"{end:%H:%M}" if end else read.unread.get("end", ""),
        "room": read.room,
        "people": "\n".join(map(_line, _typed_people(read))),
    }


def _marks(sessions: Iterable[ReadSession]) -> Iterable[str]:
    """`4`, and `4.2` for the second row with this number."""
    seen: Counter[int] = Counter()
    for one in sessions:
        seen[one.row] += 1
        yield str(one.row) if seen[one.row] == 1 else f"{one.row}.{seen[one.row]}"


def _differing(entries: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    pairs = {name: entries[name] for name in FIELDS if name in entries}
    return {name: text for name, text in pairs.items() if _even(text) != _even(before[name])}


def _even(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _settled(sessions: Iterable[ReadSession]) -> set[tuple[int, str]]:
    """The rows, and what about them, of which nothing need be noted any more."""
    found = set()
    for one in sessions:
        if one.is_left_out:
            found.add((one.row, ""))
        if one.mended & MOMENTS:
            found.add((one.row, "start"))
        if any(name.startswith("title_") for name in one.mended):
            found.add((one.row, "title"))
    return found


@dataclass(frozen=True, slots=True)
class _Typing:
    """Reads what staff typed as the cells of a file are read."""

    language: str
    days: DayReader
    zone: dt.tzinfo

    def title(self, read: ReadSession, text: str) -> tuple[dict, set[str]]:
        """In the language of the title that the file has."""
        if not (title := one_line(text)):
            raise _Unreadable("title", _("Enter a title, or leave this row out."))
        code = next((code for code, own in read.titles.items() if own), self.language or "en")
        titles = {**read.titles, code: title}
        return {"titles": titles, "is_untitled": False}, {f"title_{code}"}

    def room(self, _read: ReadSession, text: str) -> tuple[dict, set[str]]:
        return {"room": "" if is_open(text) else one_line(text)}, {"room"}

    def people(self, read: ReadSession, text: str) -> tuple[dict, set[str]]:
        """A line that is as it was is the same person, with all that the file says of them."""
        own = _typed_people(read)
        lines, names = {_line(one): one for one in own}, {_fold(one.name): one for one in own}
        others = [one for one in read.people if one not in own]
        found: list[ReadPerson] = []
        for line in filter(None, _even(text)):
            known = lines.get(line)
            found += (
                [known] if known else [_same(one, names) for one in read_people(line, Role.SPEAKER)]
            )
        known = [one for one in (*others, *found) if not is_open(one.name)]
        return {"people": tuple(dict.fromkeys(known))}, {"people"}

    def times(self, read: ReadSession, typed: Mapping[str, str]) -> tuple[dict, set[str]]:
        entries = entries_of(read, self.zone) | typed
        if not (entries["start"].strip() or entries["end"].strip()):
            return {"starts_at": None, "ends_at": None}, {*MOMENTS}
        begins = self._start(read, typed, entries)
        ends = self._end(read, typed, entries, begins)
        moments = {}
        for name, entry, local in (("starts_at", "start", begins), ("ends_at", "end", ends)):
            try:
                moments[name] = from_local_time(local, self.zone)
            except ValidationError as error:
                raise _Unreadable(entry, " ".join(error.messages)) from error
        if moments["ends_at"] <= moments["starts_at"]:
            raise _Unreadable("end", _("The end must be after the start."))
        return moments, {*MOMENTS}

    def _start(
        self, read: ReadSession, typed: Mapping[str, str], entries: Mapping[str, str]
    ) -> dt.datetime:
        before = self._local(read.starts_at)
        day = before.date() if before and "day" not in typed else self._day(entries["day"])
        if before and "start" not in typed:
            return dt.datetime.combine(day, before.time())
        return dt.datetime.combine(day, self._clock("start", entries["start"]))

    def _end(
        self,
        read: ReadSession,
        typed: Mapping[str, str],
        entries: Mapping[str, str],
        begins: dt.datetime,
    ) -> dt.datetime:
        """If it was not typed, as many days after the start as it was."""
        before, start = self._local(read.ends_at), self._local(read.starts_at)
        if before and start and "end" not in typed:
            return before + (begins.date() - start.date())
        self._clock("end", entries["end"])
        return end_of(begins, begins.date(), self.days.read(_words(entries["end"]))) or begins

    def _local(self, moment: dt.datetime | None) -> dt.datetime | None:
        return moment.astimezone(self.zone).replace(tzinfo=None) if moment else None

    def _day(self, text: str) -> dt.date:
        if not text.strip():
            raise _Unreadable("day", _("Enter the day."))
        try:
            return self.days.day(_words(text))
        except NotADateError as error:
            words = _("“%(text)s” is not a day.") % {"text": text[:60]}
            raise _Unreadable("day", words) from error

    def _clock(self, name: str, text: str) -> dt.time:
        if not text.strip():
            raise _Unreadable(
                name, _("Enter the start.") if name == "start" else _("Enter the end.")
            )
        try:
            clock = self.days.read(_words(text)).clock
        except NotReadable:
            clock = None
        if clock is None:
            raise _Unreadable(name, _("“%(text)s” is not a time.") % {"text": text[:60]})
        return clock


def _mended(
    read: ReadSession, typed: Mapping[str, str], typing: _Typing
) -> tuple[ReadSession, list[WrongEntry]]:
    parts = {name: typed[name] for name in ("title", "room", "people") if name in typed}
    steps = [(getattr(typing, name), text) for name, text in parts.items()]
    if times := {name: typed[name] for name in TIMES if name in typed}:
        steps.append((typing.times, times))
    changes: dict = {}
    mended: set[str] = set()
    wrong = []
    for step, entry in steps:
        try:
            own, names = step(read, entry)
        except _Unreadable as error:
            wrong.append(WrongEntry(read.row, read.mark, error.field, str(error)))
        else:
            changes |= own
            mended |= names
    if not mended:
        return read, wrong
    cells = read.cells and _cells(read, typed, mended)
    return replace(read, **changes, cells=cells, said=read, mended=frozenset(mended)), wrong


def _cells(read: ReadSession, typed: Mapping[str, str], mended: set[str]) -> dict[str, str]:
    """Of a sheet that was exported here: what is typed is what its cells say."""
    names = {"day": "date", "start": "start", "end": "end", "room": "room", "people": "speakers"}
    own = {cell: typed[name] for name, cell in names.items() if name in typed}
    titles = {name: typed["title"] for name in mended if name.startswith("title_")}
    return {**read.cells, **own, **titles}


def _typed_people(read: ReadSession) -> list[ReadPerson]:
    """Without the moderators of a sheet that was exported here, who have their own column."""
    return [one for one in read.people if not (read.cells and one.column == "moderators")]


def _line(person: ReadPerson) -> str:
    name = f"{person.honorific} {person.name}".strip()
    post = ", ".join(filter(None, [person.function, person.organization]))
    line = f"{name} ({post})" if post else name
    is_plain = person.role == Role.SPEAKER or person.role not in Role.values
    return one_line(line if is_plain else f"{Role(person.role).label}: {line}")


def _same(person: ReadPerson, names: Mapping[str, ReadPerson]) -> ReadPerson:
    """With what the file says beside of somebody of this name."""
    known = names.get(_fold(person.name))
    if known is None:
        return person
    kept = {"source_id": known.source_id, "biography": known.biography, "column": known.column}
    return replace(person, **kept, honorific=person.honorific or known.honorific)


def _fold(name: str) -> str:
    return fold_for_search(name) or name


def _words(text: str) -> str:
    return " ".join(text.split())
