"""Public changes as sentences in the reader's language. Names in them are escaped HTML."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext, ngettext, pgettext

from content.translations import best_text, join_list
from programme.agenda.changes import Change, ChangeGroup, Entry, Line
from programme.agenda.hours import start_in_words
from programme.agenda.markup import isolated
from programme.agenda.sessions import NO_WORDS, Words
from programme.models import Session

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def line_in_words(line: Line, session: Session | None) -> str:
    match line.kind:
        case "time":
            return _new_time(line, session)
        case "room":
            return _new_room(line)
        case "joined" | "rejoined" | "left" | "withdrew":
            return _person(line.kind) % {"person": isolated(line.person)}
        case _:
            return _status(line.kind)


def _person(kind: str) -> str:
    words = {
        "joined": gettext("%(person)s is now taking part"),
        "rejoined": gettext("%(person)s is taking part after all"),
        "left": gettext("%(person)s is no longer taking part"),
        "withdrew": gettext("%(person)s had to withdraw"),
    }
    return words[kind]


def _status(kind: str) -> str:
    words = {
        "new": gettext("Added"),
        "cancelled": gettext("Cancelled"),
        "reinstated": gettext("Back on"),
        "removed": gettext("No longer in the programme"),
    }
    return words[kind]


def _new_time(line: Line, session: Session) -> str:
    clock, former = _clocks(line, session)
    if not line.starts_at:
        return gettext("Time to be announced (was %(clock)s)") % {"clock": former}
    new = _replaced(former, clock) if line.former_starts_at else clock
    return gettext("New time: %(clock)s") % {"clock": new}


def _clocks(line: Line, session: Session, *, names_day: bool = False) -> tuple[str, str]:
    """The new and the former start; a day is named where the other is on another, or if asked."""
    start, former, zone = line.starts_at, line.former_starts_at, session.event.zone
    return (
        start_in_words(session, start, None if names_day else former, zone),
        start_in_words(session, former, start, zone),
    )


def _new_room(line: Line) -> str:
    room, former = (place and isolated(place.name) for place in (line.room, line.former_room))
    if not room:
        return gettext("Room to be announced (was %(former)s)") % {"former": former}
    new = _replaced(former, room) if former else room
    return gettext("New room: %(room)s") % {"room": new}


def _replaced(former: str, new: str) -> str:
    """The former value struck out, an arrow in the direction of the line, and the new one.

    Screen readers are told by words which is which.
    """
    was, now = pgettext("before a former value", "was"), pgettext("before a new value", "now")
    return (
        f'<span class="replaced"><s><span class="visually-hidden">{was} </span>{former}</s>'
        f' <span class="replaced__arrow" aria-hidden="true"></span>'
        f' <span class="visually-hidden">{now} </span><b>{new}</b></span>'
    )


def topic_in_words(topic: str) -> str:
    words = {
        "": pgettext("changes", "All"),
        "cancelled": pgettext("changes", "Cancelled"),
        "moved": pgettext("changes", "Moved"),
        "added": pgettext("changes", "Added or back on"),
        "people": pgettext("changes", "Speakers"),
    }
    return words[topic]


def common_reason(entries: Sequence[Entry]) -> Words:
    """The reason for which several sessions are cancelled, if it is the same for all."""
    changes = [c for e in entries for c in (e.changes if isinstance(e, ChangeGroup) else (e,))]
    cancelled = [change.session for change in changes if "cancelled" in change.kinds]
    reasons = {best_text(session, "cancellation_reason") for session in cancelled}
    are_alike = len(cancelled) == len(changes) > 1 and len(reasons) == 1
    return reasons.pop() if are_alike else NO_WORDS


def group_in_words(group: ChangeGroup) -> str:
    count = len(group.changes)
    match group.kind:
        case "new":
            words = ngettext("%(count)s new session", "%(count)s new sessions", count)
        case "cancelled":
            words = ngettext("%(count)s session cancelled", "%(count)s sessions cancelled", count)
        case "reinstated":
            words = ngettext("%(count)s session back on", "%(count)s sessions back on", count)
        case "removed":
            words = ngettext(
                "%(count)s session no longer in the programme",
                "%(count)s sessions no longer in the programme",
                count,
            )
        case "time":
            return _new_times(group)
        case "room":
            return _new_rooms(group)
        case "joined" | "rejoined" | "left" | "withdrew" if group.person:
            return _of_a_person(group)
        case _:
            words = ngettext("%(count)s session changed", "%(count)s sessions changed", count)
    return words % {"count": count}


def _of_a_person(group: ChangeGroup) -> str:
    """What one person does in all these sessions."""
    count, person = len(group.changes), isolated(group.person)
    match group.kind:
        case "joined":
            words = ngettext(
                "%(person)s is now taking part in %(count)s session",
                "%(person)s is now taking part in %(count)s sessions",
                count,
            )
        case "rejoined":
            words = ngettext(
                "%(person)s is taking part in %(count)s session after all",
                "%(person)s is taking part in %(count)s sessions after all",
                count,
            )
        case "left":
            words = ngettext(
                "%(person)s is no longer taking part in %(count)s session",
                "%(person)s is no longer taking part in %(count)s sessions",
                count,
            )
        case _:
            words = ngettext(
                "%(person)s had to withdraw from %(count)s session",
                "%(person)s had to withdraw from %(count)s sessions",
                count,
            )
    return words % {"person": person, "count": count}


def _new_times(group: ChangeGroup) -> str:
    zone = group.changes[0].session.event.zone
    count, shift = len(group.changes), group.shift(zone)
    if shift is None:
        words = ngettext(
            "%(count)s session has a new time", "%(count)s sessions have a new time", count
        )
        return words % {"count": count}
    if shift > dt.timedelta():
        words = ngettext(
            "%(count)s session starts %(time)s later",
            "%(count)s sessions start %(time)s later",
            count,
        )
    else:
        words = ngettext(
            "%(count)s session starts %(time)s earlier",
            "%(count)s sessions start %(time)s earlier",
            count,
        )
    return words % {"count": count, "time": duration_in_words(abs(shift))}


def duration_in_words(time: dt.timedelta) -> str:
    """In days or hours where they come out even, else in minutes."""
    if time % DAY == dt.timedelta():
        return ngettext("%(count)s day", "%(count)s days", time // DAY) % {"count": time // DAY}
    if time % HOUR == dt.timedelta():
        return ngettext("%(count)s hour", "%(count)s hours", time // HOUR) % {"count": time // HOUR}
    count = time // MINUTE
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def _new_rooms(group: ChangeGroup) -> str:
    count, room, former = len(group.changes), group.room, group.former_room
    names = {"room": room and isolated(room.name), "former": former and isolated(former.name)}
    if former and group.has_no_room:
        words = ngettext(
            "%(count)s session: room to be announced (was %(former)s)",
            "%(count)s sessions: room to be announced (was %(former)s)",
            count,
        )
    elif group.has_no_room:
        words = ngettext(
            "%(count)s session: room to be announced",
            "%(count)s sessions: room to be announced",
            count,
        )
    elif room and former:
        words = ngettext(
            "%(count)s session: new room %(room)s (was %(former)s)",
            "%(count)s sessions: new room %(room)s (was %(former)s)",
            count,
        )
    else:
        words = ngettext(
            "%(count)s session has a new room", "%(count)s sessions have a new room", count
        )
    return words % {"count": count, **names}


def item_in_words(group: ChangeGroup, change: Change) -> str:
    """What the sentence about the group does not say of one of its sessions."""
    [line, *others] = change.lines
    match group.kind:
        case "new" | "reinstated" | "removed":
            return ""
        case _ if group.person:
            return ""
        case "cancelled":
            return isolated(best_text(change.session, "cancellation_reason"))
        case "room" if group.former_room and (group.room or group.has_no_room):
            return ""
        case "time" if line.former_starts_at and line.starts_at:
            clock, former = _clocks(line, change.session, names_day=True)
            return _replaced(former, clock)
        case _:
            return join_list(line_in_words(each, change.session) for each in (line, *others))
