"""The sample session page at different times, with its documents, changes and neighbours."""

import datetime as dt

from content.translations import best_text
from forum.demo.patterns.people import Cast
from forum.demo.patterns.rows import LONG, WIDE, pictured, row
from forum.demo.patterns.sessions import Places, session
from programme.agenda.changes import Change, ChangeGroup, ChangesOfDay, Line, NamedRoom
from programme.agenda.changes_page import ChangesPage, changes_page
from programme.agenda.loading import listed
from programme.agenda.sessions import NOTHING, Former, ListedSession
from programme.models import Contribution, Document, Event, Session
from programme.pages.outline import OutlinedSession
from programme.pages.profile import interventions, parts_by_event
from programme.pages.quotes import ShownQuote
from programme.pages.section import SaidInSession, SectionPlace
from programme.pages.session import Channel, NearbySessions, Surroundings, Visit, visit
from programme.registration import Registration, RegistrationState
from speakers.models import Speaker

HOUR = dt.timedelta(hours=1)


def visits(at: Places) -> dict[str, object]:
    """A session in each phase; the first visit shows every detail a session can have."""
    full = _with_everything(at)
    pictured(at.event, "plan", WIDE)
    starts = full.starts_at
    moved = Former(starts - 19 * HOUR, best_text(at.hall, "name"), starts - HOUR)
    plain = {"hours": (9, 10), "room": at.carthage}
    cancelled = session(at.event, "Called off", status="cancelled", **plain)
    cancelled.cancellation_reason_en = "The speakers are ill."
    untimed = session(at.event, "At no time yet", section=at.commitments, room=at.hall)
    roomless = session(at.event, "In no room yet", hours=(9, 10))
    moments = [
        _visit(full, starts - 3 * HOUR, former=moved),
        _visit(full, starts - HOUR / 6, former=moved),
        _visit(full, starts + HOUR / 2, former=moved),
        _visit(full, starts + 3 * HOUR, documents(at)),
        _visit(full, starts + 3 * HOUR, documents(at)[1:]),
        _visit(full, starts + 3 * HOUR),
        _visit(cancelled, starts - 3 * HOUR),
    ]
    return {
        "visits": moments,
        "visit": moments[0],
        "last_visit": moments[3],
        "registrations": _registrations(starts),
        "section_place": SectionPlace(at.budgets, 2, at.commitments, at.beside),
        "others": [
            *(_visit(one, starts - 3 * HOUR) for one in (*_unusual(at, starts), cancelled)),
            _visit(untimed, starts - 3 * HOUR, former=moved),
            _visit(roomless, starts - 3 * HOUR, former=moved),
        ],
    }


def _unusual(at: Places, closes: dt.datetime) -> list[Session]:
    """At night, online without a link, and in no place yet."""
    night = session(
        at.event,
        "Past midnight",
        hours=(23, 25),
        attendance_mode="online",
        may_be_recorded="no",
        registration_url="https://example.org/register",
        registration_closes_at=closes,
    )
    nowhere = _without_venue(at.event)
    online = session(nowhere, "Online only", hours=(9, 10), attendance_mode="online")
    unplaced = session(nowhere, "Nowhere yet", hours=(9, 10), may_be_recorded="no")
    return [night, online, unplaced]


def _registrations(closes: dt.datetime) -> list[Registration]:
    """One in each state, and one that is open without a link yet."""
    states = [
        Registration(state, "https://example.org/", closes, closes) for state in RegistrationState
    ]
    return [*states, Registration(RegistrationState.OPEN)]


def documents(at: Places) -> list[Document]:
    """A recording at another site and a file."""
    return [
        row(
            Document,
            title_en="What was said",
            kind="recording",
            language="ar",
            url="https://example.org/",
        ),
        row(
            Document,
            title_fr="Les diapositives",
            kind="slides",
            language="fr",
            url="https://example.org/slides.pdf",
            size=2_400_000,
        ),
    ]


def changes(at: Places, now: dt.datetime) -> ChangesPage:
    """Changes of every kind, one after another and many at once; before, two with one reason."""
    here = {"room": at.carthage, "hours": (9, 10)}
    reason = {"status": "cancelled", "cancellation_reason_en": "The speakers are ill."}
    carthage, hall = (
        NamedRoom(room.pk, best_text(room, "name")) for room in (at.carthage, at.hall)
    )
    rooms = {"former_room": hall, "room": carthage}
    times = {"former_starts_at": now, "starts_at": now + HOUR}
    person = {"speaker": 1, "person": ("Amina Tazi", "en")}
    told = [
        (session(at.event, "Brand new", **here), ["new"], {}),
        (session(at.event, "Called off", **here, **reason), ["cancelled"], {}),
        (session(at.event, "After all", **here), ["reinstated"], {}),
        (None, ["removed"], {"title": ("Not any more", "en")}),
        (session(at.event, LONG, **here), ["room", "time"], rooms | times),
        (session(at.event, "With others", **here), ["joined", "left"], person),
        (session(at.event, "Without them", **here), ["withdrew", "rejoined"], person),
    ]
    later = [session(at.event, f"A little later {number}", **here) for number in (1, 2, 3)]
    group = [_change(one, ["time"], now, times) for one in later]
    entries = [_change(one, kinds, now, more) for one, kinds, more in told]
    alike = [session(at.event, f"Called off {number}", **here, **reason) for number in (1, 2)]
    days = [
        ChangesOfDay(now.date(), (*entries, ChangeGroup(tuple(group)))),
        ChangesOfDay(
            now.date() - dt.timedelta(days=1),
            tuple(_change(one, ["cancelled"], now, {}) for one in alike),
        ),
    ]
    return changes_page(days, [])


