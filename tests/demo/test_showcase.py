"""The showcase: the requested numbers, every state of a session, the same each time."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from forum.demo import showcase
from forum.demo.showcase_sessions import FIXED_SESSIONS, Plan
from forum.models import FormerAddress
from programme.models import Contribution, Event, Quote, Session
from speakers.models import Organization, Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def content() -> list[tuple]:
    """Everything a reader could tell apart, without primary keys."""
    parts = Contribution.objects.order_by("session__position", "position", "speaker__slug")
    return [
        *Session.objects.order_by("position").values_list(
            "slug", "guid", "starts_at", "status", "changed_at"
        ),
        *parts.values_list("session__slug", "speaker__slug", "role"),
    ]


@pytest.mark.once
def test_the_showcase_has_the_requested_numbers_and_every_state_of_a_session():
    showcase.load(sessions=300, speakers=200)

    event = Event.objects.get(slug="showcase", acronym="showcase")
    sessions = list(event.sessions.prefetch_related("contributions"))
    starts = Counter(s.starts_at for s in sessions if s.starts_at)
    found = {
        "sessions": event.sessions.count(),
        "speakers": Speaker.objects.public().count(),
        "organizations": Organization.objects.public().count(),
        "rooms": event.rooms.public().count(),
        "days": (event.last_day - event.first_day).days + 1,
        "draft": sum(s.status == "draft" for s in sessions),
        "cancelled": sum(s.is_cancelled for s in sessions),
        "breaks": sum(s.is_break for s in sessions),
        "plenaries": sum(s.is_plenary for s in sessions),
        "without a time": sum(s.starts_at is None for s in sessions),
        "twelve on a panel": sum(len(s.contributions.all()) == 12 for s in sessions),
        "across midnight": {s.title_en for s in sessions if s.starts_at and _crosses(event, s)},
        "five minutes": [s.title_en for s in sessions if _minutes(s) == 5],
        "longest title": max(len(s.title_en or "") for s in sessions),
        "in Arabic alone": any(not (s.title_en or s.title_fr) for s in sessions),
        "in French alone": any(not (s.title_en or s.title_ar) for s in sessions),
        "at one time": max(starts.values()),
        "full": [s.title_en for s in sessions if s.is_full],
        "with captions": [s.title_en for s in sessions if s.has_captions],
        "changes": dict(Counter(event.public_changes.values_list("kind", flat=True))),
        "recorded": [s.title_en for s in sessions if s.documents.filter(kind="recording")],
        "days without a session": _empty_days(event, sessions),
        "registration": _registrations(sessions),
        "may be recorded": set(Counter(s.may_be_recorded for s in sessions)),
        "in short": any(s.summary_en for s in sessions),
        "with subtitles": [s.title_en for s in sessions if s.subtitle_en],
        "channels": [str(c) for s in sessions for c in s.channels.in_staff_order() if s.is_full],
        "quotes": Quote.objects.public().count(),
        "rooms with a plan": event.rooms.exclude(plan="").count(),
        "themes": event.tracks.public().count(),
    }
    assert found == {
        "sessions": 300,
        "speakers": 200,
        "organizations": 40,
        "rooms": 5,
        "days": 3,
        "draft": 3,
        "cancelled": 11,
        "breaks": 6,
        "plenaries": 4,
        "without a time": 3,
        "twelve on a panel": 1,
        "across midnight": {"Night of open data", "One night with the data"},
        "five minutes": ["Five minutes on commas"],
        "longest title": 120,
        "in Arabic alone": True,
        "in French alone": True,
        "at one time": 9,
        "full": ["Twelve regions at one table"],
        "with captions": ["Twelve regions at one table"],
        "changes": {"new": 297, "cancelled": 11, "reinstated": 1, "time": 1, "room": 1},
        "recorded": ["Opening", "Opening"],
        "days without a session": 1,
        "registration": {"none", "opens_later", "open", "closed", "full"},
        "may be recorded": {"unknown", "yes", "no"},
        "in short": True,
        "with subtitles": ["One night with the data", "Twelve regions at one table"],
        "channels": ["Arabic: 1", "French: 2", "English: 3", "Amazigh: https://example.org/listen"],
        "quotes": 7,
        "rooms with a plan": 2,
        "themes": 8,
    }


@pytest.mark.once
def test_every_row_of_the_showcase_is_valid():
    event = showcase.load(sessions=100, speakers=60)

    for session in event.sessions.all():
        session.full_clean()
        for rows in ("contributions", "documents", "channels", "quotes"):
            for row in getattr(session, rows).all():
                row.full_clean()


def test_loading_the_showcase_again_gives_the_same_rows_and_no_former_addresses():
    call_command("seed_showcase", sessions=120, speakers=60)
    first = content()
    call_command("seed_showcase", sessions=120, speakers=60)

    assert content() == first
    assert list(FormerAddress.objects.all()) == []


@pytest.mark.parametrize("numbers", [(59, 20), (60, 19), (60, 61), (-1, -1)])
def test_impossible_numbers_are_refused_and_change_nothing(numbers):
    sessions, speakers = numbers

    with pytest.raises(CommandError, match="needs at least 60 sessions and 20 speakers"):
        call_command("seed_showcase", sessions=sessions, speakers=speakers)

    assert (Event.objects.count(), Speaker.objects.count()) == (0, 0)


def _empty_days(event: Event, sessions: list[Session]) -> int:
    used = {event.local_date(session.starts_at) for session in sessions if session.starts_at}
    return (event.last_day - event.first_day).days + 1 - len(used)


def _registrations(sessions: list[Session]) -> set[str]:
    """The states that one sees before the event and on its eve."""
    days = [showcase.FIRST_DAY - dt.timedelta(days=days) for days in (150, 10)]
    moments = [dt.datetime.combine(day, dt.time(9), dt.UTC) for day in days]
    return {session.registration_at(now).state for session in sessions for now in moments}


def _minutes(session: Session) -> float:
    return (session.ends_at - session.starts_at).seconds / 60 if session.starts_at else 0


def _crosses(event: Event, session: Session) -> bool:
    return event.local_date(session.starts_at) < event.local_date(session.ends_at) and (
        _minutes(session) > 0
    )


def test_loading_the_showcase_again_keeps_the_similar_event_of_staff():
    showcase.load(sessions=60, speakers=20)
    theirs = factories.event("Showcase of ours", slug="showcase-2")
    session = factories.session(theirs, slug="talk")
    moved = factories.session(theirs, slug="old")
    moved.slug = "new"
    moved.save()
    session.delete()
    before = set(FormerAddress.objects.values_list("path", "moved_to"))

    showcase.load(sessions=60, speakers=20)

    assert set(FormerAddress.objects.values_list("path", "moved_to")) == before
    assert len(before) == 2
    assert list(theirs.sessions.all()) == [moved]


def test_a_showcase_whose_slug_staff_have_changed_is_replaced():
    event = showcase.load(sessions=60, speakers=20)
    event.slug = "invented"
    event.save()

    showcase.load(sessions=60, speakers=20)

    assert Event.objects.get().slug == "showcase"
    assert not FormerAddress.objects.filter(moved_to="").exists()


def test_an_event_of_staff_with_the_same_slug_is_never_deleted():
    theirs = factories.event("Our showcase", slug="showcase")

    with pytest.raises(CommandError, match="Another event has this address"):
        call_command("seed_showcase", sessions=60, speakers=20)

    assert list(Event.objects.all()) == [theirs]


def test_an_invalid_row_stops_the_loading(monkeypatch):
    invalid = [Plan({"en": "Too long" * 100}, starts=0), *FIXED_SESSIONS[1:]]
    monkeypatch.setattr(showcase, "FIXED_SESSIONS", invalid)

    with pytest.raises(ValidationError, match="at most 200 characters"):
        showcase.load(sessions=60, speakers=20)

    assert Event.objects.count() == 0
