"""The sample session page at different times, with its documents, changes and neighbours."""

import datetime as dt

from forum.demo.patterns.people import Cast
from forum.demo.patterns.rows import LONG, row
from forum.demo.patterns.sessions import Places, session
from programme.agenda.changes import Change, changes_of
from programme.models import Contribution, Document, Event, Session
from programme.pages.session import Visit, visit

HOUR = dt.timedelta(hours=1)


def visits(at: Places) -> dict[str, object]:
    """A session in each phase; the first visit shows every detail a session can have."""
    full = _with_everything(at)
    starts = full.starts_at
    plain = {"hours": (9, 10), "room": at.carthage}
    cancelled = session(at.event, "Called off", status="cancelled", **plain)
    cancelled.cancellation_reason_en = "The speakers are ill."
    moments = [
        _visit(full, starts - 3 * HOUR),
        _visit(full, starts - HOUR / 6),
        _visit(full, starts + HOUR / 2),
        _visit(full, starts + 3 * HOUR, documents(at)),
        _visit(full, starts + 3 * HOUR, documents(at)[1:]),
        _visit(full, starts + 3 * HOUR),
        _visit(cancelled, starts - 3 * HOUR),
    ]
    night = session(at.event, "Past midnight", hours=(23, 25), attendance_mode="online")
    unplaced = session(_without_venue(at.event), "Nowhere yet", hours=(9, 10))
    untimed = session(at.event, "At no time yet", section=at.commitments)
    return {
        "visits": moments,
        "visit": moments[0],
        "last_visit": moments[3],
        "others": [_visit(one, starts - 3 * HOUR) for one in (night, unplaced, untimed)],
    }


def documents(at: Places) -> list[Document]:
    """A recording at another site and a file."""
    return [
        row(Document, title_en="What was said", kind="recording", url="https://example.org/"),
        row(
            Document,
            title_fr="Les diapositives",
            kind="slides",
            language="fr",
            url="https://example.org/slides.pdf",
            size=2_400_000,
        ),
    ]


def changes(at: Places, now: dt.datetime) -> list[Change]:
    """One change of each kind."""
    published = {"former_status": "draft", "hours": (9, 10), "room": at.carthage}
    ago = {days: now - dt.timedelta(days=days) for days in (1, 2, 3, 30)}
    called_off = {"status": "cancelled", "cancellation_reason_en": "The speakers are ill."}
    moved = {"former_starts_at": now + HOUR, "former_room": at.hall, "moved_at": ago[3]}
    return changes_of(
        [
            session(at.event, "As it was", status_at=ago[30], **published),
            session(at.event, "Brand new", status_at=now, **published),
            session(at.event, "Called off", status_at=ago[1], hours=(9, 10), **called_off),
            session(at.event, "After all", status_at=ago[2], former_status="cancelled"),
            session(at.event, LONG, hours=(12, 13), room=at.carthage, **moved),
        ]
    )


def parts(at: Places, cast: Cast) -> list[Contribution]:
    """Contributions to a session, a cancelled session, a section and an event."""
    first, _second, third, last = cast.parts
    whole = session(at.event, "Open budgets in practice", hours=(9, 10))
    off = session(at.event, "Called off", status="cancelled", hours=(9, 10))
    targets = [(first, "session", whole), (last, "session", off)]
    targets += [(third, "section", at.commitments), (last, "event", at.event)]
    return [_part_in(part, name, target) for part, name, target in targets]


def _part_in(part: Contribution, name: str, target: object) -> Contribution:
    words = {"function_en": part.function_en, "organization": part.organization, "role": part.role}
    return row(Contribution, speaker=part.speaker, **words, **{name: target})


def _visit(found: Session, now: dt.datetime, left: list[Document] = ()) -> Visit:
    others = _others(found) if found.starts_at else []
    return visit(found, now, documents=left, others=others)


def _others(found: Session) -> list[Session]:
    """The sessions before and after it in its room, and one in parallel."""
    start = found.event.local_date(found.starts_at)
    first = (start - found.event.first_day).days * 24 + 6
    cancelled = {"status": "cancelled"}
    beside = session(found.event, "Beside it", hours=(0, 24), **cancelled)
    beside.starts_at, beside.ends_at = found.starts_at, found.ends_at
    return [
        session(found.event, "Just before", hours=(first, first + 1), room=found.room),
        beside,
        session(found.event, "Just after", hours=(first + 14, first + 15), room=found.room),
    ]


def _with_everything(at: Places) -> Session:
    midnight = dt.datetime.combine(at.event.first_day, dt.time(), at.event.zone)
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
        stream_url="https://example.org/live",
        is_full=True,
        former_room=at.hall,
        former_starts_at=midnight - 10 * HOUR,
    )


def _without_venue(event: Event) -> Event:
    days = {"first_day": event.first_day, "last_day": event.last_day, "time_zone": event.time_zone}
    return row(Event, name_en=event.name_en, slug=event.slug, **days)
