"""One row of a table as a session, or as what goes on from the row above. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from programme.imports.headings import PEOPLE, Column
from programme.imports.people import looks_like_name, read_people
from programme.imports.tables import Row
from programme.imports.times import (
    DayReader,
    NotReadable,
    When,
    minutes_of,
    split_span,
)
from programme.imports.values import Notice, ReadPerson, ReadSession, Texts, one_line
from programme.imports.words import (
    is_cancelled,
    is_not_accepted,
    is_yes,
    kind_of,
    languages_of,
    without_cancelled,
)

_DAY = dt.timedelta(days=1)
LONGEST_NIGHT = dt.timedelta(hours=12)
"""A session that ends on the next day and lasts longer is likely to be a mistake."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by the meaning of its columns."""

    row: Row
    columns: Mapping[int, Column]

    def get(self, meaning: str) -> str:
        """The first text of such columns."""
        return next((text for _n, text in self.all(meaning)), "")

    def all(self, meaning: str) -> list[tuple[Column, str]]:
        return [
            (column, self.row.cells[n])
            for n, column in self.columns.items()
            if column.meaning == meaning and n < len(self.row.cells) and self.row.cells[n]
        ]

    def texts(self, meaning: str) -> Texts:
        """By language; several texts in one language are paragraphs."""
        found: dict[str, str] = {}
        for column, text in self.all(meaning):
            before = found.get(column.language)
            is_more = before and not text.startswith(before[:40])
            found[column.language] = f"{before}\n\n{text}" if is_more else text
        return found

    @property
    def goes_on(self) -> bool:
        """Whether it has more about the session above: people alone, or a merged title."""
        own = {self.columns[n].meaning for n in self.row.filled() if n in self.columns}
        titles = [n for n, column in self.columns.items() if column.meaning == "title"]
        if any(n in self.row.from_above and self.row.cells[n] for n in titles):
            return True
        more = {*PEOPLE, "function", "organization", "first_name", "last_name", "abstract"}
        return bool(own) and own <= more


