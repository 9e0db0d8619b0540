"""What moving many sessions makes of each of them, before anything is written. Pure: no query.

Moments are aware. By minutes sessions move in time; by days, and into another zone, they keep the
hours on the clock.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from content.bidi import isolate
from content.local_time import from_local_time, second_occurrence
from programme.agenda.days import takes_whole_days
from programme.conflicts import Planned

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
MOST_MINUTES = 12 * 60
MOST_DAYS = 3660


class PlanError(Exception):
    """Nothing can be moved like this; the text is a sentence for the member of staff."""


class Until(StrEnum):
    DAY = "day"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Step:
    """A session before and after; with a `refusal`, a sentence, it has to stay as it is."""

    before: Planned
    after: Planned
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which sessions run late: from a moment on, of its day, in some rooms or everywhere."""

    start: dt.datetime
    until: Until = Until.DAY
    rooms: frozenset[int] = frozenset()
    """Primary keys; without any it is every room, and sessions without a room too."""


def shift(sessions: Sequence[Planned], scope: Scope, by: dt.timedelta, zone: dt.tzinfo) -> list:
    """The steps of the sessions in this scope; raises PlanError.

    The break at which the delay ends begins later and ends when it did. Cancelled sessions stay.
    """
    day = scope.start.astimezone(zone).date()
    later = [
        session
        for session in sessions
        if can_move(session, zone)
        and session.starts_at >= scope.start
        and session.starts_at.astimezone(zone).date() == day
    ]
    if scope.until == Until.DAY:
        return shift_all([one for one in later if _is_in(one, scope.rooms)], by, zone)
    breaks = next_breaks(later, scope)
    if not breaks:
        raise PlanError(
            gettext("No break follows on this day. Move everything until the end of the day.")
        )
    limit = breaks[0].starts_at
    moved = [one for one in later if one.starts_at < limit and _is_in(one, scope.rooms)]
    return [*shift_all(moved, by, zone), *(_shortened(one, by, zone) for one in breaks)]


def shift_all(sessions: Iterable[Planned], by: dt.timedelta, zone: dt.tzinfo) -> list[Step]:
    """The steps of these very sessions, but for those that cannot run late."""
    return [_shifted(one, by, zone) for one in sessions if can_move(one, zone)]


def shift_chosen(sessions: Iterable[Planned], by: dt.timedelta, zone: dt.tzinfo) -> list[Step]:
    """The steps of sessions chosen one by one: those that cannot run late are told of too."""
    return [
        _shifted(one, by, zone) if can_move(one, zone) else Step(one, one, _why_not(one))
        for one in sessions
    ]


def _shifted(session: Planned, by: dt.timedelta, zone: dt.tzinfo) -> Step:
    return _checked(session, _utc(session.starts_at) + by, _utc(session.ends_at) + by, zone)


def _why_not(session: Planned) -> str:
    """Why it cannot run late; see `can_move`."""
    if session.starts_at is None:
        return gettext("It has no time.")
    if not session.is_held:
        return gettext("It is cancelled.")
    return gettext("It takes whole days. Move it in its own form.")


def next_breaks(sessions: Iterable[Planned], scope: Scope) -> list[Planned]:
    """Those that begin first after the start of the scope, in its rooms or for everybody."""
    breaks = [
        session
        for session in sessions
        if session.kind == "break"
        and session.starts_at > scope.start
        and (session.room is None or session.is_plenary or _is_in(session, scope.rooms))
    ]
    first = min((one.starts_at for one in breaks), default=None)
    return [one for one in breaks if one.starts_at == first]


def can_move(session: Planned, zone: dt.tzinfo) -> bool:
    """Whether it can run late: it has hours, and is not cancelled."""
    is_held = session.starts_at is not None and session.is_held
    return is_held and not takes_whole_days(session, zone)


def _is_in(session: Planned, rooms: frozenset[int]) -> bool:
    return not rooms or (session.room is not None and session.room.pk in rooms)


def _shortened(session: Planned, by: dt.timedelta, zone: dt.tzinfo) -> Step:
    start, end = _utc(session.starts_at) + by, _utc(session.ends_at)
    if start >= end:
        length = (end - _utc(session.starts_at)) // MINUTE
        text = ngettext(
            "Nothing would be left of “%(title)s”, which takes %(count)s minute. Choose fewer "
            "minutes, or move everything until the end of the day.",
            "Nothing would be left of “%(title)s”, which takes %(count)s minutes. Choose fewer "
            "minutes, or move everything until the end of the day.",
            length,
        )
        raise PlanError(text % {"title": isolate(session.title[0]), "count": length})
    return _checked(session, start, end, zone)


def _checked(session: Planned, start: dt.datetime, end: dt.datetime, zone: dt.tzinfo) -> Step:
    after = replace(session, starts_at=start, ends_at=end)
    return Step(session, after, _refusal(session, after, zone))


def _utc(moment: dt.datetime) -> dt.datetime:
    """Python adds to a local time on its clock, which may go forward or back meanwhile."""
    return moment.astimezone(dt.UTC)


def _refusal(before: Planned, after: Planned, zone: dt.tzinfo) -> str:
    """Why a session may not be moved by minutes to these times."""
    times = [before.starts_at, before.ends_at, after.starts_at, after.ends_at]
    if len({time.astimezone(zone).utcoffset() for time in times}) > 1:
        return gettext("The clocks change during this time. Move the session in its own form.")
    if _days(before, zone) != _days(after, zone):
        return gettext("The session would run past midnight. Move it in its own form.")
    return ""


def _days(session: Planned, zone: dt.tzinfo) -> tuple[dt.date, dt.date]:
    """The days on which it begins and ends; midnight ends the day before."""
    last_moment = _utc(session.ends_at) - dt.timedelta.resolution
    moments = (session.starts_at, last_moment)
    first, last = (moment.astimezone(zone).date() for moment in moments)
    return first, last


def postpone(sessions: Iterable[Planned], days: int, zone: dt.tzinfo) -> list[Step]:
    """All sessions with times this many days later, or earlier, at the same hours.

    Raises PlanError.
    """
    try:
        return [_by_clock(one, zone, zone, days) for one in sessions if one.starts_at]
    except OverflowError as error:
        raise PlanError(gettext("There is no such year.")) from error


def change_zone(sessions: Iterable[Planned], old: dt.tzinfo, new: dt.tzinfo) -> list[Step]:
    """All sessions with times at the same hours on the clocks of another zone."""
    return [_by_clock(one, old, new, 0) for one in sessions if one.starts_at]


def move_days(first: dt.date, last: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """The days of an event that moves; raises PlanError."""
    if not days:
        raise PlanError(gettext("Choose at least one day."))
    if abs(days) > MOST_DAYS:
        raise PlanError(gettext("Choose ten years at most."))
    try:
        return first + days * DAY, last + days * DAY
    except OverflowError as error:
        raise PlanError(gettext("There is no such year.")) from error


def _by_clock(session: Planned, old: dt.tzinfo, new: dt.tzinfo, days: int) -> Step:
    local = [
        time.astimezone(old).replace(tzinfo=None) + days * DAY
        for time in (session.starts_at, session.ends_at)
    ]
    try:
        start, end = (from_local_time(time, new) for time in local)
    except ValidationError as error:
        return Step(session, session, " ".join(error.messages))
    if end <= start:
        end = second_occurrence(end, new)
    after = replace(session, starts_at=start, ends_at=end)
    is_over = end <= start
    return Step(session, after, gettext("The clocks change during this time.") if is_over else "")
