"""The sessions of the sample event: one in each state that a row can show."""

import datetime as dt
from dataclasses import dataclass, field

from content.translations import best_text
from forum.demo.patterns.people import Cast
from forum.demo.patterns.rows import LONG, PROSE, WIDE, pictured, row
from programme.agenda.loading import listed
from programme.agenda.sessions import NOTHING, Former, ListedSession
from programme.models import (
    Contribution,
    Event,
    InterpretationChannel,
    Room,
    Section,
    Session,
    Track,
)

TOMORROW, LAST_DAY = 24, 72
"""Hours from the first midnight of the event."""


@dataclass(frozen=True)
class Places:
    """The rooms, sections and tracks of the sample event."""

    event: Event
    carthage: Room
    hall: Room
    commitments: Section
    budgets: Section
    beside: Section
    data: Track
    regions: Track
    section_people: dict[int, list[Contribution]] = field(default_factory=dict)

    def listed(
        self,
        title: str,
        parts: list[Contribution] = (),
        *,
        former: Former = NOTHING,
        channels: list[InterpretationChannel] = (),
        has_recording: bool = False,
        **fields,
    ) -> ListedSession:
        """A session as lists show it."""
        row = session(self.event, title, **fields)
        people = self.section_people.get(row.section_id, ())
        beside = {"section_contributions": people, "has_recording": has_recording}
        return listed(row, parts, former=former, channels=channels, **beside)


_WAY = {"directions_en": "On the first floor.\n\nAcross the court.", "accessibility_en": "A lift."}


def places(event: Event, cast: Cast) -> Places:
    carthage, hall = ("Carthage", "Carthage", "قرطاج"), ("Hall", "Salle", "قاعة")
    here = {"event": event}
    commitments = _section(event, "Commitments", 1, objective_en=PROSE)
    return Places(
        event,
        pictured(_room(event, carthage, 1, **_WAY, stream_url="https://x.org/"), "plan", WIDE),
        _room(event, hall, 2, capacity=600, accessibility_en="There is a lift."),
        commitments,
        _section(event, LONG, 2),
        _section(event, "Beside the Others", 3),
        row(Track, name_en="Open Data", colour="#2a6f5e", position=1, **here),
        row(Track, name_en="Regions", name_fr="Régions", name_ar="الجهات", position=2, **here),
        {commitments.pk: cast.parts[2:]},
    )


def session(event: Event, title: str, *, hours=(), **fields) -> Session:
    """A published session; `hours` count from midnight before the first day of the event."""
    midnight = dt.datetime.combine(event.first_day, dt.time(), event.zone)
    for name, hour in zip(("starts_at", "ends_at"), hours, strict=False):
        fields[name] = midnight + dt.timedelta(hours=hour)
    fields = {"status": "published", "title_en": title} | fields
    found = row(Session, event=event, **fields)
    found._prefetched_objects_cache = {"contributions": Contribution.objects.none()}
    return found


def agenda_sessions(at: Places, cast: Cast, now: dt.datetime) -> list[ListedSession]:
    """Four days of sessions: over, live, next, later, moved, untimed; none on the third day."""
    hour = now.astimezone(at.event.zone).hour
    return [
        *_earlier(at, cast, hour),
        *_on_now(at, cast, hour),
        *_to_come(at, hour),
        *_moved(at, hour, now),
        *_tomorrow(at, cast),
        at.listed("Farewell", hours=(LAST_DAY + 9, LAST_DAY + 10), kind="ceremony"),
        at.listed("At no time yet", cast.parts[2:]),
    ]


def untimed_sessions(at: Places, cast: Cast) -> list[ListedSession]:
    """The sessions of an event whose programme has no times yet."""
    section = _section(at.event, "In the Order of the Programme", 4)
    return [
        at.listed("The first of all", cast.parts[:1], section=section),
        at.listed("The second", kind="statement", section=section),
    ]


