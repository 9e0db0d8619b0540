"""Days, hours and spans of hours as tables have them. Pure."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from content.folding import fold_for_search
from content.typed_dates import (
    DateFault,
    NotADateError,
    NotATimeError,
    is_end_of_day,
    parse_date,
    parse_time,
)
from programme.imports.values import DayOrder
from programme.imports.words import is_open

_NUMBERS = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.\-])")
_DASH = re.compile(
    r"\s*(?:[-\u2010-\u2015\u2212>→]+|\b(?:to|till?|until|à|au|jusqu['’]à|bis)\b|إلى|الى|حتى)\s*",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s*(?:from|de|dès|à|at|von|من|على)\s+(?=\d)", re.IGNORECASE)
_CLOCK_AT_END = re.compile(
    r"[\sT,]+(\d{1,2}(?:[:h.]\d{0,2})(?::\d{2})?\s*(?:[ap]\.?m\.?|[صم])?)\s*(?:uhr)?$",
    re.IGNORECASE,
)
_HALF = re.compile(r"([ap])\.?m\.?\s*$", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:(\d{1,3})\s*(?:h|hours?|heures?|hrs?|ساعه|ساعات))?\s*"
    r"(?:(\d{1,4})\s*(?:m|min|mins|mn|minutes?|دقيقه|دقائق)?)?"
)
_DAY = dt.timedelta(days=1)


class NotReadable(ValueError):
    """A text that is no time and no word for an unknown one."""


@dataclass(frozen=True, slots=True)
class When:
    """What a cell says; an aware `moment` where it has a zone."""

    day: dt.date | None = None
    clock: dt.time | None = None
    moment: dt.datetime | None = None
    is_unknown: bool = False
    """Whether it says that the time is not known yet."""
    is_next_day: bool = False
    """Whether it is 24:00."""


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads dates in an order of day and month, and of a year if they name none."""

    order: DayOrder | None = None
    year: int | None = None

    def day(self, text: str) -> dt.date:
        """Raises NotADateError."""
        try:
            return parse_date(self._sorted(text))
        except NotADateError as error:
            is_without_year = self.year and not re.search(r"\d{4}", text)
            if is_without_year and error.fault in {DateFault.NO_YEAR, DateFault.UNREADABLE}:
                return parse_date(f"{text} {self.year}")
            raise

    def _sorted(self, text: str) -> str:
        """With the day first and a year of four digits."""

        def swap(found: re.Match) -> str:
            first, mark, second, year = found.groups()
            is_month_first = self.order == DayOrder.MONTH_FIRST and mark == "/"
            day, month = (second, first) if is_month_first else (first, second)
            return f"{day}/{month}/{year if len(year) == 4 else '20' + year}"

        return _NUMBERS.sub(swap, text)

    def read(self, text: str) -> When:
        """A date, a time, or both; raises NotReadable."""
        text = _LEADING.sub("", text.strip())
        if not text:
            return When()
        if iso := _iso(text):
            return iso
        if is_open(text):
            return When(is_unknown=True)
        if is_end_of_day(text):
            return When(clock=dt.time(0), is_next_day=True)
        try:
            return When(clock=parse_time(text))
        except NotATimeError:
            pass
        return self._day_and_clock(text)

    def _day_and_clock(self, text: str) -> When:
        words = text.split()
        if len(words) > 1 and is_open(words[-1]):
            return When(day=self._read_day(" ".join(words[:-1])), is_unknown=True)
        if found := _CLOCK_AT_END.search(text):
            clock = re.sub(r"(\d:\d{2}):\d{2}", r"\1", found[1])
            try:
                return When(day=self._read_day(text[: found.start()]), clock=parse_time(clock))
            except NotATimeError as error:
                raise NotReadable(text) from error
        return When(day=self._read_day(text))

    def _read_day(self, text: str) -> dt.date:
        try:
            return self.day(text)
        except NotADateError as error:
            raise NotReadable(text) from error


def _iso(text: str) -> When | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo:
        return When(moment=moment)
    if len(text) == 10:
        return When(day=moment.date())
    return When(day=moment.date(), clock=moment.time())


def split_span(text: str) -> tuple[str, str]:
    """`9h–9h30` as two texts; the second is empty where there is only one."""
    if re.match(r"\d{4}-\d{2}-\d{2}", text.strip()):
        return text, ""
    parts = [part for part in _DASH.split(_LEADING.sub("", text)) if part.strip()]
    if len(parts) != 2 or not all(re.search(r"\d", part) for part in parts):
        return text, ""
    start, end = parts
    half = _HALF.search(end)
    if half and not _HALF.search(start):
        start = _with_half(start, end, half[0])
    return start, end


def _with_half(start: str, end: str, half: str) -> str:
    """`2–3:30 pm` begins at 2 pm, `11–1 pm` at 11 am."""
    try:
        later = parse_time(f"{start} {half}")
        return f"{start} {half}" if later <= parse_time(end) else start
    except NotATimeError:
        return start


def minutes_of(text: str) -> int | None:
    """A length such as `1h30`, `0:45`, `45 min` or `90`; None if it is none."""
    bare = fold_for_search(text).replace(" ", "")
    if found := re.fullmatch(r"\s*(\d{1,3}):(\d{2})(?::\d{2})?\s*", text):
        return int(found[1]) * 60 + int(found[2])
    found = _MINUTES.fullmatch(bare)
    if not found or not bare:
        return None
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def day_order_of(texts: Iterable[str]) -> DayOrder | None:
    """The order in which dates such as 13/04/2026 are written; None where no date shows it.

    A file without dates that could be read in two ways is read with the day first.
    """
    pairs = [
        (int(found[1]), int(found[3]))
        for text in texts
        for found in _NUMBERS.finditer(text)
        if found[2] == "/"
    ]
    if any(first > 12 for first, _second in pairs):
        return DayOrder.DAY_FIRST
    if any(second > 12 for _first, second in pairs):
        return DayOrder.MONTH_FIRST
    return None if any(first != second for first, second in pairs) else DayOrder.DAY_FIRST
