"""Time zones: which exist, which readers are offered, and their names in words."""

import datetime as dt
import functools
import logging
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.dates import date_format
from content.text import strip_unsafe_characters
from content.translations import join_list
from programme.zone_cities import REGIONS

logger = logging.getLogger(__name__)

COMMON = (
    "Africa/Casablanca",
    "Africa/Abidjan",
    "Africa/Algiers",
    "Africa/Cairo",
    "Africa/Dakar",
    "Africa/Johannesburg",
    "Africa/Kinshasa",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Tunis",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Asia/Dubai",
    "Asia/Jakarta",
    "Asia/Kolkata",
    "Asia/Riyadh",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
)
"""The zones that readers are offered."""

NAMED = {
    zone: words for cities in reversed(REGIONS.values()) for words, zone in reversed(cities.items())
}
"""The city that names each zone: the first of them."""


@functools.cache
def zone_names() -> frozenset[str]:
    """The names in the IANA time zone database, without its two placeholders."""
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})


def validate_time_zone(value: str) -> None:
    """Validates a name in the IANA time zone database, such as `Africa/Casablanca`."""
    if value not in zone_names():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Enter one such as Africa/Casablanca."),
            code="time_zone",
            params={"zone": value},
        )


def zone_named(name: str) -> zoneinfo.ZoneInfo | None:
    return _zone(name) if name in zone_names() else None


@functools.cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Read once: `zoneinfo` keeps the last eight, and every page offers more than that."""
    return zoneinfo.ZoneInfo(name)


@dataclass(frozen=True)
class ZoneChoice:
    """The other zone in which a reader asks for the times, whether it exists or not."""

    asked: str
    at: dt.datetime | None
    """The moment whose offsets from UTC are shown; without one no choice is offered."""
    kept: tuple[tuple[str, str], ...] = ()
    """The other parameters of the address, which the form passes on."""

    @classmethod
    def in_query(cls, query: QueryDict, at: dt.datetime | None) -> "ZoneChoice":
        others = ((name, value) for name, values in query.lists() for value in values)
        kept = (
            (strip_unsafe_characters(name), strip_unsafe_characters(value))
            for name, value in others
            if name != "tz" and "\0" not in name + value
        )
        return cls(query.get("tz", ""), at, tuple(islice(kept, 20)))

    @property
    def zone(self) -> zoneinfo.ZoneInfo | None:
        return zone_named(self.asked)

    @property
    def unknown(self) -> str:
        """The zone asked for, where it does not exist, at a length that can be shown."""
        return "" if self.zone else strip_unsafe_characters(self.asked)[:60]

    @property
    def options(self) -> list["ZoneOption"]:
        """The zones on offer, from west to east."""
        names = dict.fromkeys([*COMMON, self.asked] if self.zone else COMMON)
        local = [(name, self.at.astimezone(_zone(name))) for name in names]
        options = [(offset_minutes(time), city(name), name, time) for name, time in local]
        return [
            ZoneOption(name, words, minutes, offset_in_words(time))
            for minutes, words, name, time in sorted(options)
        ]


class ZoneOption(NamedTuple):
    name: str
    city: str
    minutes: int
    """Its offset from UTC, for the script: a device may have old rules."""
    offset: str


def city(zone: str) -> str:
    """The city of a zone in the reader's language, without the continent."""
    return gettext(NAMED.get(zone) or zone.rpartition("/")[2].replace("_", " "))


def zone_of(name: str) -> dt.tzinfo:
    """The zone of this name; UTC, with an error in the log, where it does not exist.

    Forms refuse such a name, but a later edition of the time zone database may drop one, and the
    event's pages must still answer.
    """
    try:
        return _zone(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        logger.error("“%s” is not a time zone: times are shown in UTC.", name)
        return zoneinfo.ZoneInfo("UTC")


def first_of_each_offset(moments: Iterable[dt.datetime]) -> list[dt.datetime]:
    """Of aware local times, in order, the first one and each that has a new offset from UTC.

    They are sorted by UTC: Python compares times of one zone by their clocks alone.
    """
    found: list[dt.datetime] = []
    for moment in sorted(moments, key=lambda moment: moment.astimezone(dt.UTC)):
        if not found or found[-1].utcoffset() != moment.utcoffset():
            found.append(moment)
    return found


def in_words(moment: dt.datetime) -> str:
    """The zone of an aware local time: `Casablanca time (UTC+1)`."""
    words = {"city": city(str(moment.tzinfo)), "offset": offset_in_words(moment)}
    return gettext("%(city)s time (%(offset)s)") % words


def in_words_with_changes(moments: Iterable[dt.datetime]) -> str:
    """The zone of aware local times, with each change of the clocks between them.

    `Casablanca time (UTC+1), UTC+0 from 09:00 on 20 September 2026` names the first of the moments
    after the change.
    """
    first, *later = first_of_each_offset(moments)
    words = [in_words(first)]
    for moment in later:
        parts = {
            "day": date_format(moment, "j F Y"),
            "clock": f"{moment:%H:%M}",
            "offset": offset_in_words(moment),
        }
        words.append(gettext("%(offset)s from %(clock)s on %(day)s") % parts)
    return join_list(words)


def offset_minutes(moment: dt.datetime) -> int:
    return int(moment.utcoffset().total_seconds() // 60)


def offset_in_words(moment: dt.datetime) -> str:
    """The offset of a local time from UTC: `UTC+1`, `UTC-3:30`, `UTC+0`."""
    minutes = offset_minutes(moment)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