def _change(of: Session | None, kinds: list[str], now: dt.datetime, more: dict) -> Change:
    key = of.pk if of else 0
    return Change(of, tuple(Line(kind=kind, at=now, session=key, **more) for kind in kinds))


def parts(at: Places, cast: Cast) -> list[Contribution]:
    """Withdrawn from a session, and in a cancelled session, a section and an event."""
    first, _second, third, last = cast.parts
    whole = session(at.event, "Open budgets in practice", hours=(9, 10))
    off = session(at.event, "Called off", status="cancelled", hours=(9, 10))
    targets = [(first, "session", whole), (last, "session", off)]
    targets += [(third, "section", at.commitments), (last, "event", at.event)]
    found = [_part_in(part, name, target) for part, name, target in targets]
    found[0].withdraw()
    return found


def profiles(at: Places, cast: Cast) -> dict[str, object]:
    """The parts of several people as if they were one person's, and as their organization's."""
    found = parts(at, cast)
    rows = {part.session_id: listed(part.session) for part in found if part.session_id}
    found[1].session.summary_en = "Two sentences. Of what came of it."
    quotes = [(found[1].session_id, quote) for quote in _said(found[1].session)["quotes"]]
    papers = [row(Document, title_en="Paper", session=found[1].session, url="https://example.org/")]
    told = OutlinedSession("#", ("Called off", "en"), ("Two sentences. Of what came of it.", "en"))
    return {
        "parts_at_events": parts_by_event(found, rows),
        "said_in_session": SaidInSession(told, (quotes[0][1],)),
        "interventions": interventions(found, documents=papers, quotes=quotes),
    }


def _part_in(part: Contribution, name: str, target: object) -> Contribution:
    words = {"function_en": part.function_en, "organization": part.organization, "role": part.role}
    return row(Contribution, speaker=part.speaker, **words, **{name: target})


def _visit(
    found: Session, now: dt.datetime, left: list[Document] = (), former: Former = NOTHING
) -> Visit:
    return visit(found, now, documents=left, around=_around(found), former=former, **_said(found))


def _said(found: Session) -> dict[str, object]:
    """The channels of its languages, and a quote of somebody."""
    speaker = row(Speaker, name_en="Amina Tazi", name_ar="أمينة التازي")
    words = ("A price that nobody can read is no price.", "en")
    channels = (Channel("ar", "2", ""), Channel("fr", "", "https://example.org/fr"))
    quotes = tuple(ShownQuote(speaker, words, minute) for minute in ("14:20", ""))
    return {"channels": channels, "quotes": quotes}


def _around(found: Session) -> Surroundings:
    """The sessions before, beside and after it, and its forum."""
    if found.starts_at is None:
        return Surroundings()
    before, beside, after = _others(found)
    return Surroundings(
        organizers=(("Impact For Development", "en"),),
        nearby=NearbySessions(before, after, (beside,), (after,)),
        parallel=(beside,),
        in_section=(after,),
    )


def _others(found: Session) -> list[ListedSession]:
    """The sessions before and after it in its room, and one in parallel between them."""
    start = found.event.local_date(found.starts_at)
    first = (start - found.event.first_day).days * 24 + 6
    cancelled = {"status": "cancelled"}
    beside = session(found.event, "Beside it", hours=(0, 24), **cancelled)
    beside.starts_at, beside.ends_at = found.starts_at, found.ends_at
    before = session(found.event, "Just before", hours=(first, first + 1), room=found.room)
    after = session(found.event, "Just after", hours=(first + 14, first + 15), room=found.room)
    return [listed(before), listed(beside), listed(after)]


def _with_everything(at: Places) -> Session:
    return session(
        at.event,
        LONG,
        hours=(9, 10),
        kind="panel",
        attendance_mode="hybrid",
        track=at.data,
        room=at.carthage,
        languages=["en", "fr"],
        interpretation_languages=["ar"],
        has_sign_language=True,
        has_captions=True,
        section=at.commitments,
        stream_url="https://example.org/live",
        is_full=True,
        registration_url="https://example.org/register",
        registration_note_en="Free of charge; bring an identity card.",
        may_be_recorded="yes",
    )


def _without_venue(event: Event) -> Event:
    days = {"first_day": event.first_day, "last_day": event.last_day, "time_zone": event.time_zone}
    return row(Event, name_en=event.name_en, slug=event.slug, **days)
