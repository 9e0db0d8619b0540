"""The e-mail to one person about their sessions, in the language of that person."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from content.bidi import isolate
from content.translations import best_text, best_translation, join_list
from forum.mailings.matters import Matter, Touched
from forum.mailings.people import Person
from forum.mailings.touched import room_name
from forum.models import Identity
from programme import zones
from programme.agenda.days import takes_whole_days
from programme.agenda.hours import day_in_words, whole_days
from programme.models import Event, Session

Notes = Mapping[str, str]
"""What staff add, by language."""


@dataclass(frozen=True, slots=True)
class PersonalMail:
    """What leaves for one person."""

    person: Person
    language: str
    subject: str
    body: str


def write(person: Person, notes: Notes, *, tells_changes: bool, identity: Identity) -> PersonalMail:
    """Without `tells_changes` it says when and where the sessions are, and of no change."""
    language = person.language
    with override(language):
        subject = _subject(person.touched, tells_changes=tells_changes)
        paragraphs = [
            gettext("Hello %(name)s,") % {"name": isolate(_name(person))},
            _introduction(person.touched, tells_changes=tells_changes),
            _note(notes, language),
            *_sessions(person.touched, tells_changes=tells_changes),
            gettext("If you have a question, reply to this e-mail."),
            identity.signature,
            settings.SITE_URL,
        ]
    return PersonalMail(person, language, subject, "\n\n".join(filter(None, paragraphs)))


def _name(person: Person) -> str:
    names = (best_text(person.speaker, field)[0] for field in ("honorific", "name"))
    return " ".join(filter(None, names))


def _note(notes: Notes, language: str) -> str:
    """In another language where staff wrote none in this one."""
    return best_translation([notes.get(code, "") for code in _codes()], language)[0]


def _codes() -> list[str]:
    return list(settings.MODELTRANSLATION_LANGUAGES)


def _subject(touched: Sequence[Touched], *, tells_changes: bool) -> str:
    events = {"event": _event_names(touched)}
    if not tells_changes:
        words = ngettext("Your session at %(event)s", "Your sessions at %(event)s", len(touched))
        return words % events
    if len(touched) == 1 and touched[0].matters == [Matter.CANCELLED]:
        return gettext("Cancelled: %(title)s") % {"title": _title(touched[0])}
    words = ngettext(
        "Your session at %(event)s has changed",
        "Your sessions at %(event)s have changed",
        len(touched),
    )
    return words % events


def _introduction(touched: Sequence[Touched], *, tells_changes: bool) -> str:
    events = {"event": _event_names(touched)}
    if tells_changes:
        return gettext("There is a change in the programme of %(event)s.") % events
    return gettext("These are the current details in the programme of %(event)s.") % events


def _event_names(touched: Iterable[Touched]) -> str:
    events = dict.fromkeys(one.event for one in touched)
    return join_list(isolate(best_text(event, "name")[0]) for event in events)


def _sessions(touched: Sequence[Touched], *, tells_changes: bool) -> Iterator[str]:
    for event, own in groupby(touched, key=lambda one: one.event):
        shown = list(own)
        for one in shown:
            yield "\n".join(_session(one, tells_changes=tells_changes))
        yield "\n".join(filter(None, [_zone(event, shown), _programme(event)]))


def _session(one: Touched, *, tells_changes: bool) -> Iterator[str]:
    matters = one.matters if tells_changes else []
    yield _title(one)
    yield from _status(one, matters)
    if Matter.REMOVED in matters:
        return
    yield _time(one, matters)
    if room := _room(one, matters):
        yield room
    yield from _links(one)


def _title(one: Touched) -> str:
    return isolate(best_text(one.session, "title")[0])


def _status(one: Touched, matters: Sequence[Matter]) -> Iterator[str]:
    if Matter.REMOVED in matters:
        yield gettext("No longer in the programme")
    elif one.now.is_cancelled:
        yield gettext("Cancelled")
        if reason := best_text(one.now, "cancellation_reason")[0]:
            yield isolate(reason)
    elif Matter.REINSTATED in matters:
        yield gettext("Going ahead after all")
    elif Matter.NEW in matters:
        yield gettext("Now in the programme")


def _time(one: Touched, matters: Sequence[Matter]) -> str:
    now = _when(one.now, one.event.zone)
    if Matter.TIME not in matters:
        return gettext("Time: %(time)s") % {"time": now}
    former = one.then.starts_at and _when(one.then, one.event.zone, beside=one.now)
    if not former:
        return gettext("New time: %(clock)s") % {"clock": now}
    return gettext("New time: %(clock)s (was %(former)s)") % {"clock": now, "former": former}


def _when(session: Session, zone: dt.tzinfo, *, beside: Session | None = None) -> str:
    """`Tuesday 4 May, 10:15–11:00`; the day is left out where `beside` is on the same one."""
    if not session.starts_at:
        return gettext("to be announced")
    start, end = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
    day = day_in_words(start.date())
    if takes_whole_days(session, zone):
        return join_list([day, whole_days(session, zone)])
    other = beside and beside.starts_at and beside.starts_at.astimezone(zone).date()
    clock = f"{start:%H:%M}–{end:%H:%M}"
    return clock if other == start.date() else join_list([day, clock])


def _room(one: Touched, matters: Sequence[Matter]) -> str:
    keys = (one.now.room_id, one.then.room_id)
    room, former = (isolate(room_name(one.rooms, key)) for key in keys)
    if Matter.ROOM not in matters:
        return gettext("Room: %(room)s") % {"room": room} if room else ""
    if not room:
        return gettext("Room to be announced (was %(former)s)") % {"former": former}
    if not former:
        return gettext("New room: %(room)s") % {"room": room}
    return gettext("New room: %(room)s (was %(former)s)") % {"room": room, "former": former}


def _links(one: Touched) -> Iterator[str]:
    """Of what readers see; a session without a time has no calendar."""
    if not (one.is_public and one.event.is_public):
        return
    yield settings.SITE_URL + one.now.get_absolute_url()
    if one.now.starts_at:
        args = [one.event.slug, one.now.slug]
        address = settings.SITE_URL + reverse("session-calendar", args=args)
        yield gettext("Calendar: %(address)s") % {"address": address}


def _zone(event: Event, touched: Sequence[Touched]) -> str:
    sessions = [one.now for one in touched if one.now and one.now.starts_at]
    moments = [session.starts_at.astimezone(event.zone) for session in sessions]
    if not moments:
        return ""
    words = {"zone": zones.in_words_with_changes(moments)}
    return gettext("Times are in the time zone of the event: %(zone)s.") % words


def _programme(event: Event) -> str:
    if not event.is_public:
        return ""
    address = settings.SITE_URL + event.get_agenda_url()
    return gettext("Programme: %(address)s") % {"address": address}
