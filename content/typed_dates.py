"""Dates and hours as people write them in English, French and Arabic. Pure.

The day stands before the month wherever both are numbers: `05/11/2027` is 5 November in every
language. A weekday is ignored, so that one may change the day and leave the word before it.
"""

import datetime as dt
import re
import unicodedata
from enum import Enum

from content.typed_text import tidy_line

YEARS = range(1900, 3000)

_MONTHS = (
    "January, Jan, janvier, janv, يناير, جانفي, كانون الثاني",
    "February, Feb, février, févr, fév, فبراير, فيفري, شباط",
    "March, Mar, mars, مارس, آذار",
    "April, Apr, avril, avr, أبريل, أفريل, نيسان",
    "May, mai, ماي, مايو, أيار",
    "June, Jun, juin, يونيو, يونيه, جوان, حزيران",
    "July, Jul, juillet, juil, يوليوز, يوليو, يوليه, جويلية, تموز",
    "August, Aug, août, غشت, أغسطس, أوت, آب",
    "September, Sept, Sep, septembre, شتنبر, سبتمبر, أيلول",
    "October, Oct, octobre, أكتوبر, تشرين الأول",
    "November, Nov, novembre, نونبر, نوفمبر, تشرين الثاني",
    "December, Dec, décembre, déc, دجنبر, ديسمبر, كانون الأول",
)
_WEEKDAYS = (
    "Monday, Mon, lundi, lun, الاثنين, اثنين",
    "Tuesday, Tues, Tue, mardi, mar, الثلاثاء, ثلاثاء",
    "Wednesday, Wed, mercredi, mer, الأربعاء, أربعاء",
    "Thursday, Thurs, Thur, Thu, jeudi, jeu, الخميس, خميس",
    "Friday, Fri, vendredi, ven, الجمعة, جمعة",
    "Saturday, Sat, samedi, sam, السبت, سبت",
    "Sunday, Sun, dimanche, dim, الأحد, أحد",
)
_ARTICLES = "the, of, le, de, du, يوم, في, من"
_LETTERS = str.maketrans({"ٱ": "ا", "ى": "ي", "ـ": None, "ء": None, "∶": ":", "٫": ".", "؍": "/"})
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er)\b")
_TWO_WORDS = re.compile(r"\b(كانون|تشرين) +")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SEPARATORS = re.compile("(?:[.,،]? ?[-/]? ?|[.,] )")

_MINUTES = r"(?: ?(?:[:.,]|h|heures?) ?([0-9]{2})(?: ?min)?(?::00)?)?(?: ?(?:h|heures?))?"
_CLOCK = re.compile(rf"([0-9]{{1,2}}){_MINUTES}")
_DIGITS_ALONE = re.compile("([0-9]{1,2})([0-9]{2})")
_HALF = re.compile(r"(.*\d) ?(am|pm|a\.m\.?|p\.m\.?|ص|م|صباحا|مسا|زوالا)")


class DateFault(Enum):
    """Why a text is no date."""

    UNREADABLE = "unreadable"
    YEAR_OF_TWO_DIGITS = "two_digits"
    NO_YEAR = "no_year"
    NO_SUCH_DAY = "no_such_day"


class NotADateError(Exception):
    def __init__(self, fault: DateFault):
        super().__init__(fault.value)
        self.fault = fault


class NotATimeError(Exception):
    pass


def _fold(typed: str) -> str:
    """Small letters without accents, ASCII digits, plain hyphens, single spaces."""
    bare = unicodedata.normalize("NFKD", tidy_line(typed)).casefold()
    seen = (letter for letter in bare if unicodedata.category(letter) not in {"Mn", "Mc", "Cf"})
    letters = "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)
    return " ".join(_DASHES.sub("-", letters.translate(_LETTERS)).split())


def _words(names: str) -> list[str]:
    return [_TWO_WORDS.sub(r"\1", _fold(name)) for name in names.split(",")]


MONTHS = {word: number for number, names in enumerate(_MONTHS, 1) for word in _words(names)}
WEEKDAYS = {word for names in _WEEKDAYS for word in _words(names)}
ARTICLES = set(_words(_ARTICLES))


def parse_date(typed: str) -> dt.date:
    """The date that was typed; raises NotADateError."""
    text = _TWO_WORDS.sub(r"\1", _ORDINAL.sub("", _fold(typed)))
    if not all(map(_SEPARATORS.fullmatch, _TOKEN.split(text))):
        raise NotADateError(DateFault.UNREADABLE)
    tokens = [token for token in _TOKEN.findall(text) if token not in ARTICLES]
    year, month, day = _in_order(_without_weekday(tokens))
    if not _is_short_number(day):
        raise NotADateError(DateFault.UNREADABLE)
    try:
        return dt.date(_full_year(year), _month(month), int(day))
    except ValueError:
        raise NotADateError(DateFault.NO_SUCH_DAY) from None


def _without_weekday(tokens: list[str]) -> list[str]:
    """Drop a weekday at the beginning: `mar.` is Tuesday before a day and a month, else March."""
    has_date_of_its_own = len(tokens) > 3 or (len(tokens) == 3 and tokens[2] in MONTHS)
    return tokens[1:] if has_date_of_its_own and tokens[0] in WEEKDAYS else tokens


def _in_order(tokens: list[str]) -> list[str]:
    """Year, month and day, from `2027 11 19`, `19 11 2027`, `19 nov 2027` or `nov 19 2027`."""
    if len(tokens) == 2 and all(token in MONTHS or _is_short_number(token) for token in tokens):
        raise NotADateError(DateFault.NO_YEAR)
    if len(tokens) != 3:
        raise NotADateError(DateFault.UNREADABLE)
    first, second, third = tokens
    if len(first) == 4 and first.isdecimal():
        return tokens
    return [third, first, second] if first in MONTHS else [third, second, first]


def _is_short_number(token: str) -> bool:
    return token.isdecimal() and len(token) <= 2


def _full_year(token: str) -> int:
    if not token.isdecimal() or len(token) not in {2, 4}:
        raise NotADateError(DateFault.UNREADABLE)
    if len(token) == 2:
        raise NotADateError(DateFault.YEAR_OF_TWO_DIGITS)
    if int(token) not in YEARS:
        raise NotADateError(DateFault.NO_SUCH_DAY)
    return int(token)


def _month(token: str) -> int:
    if token in MONTHS:
        return MONTHS[token]
    if not _is_short_number(token):
        raise NotADateError(DateFault.UNREADABLE)
    return int(token)


def is_end_of_day(typed: str) -> bool:
    """Whether this is 24:00, which is 00:00 of the next day."""
    found = _CLOCK.fullmatch(_fold(typed)) or _DIGITS_ALONE.fullmatch(_fold(typed))
    return bool(found) and (int(found[1]), int(found[2] or 0)) == (24, 0)


def parse_time(typed: str) -> dt.time:
    """The time on the clock that was typed; raises NotATimeError."""
    text = _fold(typed)
    half = _HALF.fullmatch(text)
    clock = half[1] if half else text
    found = _CLOCK.fullmatch(clock) or (not half and _DIGITS_ALONE.fullmatch(clock))
    if not found:
        raise NotATimeError
    hour, minute = int(found[1]), int(found[2] or 0)
    try:
        return dt.time(_in_half(hour, half[2]) if half else hour, minute)
    except ValueError:
        raise NotATimeError from None


def _in_half(hour: int, half: str) -> int:
    """The hour of the whole day: 12 am is midnight, 12 pm is noon."""
    if not 1 <= hour <= 12:
        raise NotATimeError
    return hour % 12 + (12 if half[0] in {"p", "م", "ز"} else 0)
