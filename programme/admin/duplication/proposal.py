"""What the copy of an event is called, and when it is held, unless staff say otherwise. Pure."""

import datetime as dt
import re
import unicodedata
from collections.abc import Container

WEEK = dt.timedelta(weeks=1)
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def day_next_year(day: dt.date) -> dt.date:
    """The same weekday, 52 weeks later, or 53 where that is still in the same year."""
    later = day + 52 * WEEK
    return later if later.year > day.year else later + WEEK


def with_later_years(text: str, years: Container[int], shift: int) -> str:
    """The text with these years that many later, in the digits in which they are written."""

    def later(found: re.Match) -> str:
        year = int(found[0])
        return _in_digits_of(found[0], year + shift) if year in years else found[0]

    return _FOUR_DIGITS.sub(later, text)


def _in_digits_of(sample: str, number: int) -> str:
    zero = ord(sample[0]) - unicodedata.decimal(sample[0])
    return "".join(chr(zero + int(digit)) for digit in str(number))


def code_of_year(code: str, years: Container[int], shift: int, *, year: int, mark: str) -> str:
    """An address or acronym of the new year, which is added after `mark` if there was none."""
    later = with_later_years(code, years, shift)
    return later if str(year) in later else f"{later}{mark}{year}"


def free_code(code: str, taken: Container[str], *, mark: str, length: int) -> str:
    """The code, or the first with a number from 2 on that is not taken."""
    found, number = code[:length], 1
    while found in taken:
        number += 1
        ending = f"{mark}{number}"
        found = code[: length - len(ending)].rstrip("-_") + ending
    return found