def _earlier(at: Places, cast: Cast, hour: int) -> list[ListedSession]:
    here = {"section": at.commitments}
    opening = {"kind": "ceremony", "is_plenary": True, **here}
    return [
        at.listed("The exhibition", hours=(0, 24), kind="other", room=at.hall),
        at.listed("Opening", cast.parts[:1], hours=(hour - 2, hour - 1), **opening),
        at.listed("Over", room=at.carthage, hours=(hour - 1, hour), has_recording=True, **here),
    ]


def _on_now(at: Places, cast: Cast, hour: int) -> list[ListedSession]:
    """Seven parallel sessions, to fill a slot."""
    here = {"hours": (hour, hour + 1), "section": at.commitments}
    heard = {"languages": ["en", "fr"], "interpretation_languages": ["ar"]}
    channels = [InterpretationChannel(language="ar", number="2")]
    access = {"has_sign_language": True, "has_captions": True, "attendance_mode": "hybrid"}
    from_hall = Former(room=best_text(at.hall, "name"))
    reason = "The speakers are ill."
    return [
        at.listed(
            "Open budgets in practice",
            cast.parts[:1],
            room=at.carthage,
            track=at.data,
            channels=channels,
            **heard,
            **access,
            **here,
        ),
        at.listed(
            LONG,
            cast.parts,
            kind="panel",
            attendance_mode="online",
            track=at.regions,
            **here,
        ),
        at.listed("Coffee", hours=(hour, hour + 1), kind="break", room=at.hall),
        at.listed("Called off", status="cancelled", cancellation_reason_en=reason, **here),
        at.listed("Full", room=at.carthage, is_full=True, former=from_hall, **here),
        at.listed("Speakers to come", kind="workshop", room=at.hall, **here),
        at.listed("", cast.parts[2:3], title_ar="الميزانية المفتوحة", **here),
        at.listed("", cast.parts[1:2], title_fr="Budgets ouverts", **here),
    ]


def _to_come(at: Places, hour: int) -> list[ListedSession]:
    here = {"section": at.budgets}
    long, late = (hour + 2, hour + 5), (hour + 2.5, hour + 3.5)
    return [
        at.listed("Lunch", hours=(hour + 1, hour + 2), kind="break"),
        at.listed("Three hours", hours=long, room=at.hall, kind="workshop", **here),
        at.listed("At the half hour", hours=late, room=at.carthage, track=at.data, **here),
        at.listed("Past midnight", hours=(23, 25), kind="social"),
    ]


def _moved(at: Places, hour: int, now: dt.datetime) -> list[ListedSession]:
    """Moved to a later hour, to the next day, and to a time not yet known."""
    midnight = dt.datetime.combine(at.event.first_day, dt.time(), at.event.zone)
    from_hall = Former(room=best_text(at.hall, "name"))
    former = Former(starts_at=midnight + dt.timedelta(hours=hour + 1), moved_at=now)
    here = {"section": at.budgets, "room": at.carthage, "former": former}
    return [
        at.listed("Later today", hours=(hour + 2, hour + 3), **here),
        at.listed("Tomorrow instead", hours=(TOMORROW + 11, TOMORROW + 12), **here),
        at.listed("Some other time", **here),
        at.listed("Some other room", hours=(hour + 2, hour + 3), former=from_hall),
    ]


def _tomorrow(at: Places, cast: Cast) -> list[ListedSession]:
    hours = (TOMORROW + 10, TOMORROW + 11)
    return [
        at.listed("The other side", cast.parts[3:], hours=hours, section=at.beside),
        at.listed("Budgets again", hours=hours, section=at.budgets, room=at.carthage),
    ]


def _section(event: Event, title: str, position: int, **fields) -> Section:
    return row(Section, event=event, title_en=title, position=position, **fields)


def _room(event: Event, names: tuple[str, str, str], position: int, **fields) -> Room:
    named = dict(zip(("name_en", "name_fr", "name_ar"), names, strict=True))
    return row(Room, event=event, position=position, slug=names[0].lower(), **named, **fields)
