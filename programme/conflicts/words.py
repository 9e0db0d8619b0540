"""Conflicts as sentences in the reader's language, in the zone of their event.

A sentence says who or what, in which sessions, and when. `in_words()` is plain text; `as_html()`
links each session to its form in the admin. Both take the primary key of the session in whose form
they stand, which they call “This session”.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from content.bidi import isolate_foreign
from content.dates import date_format
from content.translations import reading_language
from programme.agenda.hours import hour_range, time_element
from programme.agenda.markup import isolated
from programme.agenda.sessions import Words
from programme.conflicts.values import Conflict, ConflictKind, Planned, Severity

KIND_LABELS: Mapping[ConflictKind, Promise] = {
    ConflictKind.PERSON_TWICE: _("Person twice at once"),
    ConflictKind.ROOM_TWICE: _("Room taken twice"),
    ConflictKind.OUTSIDE_DAYS: _("Outside the event's days"),
    ConflictKind.ROOM_TOO_SMALL: _("Room too small"),
    ConflictKind.NO_BREAK: _("No break for four hours"),
    ConflictKind.TURNOVER: _("Turnover under ten minutes"),
    ConflictKind.NO_PEOPLE: _("No people"),
    ConflictKind.NO_ROOM: _("No room"),
    ConflictKind.NO_LANGUAGE: _("No language"),
    ConflictKind.SAME_THEME: _("Same theme at once"),
}
SEVERITY_LABELS: Mapping[Severity, Promise] = {
    Severity.CLASH: _("Conflict"),
    Severity.WARNING: _("Warning"),
    Severity.HINT: _("Hint"),
}


def in_words(conflict: Conflict, zone: dt.tzinfo, *, here: int | None = None) -> str:
    return _sentence(conflict, _PLAIN, zone, here)


def as_html(conflict: Conflict, zone: dt.tzinfo, *, here: int | None = None) -> SafeString:
    return SafeString(_sentence(conflict, _HTML, zone, here))


@dataclass(frozen=True, slots=True)
class _Style:
    """How names, titles and hours are written."""

    name: Callable[[Words], str]
    title: Callable[[Planned], str]
    clock: Callable[[dt.datetime], str]
    hours: Callable[[dt.datetime, dt.datetime], str]


def _plain_name(words: Words) -> str:
    return isolate_foreign(*words, among=reading_language())


def _plain_title(session: Planned) -> str:
    return pgettext("a title in a sentence", "“%(title)s”") % {"title": _plain_name(session.title)}


def _linked_title(session: Planned) -> str:
    title = SafeString(isolated(session.title))
    if session.pk is None:
        return title
    address = reverse("admin:programme_session_change", args=[session.pk])
    return format_html('<a href="{}">{}</a>', address, title)


_PLAIN = _Style(
    _plain_name,
    _plain_title,
    "{:%H:%M}".format,
    "{:%H:%M}–{:%H:%M}".format,
)
_HTML = _Style(isolated, _linked_title, time_element, hour_range)


def _sentence(conflict: Conflict, style: _Style, zone: dt.tzinfo, here: int | None) -> str:
    if here in conflict.keys and (other := conflict.others(here)):
        beside = _beside(conflict, other[0], style, zone)
        if beside:
            return beside
    return _template(conflict) % _parts(conflict, style, zone, here)


def _beside(conflict: Conflict, other: Planned, style: _Style, zone: dt.tzinfo) -> str:
    """From the view of one of two sessions: what the other one takes, and until when."""
    words = {
        ConflictKind.PERSON_TWICE: gettext("%(person)s is in %(other)s, %(when)s."),
        ConflictKind.ROOM_TWICE: gettext("%(room)s is taken by %(other)s, %(when)s."),
    }
    if conflict.kind not in words:
        return ""
    is_about_person = conflict.kind == ConflictKind.PERSON_TWICE
    return words[conflict.kind] % {
        "person": conflict.person and style.name(conflict.person.name),
        "room": conflict.room and style.name(conflict.room.name),
        "other": _with_room(other, style) if is_about_person else style.title(other),
        "when": _when(other.starts_at, other.ends_at, style, zone),
    }


def _template(conflict: Conflict) -> str:
    match conflict.kind:
        case ConflictKind.PERSON_TWICE:
            return gettext(
                "%(person)s is in two sessions at once, %(when)s: %(first)s and %(last)s."
            )
        case ConflictKind.ROOM_TWICE:
            return gettext("%(room)s is taken twice, %(when)s: %(first)s and %(last)s.")
        case ConflictKind.NO_BREAK if len(conflict.sessions) > 1:
            return gettext("There is no break from %(first)s to %(last)s, %(when)s.")
        case ConflictKind.TURNOVER:
            return _turnover(conflict)
        case ConflictKind.SAME_THEME:
            return gettext("%(theme)s is the theme of both %(first)s and %(last)s, %(when)s.")
        case _:
            return _about_one(conflict)


def _about_one(conflict: Conflict) -> str:
    """The sentence about a single session."""
    match conflict.kind:
        case ConflictKind.OUTSIDE_DAYS:
            return gettext("%(first)s is outside the days of the event, %(when)s.")
        case ConflictKind.NO_BREAK:
            return gettext("%(first)s has no break in four hours, %(when)s.")
        case ConflictKind.ROOM_TOO_SMALL:
            return _too_small(conflict)
        case ConflictKind.NO_PEOPLE:
            return gettext("%(first)s has no people yet.")
        case ConflictKind.NO_ROOM:
            return gettext("%(first)s has no room.")
        case _:
            return gettext("%(first)s has no spoken language.")


def _too_small(conflict: Conflict) -> str:
    if not conflict.sessions[0].is_plenary:
        return gettext("%(first)s has more people than %(room)s has seats.")
    return ngettext(
        "%(first)s is for all participants, but %(room)s has only %(count)s seat.",
        "%(first)s is for all participants, but %(room)s has only %(count)s seats.",
        conflict.room.capacity,
    )


def _turnover(conflict: Conflict) -> str:
    count = _minutes(conflict)
    if conflict.person:
        return ngettext(
            "%(person)s has %(count)s minute to get from %(first)s to %(last)s, %(when)s.",
            "%(person)s has %(count)s minutes to get from %(first)s to %(last)s, %(when)s.",
            count,
        )
    return ngettext(
        "%(room)s has %(count)s minute to be made ready, %(when)s: from %(first)s to %(last)s.",
        "%(room)s has %(count)s minutes to be made ready, %(when)s: from %(first)s to %(last)s.",
        count,
    )


def _minutes(conflict: Conflict) -> int:
    return (conflict.ends_at - conflict.starts_at) // dt.timedelta(minutes=1)


def _parts(
    conflict: Conflict, style: _Style, zone: dt.tzinfo, here: int | None
) -> dict[str, object]:
    """What the sentence's placeholders become; a sentence uses some of them."""
    one, other = conflict.sessions[0], conflict.sessions[-1]
    name = _with_room if conflict.person else (lambda session, style: style.title(session))
    is_here = here is not None and conflict.keys == (here,)
    room, person, track = conflict.room, conflict.person, one.track
    return {
        "first": gettext("This session") if is_here else name(one, style),
        "last": name(other, style),
        "person": person and style.name(person.name),
        "room": room and style.name(room.name),
        "theme": track and style.name(track.name),
        "count": _minutes(conflict) if conflict.kind == ConflictKind.TURNOVER else _seats(conflict),
        "when": _when(conflict.starts_at, conflict.ends_at, style, zone),
    }


def _seats(conflict: Conflict) -> int | None:
    return conflict.room and conflict.room.capacity


def _with_room(session: Planned, style: _Style) -> str:
    if not session.room:
        return style.title(session)
    words = pgettext("a session and its room", "%(session)s (%(room)s)")
    return words % {"session": style.title(session), "room": style.name(session.room.name)}


def _when(
    start: dt.datetime | None, end: dt.datetime | None, style: _Style, zone: dt.tzinfo
) -> str:
    """`Tue 4 May, 09:45–10:00`, or one hour where there is no time between the two."""
    if start is None:
        return ""
    local, until = start.astimezone(zone), end.astimezone(zone)
    hours = style.clock(local) if start == end else style.hours(local, until)
    words = pgettext("a day and an hour", "%(day)s, %(clock)s")
    return words % {"day": date_format(local, "D j N"), "clock": hours}
