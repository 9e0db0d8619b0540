"""The time zones that an event can be in, and their names in words."""

import datetime as dt
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

CITIES = [gettext_noop("Casablanca")]
"""The cities whose names the catalogues have; others keep the name of the database."""


def zone_name(value: str) -> None:
    """A validator: a place of the IANA time zone database, such as `Africa/Casablanca`."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Write it like Africa/Casablanca."),
            code="time_zone",
            params={"zone": value},
        )


def in_words(moment: dt.datetime) -> str:
    """The zone of an aware local time in words: `Casablanca time (UTC+1)`."""
    city = str(moment.tzinfo).rpartition("/")[2].replace("_", " ")
    words = {"city": gettext(city), "offset": offset_in_words(moment)}
    return gettext("%(city)s time (%(offset)s)") % words


def offset_in_words(moment: dt.datetime) -> str:
    """How far a local time is from UTC: `UTC+1`, `UTC-3:30`, and `UTC+0` where it is level."""
    minutes = int(moment.utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
