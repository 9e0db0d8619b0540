"""Days and hours in words and as HTML, in the zone of their event. Pure: no query, no request.

Words about a day are in the reader's language, and as they are in the middle of a line; where they
begin one, as in a heading, the caller gives them a capital.
"""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from content.dates import date_format
from programme import zones
from programme.agenda.days import first_and_last_date, takes_whole_days
from programme.agenda.sessions import Timed


def day_in_words(day: dt.date) -> str:
    """`Tuesday 4 May`."""
    return date_format(day, "l j F")


def time_element(local: dt.datetime) -> SafeString:
    """`<time>` with the hour of a local time, written alike in a line of either direction."""
    moment = local.isoformat(timespec="minutes")
    return SafeString(f'<time datetime="{moment}" dir="ltr">{local:%H:%M}</time>')


def hour_range(start: dt.datetime, end: dt.datetime) -> SafeString:
    """From one local time to another: `09:30–10:15`."""
    return format_html(
        '<span class="hours__range">{}–{}</span>', time_element(start), time_element(end)
    )


def in_other_zone(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo | None) -> SafeString:
    """The same hours in another zone, with the day where it is another one there."""
    if zone is None:
        return SafeString("")
    there, until = start.astimezone(zone), end.astimezone(zone)
    day = "" if there.date() == start.date() else date_format(there, "l")
    words = gettext("({city}: {day} {hours})") if day else gettext("({city}: {hours})")
    city = format_html("<bdi>{}</bdi>", zones.city(str(zone)))
    text = format_html(words, city=city, day=day, hours=hour_range(there, until))
    return format_html(' <span class="hours__other">{}</span>', text)


def hours_in_words(session: Timed, zone: dt.tzinfo, other: dt.tzinfo | None = None) -> SafeString:
    """`23:00–04:30 (ends Sunday 28 March) (Lagos: 23:00–04:30)`: a day beside its own clock."""
    if takes_whole_days(session, zone):
        return SafeString(whole_days(session, zone))
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    day = end_day(session, zone)
    ends = " " + gettext("(ends %(day)s)") % {"day": day_in_words(day)} if day else ""
    return format_html("{}{}{}", hour_range(start, end), ends, in_other_zone(start, end, other))


def continued_in_words(session: Timed, day: dt.date, zone: dt.tzinfo) -> str:
    """`Continued from Tuesday, ends 12:30`, on a day after the one on which it began."""
    first, last = first_and_last_date(session, zone)
    words = {"first": date_format(first, "l")}
    if takes_whole_days(session, zone):
        if day == last:
            return gettext("Continued from %(first)s") % words
        words["end"] = day_in_words(last)
    else:
        end = session.ends_at.astimezone(zone)
        words["end"] = time_element(end) if day == last else day_in_words(last)
    return gettext("Continued from %(first)s, ends %(end)s") % words


def whole_days(session: Timed, zone: dt.tzinfo) -> str:
    """`All day`, with the last day where there are several."""
    first, last = _date(session.starts_at, zone), _date(session.ends_at, zone)
    last -= dt.timedelta(days=1)
    if last == first:
        return gettext("All day")
    return gettext("All day, until %(day)s") % {"day": day_in_words(last)}


def end_day(session: Timed, zone: dt.tzinfo) -> dt.date | None:
    """The day on which a session ends, where it crosses midnight."""
    end = _date(session.ends_at, zone)
    crosses = end != _date(session.starts_at, zone) and not takes_whole_days(session, zone)
    return end if crosses else None


def start_in_words(
    session: Timed, moment: dt.datetime | None, other: dt.datetime | None, zone: dt.tzinfo
) -> SafeString:
    """A start of the session, new or former: its hour, with the day where `other` has another.

    For a session that takes whole days it is the day alone; without a moment it says so.
    """
    if moment is None:
        return SafeString(gettext("a time to be announced"))
    day, clock = _date(moment, zone), time_element(moment.astimezone(zone))
    words = day_in_words(day)
    if takes_whole_days(session, zone):
        return SafeString(words)
    if other and day == _date(other, zone):
        return clock
    both = pgettext("a day and an hour", "%(day)s, %(clock)s")
    return format_html(both.replace("%(day)s", "{}").replace("%(clock)s", "{}"), words, clock)


def _date(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    return moment.astimezone(zone).date()