@dataclass(slots=True)
class RowReader:
    """Reads the rows of a sheet from the first to the last; days go on until the next one."""

    columns: Mapping[int, Column]
    days: DayReader
    notices: list[Notice]
    day: dt.date | None = None
    section: str = ""
    _sections_are_rows: bool = field(init=False)

    def __post_init__(self):
        self._sections_are_rows = all(c.meaning != "section" for c in self.columns.values())

    def is_heading(self, line: SheetRow) -> bool:
        """Whether the row is a day or the heading of a section, for the rows below it."""
        filled = line.row.filled()
        if len(filled) != 1:
            return False
        place, text = filled[0], line.row.cells[filled[0]]
        meaning = self.columns[place].meaning if place in self.columns else ""
        try:
            when = self.days.read(" ".join(text.split()))
        except NotReadable:
            when = When()
        if when.day and when.clock is None:
            self.day = when.day
            return True
        is_wide = line.row.widths.get(place, 1) > 1
        if self._sections_are_rows and (is_wide or meaning in {"", "date", "time", "start"}):
            self.section = "" if when.clock else text
            return not when.clock
        return False

    def continued(self, session: ReadSession, line: SheetRow) -> ReadSession:
        more = [one for one in self._people(line) if one not in session.people]
        own = line.row.filled()
        texts = {
            c.language: line.row.cells[n]
            for n, c in self.columns.items()
            if n in own and c.meaning == "abstract"
        }
        abstracts = {
            **session.abstracts,
            **{
                k: "\n\n".join(filter(None, [session.abstracts.get(k), v]))
                for k, v in texts.items()
            },
        }
        return replace(session, people=(*session.people, *more), abstracts=abstracts)

    def session(self, line: SheetRow) -> ReadSession | None:
        """None for a row without anything to show, or of a session that was not accepted."""
        status = line.get("status")
        if is_not_accepted(status):
            self._note(line, _("Not imported: the session was not accepted."))
            return None
        titles = line.texts("title")
        has_more = any(line.get(meaning) for meaning in ("abstract", "identifier", *PEOPLE))
        if not titles and not has_more and not (line.get("start") or line.get("time")):
            return None
        is_untitled = not titles
        titles, is_off = self._titles(line, titles)
        start, end, unread = self._times(line)
        codes, unknown = languages_of(line.get("languages"))
        if unknown:
            words = {"words": ", ".join(unknown)}
            self._note(line, _("Unknown language: %(words)s.") % words)
        return ReadSession(
            row=line.row.number,
            source_id=line.get("identifier"),
            address=line.get("address") if line.get("address").startswith("http") else "",
            titles=titles,
            subtitles=line.texts("subtitle"),
            abstracts=line.texts("abstract"),
            starts_at=start,
            ends_at=end,
            unread=unread,
            room=one_line(line.get("room")),
            track=one_line(line.get("track")),
            section=one_line(line.get("section") or self.section),
            kind=kind_of(line.get("kind"), next(iter(titles.values()))),
            kind_word=one_line(line.get("kind")),
            languages=codes,
            is_cancelled=is_off or _is_off(line),
            people=tuple(dict.fromkeys(self._people(line))),
            is_untitled=is_untitled,
        )

    def _titles(self, line: SheetRow, titles: Texts) -> tuple[Texts, bool]:
        """Without “CANCELLED”, which is a state; a row without a title is called by its number."""
        if not titles:
            self._note(line, _("The row has no title."), "title")
            return {"": _("Untitled (row %(row)s)") % {"row": line.row.number}}, False
        pairs = {code: without_cancelled(one_line(text)) for code, text in titles.items()}
        found = {code: title for code, (title, _is_off) in pairs.items()}
        return found, any(is_off for _title, is_off in pairs.values())

    def _people(self, line: SheetRow) -> list[ReadPerson]:
        function, body = one_line(line.get("function")), one_line(line.get("organization"))
        found: list[ReadPerson] = []
        for n, column in self.columns.items():
            is_own = n < len(line.row.cells) and n not in line.row.from_above
            if column.meaning in PEOPLE and is_own:
                people = read_people(line.row.cells[n], PEOPLE[column.meaning])
                found += [replace(one, column=column.meaning) for one in people]
        first, last = line.get("first_name"), line.get("last_name")
        if last and (first or looks_like_name(last)):
            found.append(ReadPerson(name=one_line(f"{first} {last}"), column="speakers"))
        speakers = [one for one in found if one.role == "speaker"]
        if len(speakers) == 1 and (function or body):
            one = speakers[0]
            posts = {"function": one.function or function, "organization": one.organization or body}
            found[found.index(one)] = replace(one, **posts)
        elif function or body:
            text = _("The function and organization were left out: they need exactly one speaker.")
            self._note(line, text)
        return found

    def _times(
        self, line: SheetRow
    ) -> tuple[dt.datetime | None, dt.datetime | None, Mapping[str, str]]:
        """The start and the end, without an end if the row has none; and what cannot be read."""
        try:
            return *self._read_times(line), {}
        except NotReadable as error:
            words = {"text": str(error)[:60]}
            text = _("“%(text)s” is not a time, so the session has none.") % words
            self._note(line, text, "start")
            begin, second = split_span(one_line(line.get("start") or line.get("time")))
            end = one_line(line.get("end")) or second
            return None, None, {"day": one_line(line.get("date")), "start": begin, "end": end}

    def _read_times(self, line: SheetRow) -> tuple[dt.datetime | None, dt.datetime | None]:
        date = self.days.read(" ".join(line.get("date").split()))
        begin, until = line.get("start") or line.get("time"), line.get("end")
        begin, second = split_span(" ".join(begin.split()))
        start, end = self.days.read(begin), self.days.read(" ".join((until or second).split()))
        if start.clock is None and start.moment is None and date.clock:
            start = replace(start, clock=date.clock)
        self.day = date.day or start.day or self.day
        if start.moment and (end.moment or not until):
            return start.moment, end.moment or _later(start.moment, line.get("duration"))
        if start.clock is None or self.day is None:
            if start.clock and not start.is_unknown:
                text = _("The row has an hour but no day, so the session has no time.")
                self._note(line, text, "start")
            return None, None
        begins = dt.datetime.combine(start.day or self.day, start.clock)
        ends = end_of(begins, start.day or self.day, end)
        if ends and not end.day and ends - begins > LONGEST_NIGHT:
            text = _("The end is before the start, so the session ends on the next day.")
            self._note(line, text, "start")
        return begins, ends or _later(begins, line.get("duration"))

    def _note(self, line: SheetRow, text: str, about: str = "") -> None:
        self.notices.append(Notice(line.row.number, text, about))


def _is_off(line: SheetRow) -> bool:
    active = line.get("active")
    is_told = is_cancelled(line.get("status")) or is_yes(line.get("cancelled"))
    return is_told or bool(active and not is_yes(active))


def end_of(begins: dt.datetime, day: dt.date, end: When) -> dt.datetime | None:
    """An end before the start is on the next day."""
    if end.clock is None:
        return None
    ends = dt.datetime.combine(end.day or day, end.clock)
    if end.is_next_day or (not end.day and ends < begins):
        return ends + _DAY
    return ends


def _later(begins: dt.datetime, duration: str) -> dt.datetime | None:
    minutes = minutes_of(duration) if duration else None
    return begins + dt.timedelta(minutes=minutes) if minutes is not None else None
