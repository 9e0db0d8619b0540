"""The days of an event: the line above its pages. Pure: no query."""

import datetime as dt
from dataclasses import dataclass

from programme.pages.event import EventState

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Strip:
    """The line above a page: the day, the time, and the number of changes told today."""

    state: EventState
    now: dt.datetime
    """In the event's zone."""
    changes: int
    until: dt.datetime
    """When the script asks for the page again."""

    @property
    def moments(self) -> set[dt.datetime]:
        return minute_moments(self.now)

    @property
    def clock(self) -> str:
        return f"{self.now:%H:%M}"

    @property
    def iso(self) -> str:
        return self.now.isoformat(timespec="minutes")

    @property
    def iso_until(self) -> str:
        return self.until.isoformat(timespec="seconds")


def minute_moments(now: dt.datetime) -> set[dt.datetime]:
    """The full minutes before and after `now`, for pages that say what time it is."""
    minute = now.replace(second=0, microsecond=0)
    return {minute, minute + MINUTE}
