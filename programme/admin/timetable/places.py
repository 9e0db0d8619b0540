"""Where a session is held, and what the fields of the timetable say of it.

Hours are read and written in the current time zone, which is that of the event.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Self

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.admin.date_fields import HoursField, moment_on
from content.local_time import second_occurrence
from programme.admin.end_day import LONGEST_PAST_MIDNIGHT, end_after
from programme.conflicts import Planned
from programme.models import Event, Session, SessionKind

HOURS = HoursField(required=False)
CODE = re.compile(r"(-?[0-9]{1,10}|[0-9]{11})?\.(-?[0-9]{1,10}|[0-9]{11})?\.([0-9]{1,18})?")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Typed:
    """The texts in the fields of one session."""

    day: str = ""
    start: str = ""
    end: str = ""
    room: str = ""

    @classmethod
    def of(cls, posted: Mapping[str, str], key: int) -> Self:
        return cls(*(posted.get(f"{one.name}-{key}", "").strip() for one in fields(cls)))


@dataclass(frozen=True, slots=True)
class Place:
    """When and in which room; a session that is not placed has no times."""

    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    room: int | None = None

    @classmethod
    def of(cls, session: Planned) -> Self:
        return cls(session.starts_at, session.ends_at, session.room and session.room.pk)

    @property
    def code(self) -> str:
        """The same text for the same place, to the second."""
        moments = (self.starts_at, self.ends_at)
        parts = [int(moment.timestamp()) if moment else "" for moment in moments]
        return ".".join(map(str, [*parts, self.room or ""]))

    @classmethod
    def read(cls, code: str) -> Self | None:
        """The place with this code; None for any other text."""
        found = CODE.fullmatch(code)
        if not found:
            return None
        start, end, room = found.groups()
        moments = (EPOCH + dt.timedelta(seconds=int(one)) if one else None for one in (start, end))
        return cls(*moments, int(room) if room else None)

    @property
    def typed(self) -> Typed:
        """What the fields hold before anybody types."""
        room = str(self.room or "")
        if self.starts_at is None or self.ends_at is None:
            return Typed(room=room)
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        is_end_of_day = end.time() == dt.time(0) and end.date() > start.date()
        clock = "24:00" if is_end_of_day else f"{end:%H:%M}"
        return Typed(f"{start:%Y-%m-%d}", f"{start:%H:%M}", clock, room)


def usual_length(session: Planned) -> dt.timedelta:
    """The length that it has, else that of its type."""
    if session.starts_at:
        return session.ends_at.astimezone(dt.UTC) - session.starts_at.astimezone(dt.UTC)
    return SessionKind(session.kind).default_length


def read_place(typed: Typed, session: Planned, event: Event, day: dt.date) -> Place:
    """The place that was typed for a session; raises ValidationError by field.

    An hour without a day is on `day`. Without an end the session keeps its length.
    """
    start, end = _hours(typed, "start"), _hours(typed, "end")
    room = int(typed.room) if typed.room else None
    if start is None:
        if end is not None:
            raise ValidationError({"start": _("Give both a start and an end, or neither.")})
        return Place(room=room)
    starts_at = _start(_date(typed.day) or day, start)
    ends_at = _end(starts_at, end, usual_length(session))
    _check_times(event, starts_at, ends_at)
    return Place(starts_at, ends_at, room)


def says_where(session: Planned) -> bool:
    """Whether the fields can say where it is; else only its own form can.

    They cannot if it takes several days, or if the clocks change during it or go back to it.
    """
    if session.starts_at is None:
        return True
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    is_of_one_day = end.replace(tzinfo=None) <= start.replace(tzinfo=None) + LONGEST_PAST_MIDNIGHT
    is_of_one_day |= start.date() == (end - dt.timedelta.resolution).date()
    same_clocks = start.utcoffset() == end.utcoffset() and not start.fold
    return is_of_one_day and same_clocks and not (start.second or end.second)


def _hours(typed: Typed, name: str) -> dt.timedelta | None:
    with _of_field(name):
        return HOURS.clean(getattr(typed, name))


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ValidationError({"day": _("Choose a day of the event.")}) from None


def _start(date: dt.date, hours: dt.timedelta) -> dt.datetime:
    with _of_field("start"):
        return moment_on(date, hours)


def _end(starts_at: dt.datetime, hours: dt.timedelta | None, length: dt.timedelta) -> dt.datetime:
    """On the day of the start or after midnight; of an hour that repeats, the one after it.

    Without hours it is after this length.
    """
    with _of_field("end"):
        if hours is None:
            return starts_at + length
        end = end_after(starts_at, hours)
    if end > starts_at:
        return end
    return max(end, second_occurrence(end, timezone.get_current_timezone()))


def _check_times(event: Event, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """By the rules of the model, under the names of the fields here."""
    try:
        Session(event=event, starts_at=starts_at, ends_at=ends_at).clean_times()
    except ValidationError as error:
        names = {"starts_at": "day", "ends_at": "end"}
        faults = {names[one]: texts for one, texts in error.error_dict.items()}
        raise ValidationError(faults) from error


@contextmanager
def _of_field(name: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error
    except OverflowError:
        raise ValidationError({"day": _("Choose a day of the event.")}) from None
