"""Samples of the first page of a forum, before it and afterwards, and of the line of forums."""

import datetime as dt
from collections.abc import Sequence

from forum.demo.patterns.people import Cast, with_photo
from forum.demo.patterns.rows import LONG, PROSE, WIDE, pictured, row
from programme.agenda.sessions import NO_WORDS, ListedPerson, ListedSection, ListedSession
from programme.agenda.untimed import UntimedProgramme, untimed_programme
from programme.models import Document, Event, Session
from programme.pages.event import event_state
from programme.pages.event_loading import EventData, EventPage, EventPeople
from programme.pages.figures import Counts, figures_ahead, figures_of_record, short_figures
from programme.pages.outline import Outline, OutlinedSection, OutlinedSession, OutlinedTheme
from programme.pages.person_loading import entries_of
from programme.pages.quotes import ShownQuote
from programme.pages.timeline import Stop
from programme.registration import Registration, RegistrationState
from speakers.faces import Face

DAY = dt.date(2026, 10, 30)
COUNTS = Counts(days=3, sections=4, sessions=1284, speakers=131, organizations=64, languages=4)
SUMMARY = ("Figures read aloud reach people whom no portal reaches. Three towns begin.", "en")
WORDS = ("Participatory budgets, seen from the village", "en")


def samples(
    event: Event,
    others: Sequence[Event],
    cast: Cast,
    documents: Sequence[Document],
    now: dt.datetime,
) -> dict[str, object]:
    return {
        "registrations": _registrations(now),
        "ahead": _page(cast),
        "record": _page(cast, quotes=_quotes(event), documents=documents),
        "stops": _stops([event, *others], now),
        "without_times": _untimed(),
        "themes": [OutlinedTheme("#", ("Open Data", "en")), OutlinedTheme("#", ("الجهات", "ar"))],
        "places_to_go": _places_to_go(),
        "wordy": row(Event, introduction_en=" ".join([PROSE] * 3), first_day=DAY),
    }


def _registrations(now: dt.datetime) -> list[Registration]:
    """In every state; open with a day on which it closes, and without."""
    day = dt.timedelta(days=1)
    link = "https://example.org/register"
    return [
        Registration(RegistrationState.OPEN, link, closes_at=now),
        Registration(RegistrationState.OPEN, link),
        Registration(RegistrationState.OPENS_LATER, link, opens_at=now + day),
        Registration(RegistrationState.CLOSED, link),
        Registration(RegistrationState.FULL, link),
    ]


def _page(
    cast: Cast, *, quotes: Sequence[ShownQuote] = (), documents: Sequence[Document] = ()
) -> EventPage:
    is_over = bool(quotes)
    told = OutlinedSession("#", WORDS, SUMMARY if is_over else NO_WORDS)
    quiet = OutlinedSession("#", (LONG, "en"))
    people = entries_of(cast.parts)
    sections = (
        OutlinedSection("#", ("Commitments", "en"), (told, quiet) if is_over else (), count=5),
        OutlinedSection("#", ("التوجهات الدولية", "ar"), count=1),
    )
    return EventPage(
        counts=COUNTS,
        figures=figures_of_record(COUNTS) if is_over else figures_ahead(COUNTS),
        outline=Outline(sections, told=(told,) if is_over else ()),
        people=EventPeople(people, people[:1]),
        documents=list(documents),
        quotes=list(quotes),
        data=EventData([], []),
    )


def _places_to_go() -> list[Event]:
    """With a plan of a place with and without a name, and without a plan."""
    words = {"directions_en": PROSE, "address_en": "1 Avenue of the Region", "first_day": DAY}
    palace = row(Event, venue_name_en="Palace", map_url="https://example.org/map", **words)
    unnamed = row(Event, **words)
    return [pictured(palace, "plan", WIDE), pictured(unnamed, "plan", WIDE), row(Event, **words)]


def _quotes(event: Event) -> list[ShownQuote]:
    session = row(Session, event=event, slug="quoted", title_en=WORDS[0])
    return [ShownQuote(with_photo(), ("A promise is a date.", "en"), "", session)]


def _stops(events: Sequence[Event], now: dt.datetime) -> list[Stop]:
    """With faces and numbers, with numbers, and with neither."""
    faces = [with_photo().face, Face(2, "ل"), Face(3)]
    figures = short_figures(COUNTS)
    rest = [(figures, []), *(([], []) for _event in events[2:])]
    return [
        Stop(event, event_state(event, now), numbers, shown)
        for event, (numbers, shown) in zip(events, [(figures, faces), *rest], strict=True)
    ]


def _untimed() -> UntimedProgramme:
    speaker = ListedPerson(
        honorific=("Ms.", "en"),
        name=("Fatima El Hassani", "en"),
        role="",
        function=("President", "en"),
        organization=("Regional Council", "en"),
        path="#",
        face=with_photo().face,
    )
    section = ListedSection(1, "untimed", 1, ("Commitments", "en"), ("Openness.", "en"), (speaker,))
    sessions = [
        ListedSession(pk=1, slug="a", title=WORDS, section=section, people=(speaker,) * 2),
        ListedSession(pk=2, slug="b", title=(LONG, "en"), section=section, status="cancelled"),
        ListedSession(pk=3, slug="c", title=WORDS, languages=("ar",), has_recording=True),
    ]
    return untimed_programme(sessions, among=sessions, people=[speaker])
