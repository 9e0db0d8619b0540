"""The page of a session as it is at different times, and what leads from it elsewhere."""

import datetime as dt

from forum.patterns.people import Cast
from forum.patterns.rows import LONG, row
from forum.patterns.sessions import Places, session
from programme import session_page
from programme.changes import Change, changes_of
from programme.models import Contribution, Document, Event, Session

HOUR = dt.timedelta(hours=1)


def visits(at: Places) -> dict[str, object]:
    """Sessions at each moment; the first of them says all that a session can say of itself."""
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
    night = session(at.event, "Past midnight", hours=(23, 25), format="online")
    unplaced = session(_without_venue(at.event), "Nowhere yet", hours=(9, 10))
    untimed = session(at.event, "At no time yet", section=at.commitments)
    return {
        "visits": moments,
        "visit": moments[0],
        "last_visit": moments[3],
        "others": [_visit(one, starts - 3 * HOUR) for one in (night, unplaced, untimed)],
    }


def documents(at: Places) -> list[Document]:
    """What is left of a session: of each kind of thing, an address and a file."""
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
    """One of each kind that readers are told of."""
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
    """A part in a session, in one that is cancelled, in a section and in an event."""
    first, _second, third, last = cast.parts
    whole = session(at.event, "Open budgets in practice", hours=(9, 10))
    off = session(at.event, "Called off", status="cancelled", hours=(9, 10))
    targets = [(first, "session", whole), (last, "session", off)]
    targets += [(third, "section", at.commitments), (last, "event", at.event)]
    return [_part_in(part, name, target) for part, name, target in targets]


def _part_in(part: Contribution, name: str, target: object) -> Contribution:
    words = {"function_en": part.function_en, "organization": part.organization, "role": part.role}
    return row(Contribution, speaker=part.speaker, **words, **{name: target})


def _visit(found: Session, now: dt.datetime, left: list[Document] = ()) -> session_page.Visit:
    others = _others(found) if found.starts_at else []
    return session_page.visit(found, now, documents=left, others=others)


def _others(found: Session) -> list[Session]:
    """What comes before and after it in its room, and what is on beside it."""
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
        format="hybrid",
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
