"""The page of a session in each of its states: what is of use before it, during it and after it."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from programme.models import Session
from programme.pages.session import SessionPhase, join_url, session_phase
from tests import factories
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NINE = factories.at("09:00")
MINUTE = dt.timedelta(minutes=1)
STREAM = "https://example.org/live"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """Hours before and after it are of the same day; the days of the factories are ahead."""
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC))


def talk(*, starts_in: int, minutes: int = 45, of=None, **fields) -> Session:
    """A session that starts in `starts_in` minutes, of an event on its days."""
    start = timezone.now().replace(microsecond=0) + starts_in * MINUTE
    days = {"first_day": start.date(), "last_day": start.date(), "time_zone": "UTC"}
    event = of or factories.event("Forum", slug="forum", **days)
    times = {"starts_at": start, "ends_at": start + minutes * MINUTE}
    return factories.session(event, **({"slug": "talk", "title_en": "Talk"} | times | fields))


def shown(client, language: str = "en"):
    return read(client.get(f"/{language}/events/forum/sessions/talk/"))


def links(page, selector: str = "main") -> dict[str, str]:
    return {
        " ".join(link.get_text().split()): link["href"] for link in page.select(f"{selector} a")
    }


@pytest.mark.parametrize(
    ("minutes", "phase"),
    [
        (-16, SessionPhase.AHEAD),
        (-15, SessionPhase.SOON),
        (-1, SessionPhase.SOON),
        (0, SessionPhase.LIVE),
        (44, SessionPhase.LIVE),
        (45, SessionPhase.OVER),
    ],
)
def test_a_session_is_ahead_then_soon_then_live_then_over(minutes, phase):
    session = SimpleNamespace(starts_at=NINE, ends_at=NINE + 45 * MINUTE)

    assert session_phase(NINE + minutes * MINUTE, session) is phase


@pytest.mark.parametrize(
    ("days", "phase"), [(-1, SessionPhase.AHEAD), (0, SessionPhase.AHEAD), (1, SessionPhase.OVER)]
)
def test_a_session_without_times_is_over_when_its_event_is(days, phase):
    session = factories.session(factories.event())

    assert session_phase(NINE + dt.timedelta(days=days), session) is phase


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"stream_url": "own"}, "own"),
        ({"stream_url": "own", "attendance_mode": "in_person"}, "own"),
        ({}, "room"),
        ({"attendance_mode": "in_person"}, ""),
        ({"room": None, "attendance_mode": "online"}, "event"),
        ({"room": None}, ""),
        ({"is_cancelled": True}, ""),
        ({"is_break": True}, ""),
    ],
)
def test_the_nearest_stream_is_the_one_to_follow(fields, address):
    session = SimpleNamespace(
        **{
            "stream_url": "",
            "attendance_mode": "",
            "room": SimpleNamespace(stream_url="room"),
            "event": SimpleNamespace(stream_url="event"),
            "is_cancelled": False,
            "is_break": False,
        }
        | fields
    )

    found = [join_url(session, phase) for phase in SessionPhase]

    assert found == [address, address, address, ""]


def test_before_it_the_page_says_how_to_come_and_how_to_follow(client):
    session = talk(starts_in=24 * 60, attendance_mode="hybrid", stream_url=STREAM)
    session.room = factories.room(
        session.event, "Medina", directions_en="Second floor.", accessibility_en="A *lift*."
    )
    session.save()

    page = shown(client)

    assert texts(page, ".session-status") == []
    assert texts(page, ".facts > div:nth-of-type(2)") == [
        "Where Medina How to get there Second floor. A lift."
    ]
    assert links(page, ".session-facts") == {
        "Medina": "/en/events/forum/rooms/medina/",
        "Follow the session online": STREAM,
        "Calendar": "/en/events/forum/sessions/talk/calendar.ics",
        "Ask": "/en/contact/?event=forum&session=talk",
    }


@pytest.mark.parametrize(
    ("starts_in", "words"), [(10, "Starts soon, at {:%H:%M}"), (-10, "On now, until {:%H:%M}")]
)
def test_shortly_before_it_and_during_it_joining_comes_first(client, starts_in, words):
    session = talk(starts_in=starts_in, stream_url=STREAM)
    moment = session.starts_at if starts_in > 0 else session.ends_at

    page = shown(client)

    assert texts(page, ".session-status p") == [words.format(moment), "Join online"]
    assert links(page, ".session-status") == {"Join online": STREAM}
    assert STREAM not in links(page, ".facts").values()


def test_after_it_what_is_left_comes_first_and_joining_is_gone(client):
    session = talk(starts_in=-24 * 60, stream_url=STREAM, abstract_en="About it.")
    session.summary_en = "Two of three kept their word."
    session.save()
    factories.document("Concept", session=session, kind="concept_note")
    factories.document("The recording", session=session, kind="recording", language="fr")
    factories.document("Slides", session=session, kind="slides")
    factories.document("Not yet", session=session, kind="transcript", is_published=False)

    page = shown(client)

    assert texts(page, ".session-status") == []
    assert headings(page) == [
        "h1 Talk",
        "h2 In short",
        "h2 Recording and documents",
        "h2 About this session",
        "h2 Documents",
    ]
    assert texts(page, ".in-short p, .recording") == [
        "Two of three kept their word.",
        "Play the recording The recording French",
    ]
    assert texts(page, ".document-list li") == ["Slides", "Concept Concept note"]
    assert links(page, ".session-facts").keys() == {"Ask"}


def test_a_recording_that_nobody_promised_is_not_promised(client):
    session = talk(starts_in=-24 * 60)
    factories.document(session=session, kind="recording", is_published=False)

    page = shown(client)

    assert "ecording" not in page.get_text()


def test_before_it_its_slides_are_documents_as_any(client):
    session = talk(starts_in=24 * 60)
    factories.document("Slides", session=session, kind="slides")

    page = shown(client)

    assert headings(page) == ["h1 Talk", "h2 Speakers", "h2 Documents"]


def test_a_cancelled_session_says_why_and_what_else_there_is(client):
    session = talk(starts_in=24 * 60, stream_url=STREAM, status="cancelled")
    session.cancel("The speaker is ill.")
    session.save()
    talk(starts_in=24 * 60 + 30, of=session.event, title_en="Beside it", slug="beside")

    page = shown(client)

    assert texts(page, ".session-status p") == [
        "This session is cancelled. The speaker is ill.",
        f"See what else is on at {session.starts_at:%H:%M}",
    ]
    assert texts(page, "#beside ~ ul h3") == ["Beside it"]
    assert STREAM not in links(page).values()
    assert links(page, ".actions") == {}
    assert "Ask about this session" in links(page, ".session-facts")


def test_a_moved_session_names_its_former_time_and_room(client):
    session = talk(starts_in=3 * 24 * 60)
    session.room = factories.room(session.event, "Library")
    session.save()
    session.room = factories.room(session.event, "Medina")
    was = session.starts_at
    session.starts_at += 5 * MINUTE
    session.ends_at += 5 * MINUTE
    session.is_full = True
    session.save()

    page = shown(client)

    assert texts(page, ".session-status p") == [
        "New room: Medina (was Library)",
        f"New time (was {was:%H:%M})",
        "This session is full.",
    ]
    assert texts(page, ".facts s") == [f"{was:%H:%M}", "Library"]


def test_a_session_that_has_moved_to_another_day_says_which_it_was(client):
    event = factories.event(slug="forum")
    session = factories.session(event, slug="talk", hours="09:00-10:00")
    session.starts_at += dt.timedelta(days=1)
    session.ends_at += dt.timedelta(days=1)
    session.save()

    page = shown(client)

    assert texts(page, ".session-status p") == ["New time (was Tuesday 4 May, 09:00)"]


def test_a_session_that_is_over_does_not_say_that_it_moved(client):
    session = talk(starts_in=-120)
    session.starts_at -= 5 * MINUTE
    session.save()

    page = shown(client)

    assert texts(page, ".session-status, .facts s") == ["This session is over."]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attendance_mode": "online"}, "Online"),
        ({}, "To be announced"),
        ({"event": {"venue_name_en": "Palais"}}, "Palais"),
    ],
)
def test_a_session_without_a_room_says_what_is_known(client, fields, words):
    of_event = fields.pop("event", {})
    forum = factories.event(slug="forum", **of_event)
    factories.session(forum, slug="talk", hours="09:00-10:00", **fields)

    page = shown(client)

    assert texts(page, ".facts > div:nth-of-type(2)")[0] == f"Where {words}"
