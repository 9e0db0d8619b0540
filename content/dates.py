"""Dates in words, as the reader's language writes them. Pure."""

import datetime as dt

from django.utils import formats
from django.utils.dateformat import DateFormat
from django.utils.translation import get_language


class _FrenchDate(DateFormat):
    def j(self) -> str:
        """The first of a month is an ordinal: `1er mars`."""
        return "1er" if self.data.day == 1 else f"{self.data.day}"


def date_format(value: dt.date, form: str = "DATE_FORMAT") -> str:
    """Like Django's; `form` is one of its formats, or the name of one."""
    language = get_language() or ""
    if language[:2] == "fr":
        return _FrenchDate(value).format(formats.get_format(form, language, use_l10n=True))
    words = formats.date_format(value, form)
    return words.replace(",", "،") if language == "ar" else words
