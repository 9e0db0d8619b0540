"""The page of a session in each of its states: what is of use before it, during it and after it."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from programme.models import Session
from programme.pages.session import SessionPhase, join_url, session_phase
from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

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

    assert texts(page, ".notice") == []
    assert texts(page, ".facts > div:nth-of-type(2)") == ["Where Medina Second floor. A lift."]
    assert links(page, ".page-head") == {
        "Medina": "/en/events/forum/rooms/medina/",
        "Follow the session online": STREAM,
        "Add to calendar (.ics)": "/en/events/forum/sessions/talk/calendar.ics",
        "Ask about this session": "/en/contact/?event=forum&session=talk",
    }


@pytest.mark.parametrize(
    ("starts_in", "words"), [(10, "Starts soon, at {:%H:%M}"), (-10, "On now, until {:%H:%M}")]
)
def test_shortly_before_it_and_during_it_joining_comes_first(client, starts_in, words):
    session = talk(starts_in=starts_in, stream_url=STREAM)
    moment = session.starts_at if starts_in > 0 else session.ends_at

    page = shown(client)

    assert texts(page, ".notice p") == [words.format(moment), "Join online"]
    assert links(page, ".notice") == {"Join online": STREAM}
    assert STREAM not in links(page, ".facts").values()


def test_after_it_what_is_left_comes_first_and_joining_is_gone(client):
    session = talk(starts_in=-24 * 60, stream_url=STREAM, abstract_en="About it.")
    factories.document("Concept", session=session, kind="concept_note")
    factories.document("The recording", session=session, kind="recording", language="fr")
    factories.document("Slides", session=session, kind="slides")
    factories.document("Not yet", session=session, kind="transcript", is_published=False)

    page = shown(client)

    assert texts(page, ".notice") == ["This session is over. View the recording and documents"]
    assert headings(page) == [
        "h1 Talk",
        "h2 Recording and documents",
        "h2 About this session",
        "h2 Documents",
    ]
    assert texts(page, ".document-list li") == [
        "The recording Recording French",
        "Slides",
        "Concept Concept note",
    ]
    assert links(page, ".page-head").keys() == {
        "View the recording and documents",
        "Ask about this session",
    }


def test_a_recording_that_nobody_promised_is_not_promised(client):
    session = talk(starts_in=-24 * 60)
    factories.document(session=session, kind="recording", is_published=False)

    page = shown(client)

    assert texts(page, ".notice") == ["This session is over."]
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

    assert texts(page, ".notice p") == [
        "This session is cancelled. The speaker is ill.",
        f"See what else is on at {session.starts_at:%H:%M}",
    ]
    assert texts(page, "#beside ~ ul .list-entry__title") == ["Beside it"]
    assert STREAM not in links(page).values()


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

    assert texts(page, ".notice p") == [
        "New room: Medina (was Library)",
        f"New time (was {was:%H:%M})",
        "This session is full.",
    ]


def test_a_session_that_has_moved_to_another_day_says_which_it_was(client):
    event = factories.event(slug="forum")
    session = factories.session(event, slug="talk", hours="09:00-10:00")
    session.starts_at += dt.timedelta(days=1)
    session.ends_at += dt.timedelta(days=1)
    session.save()

    page = shown(client)

    assert texts(page, ".notice p") == ["New time (was Tuesday 4 May, 09:00)"]


def test_a_session_that_is_over_does_not_say_that_it_moved(client):
    session = talk(starts_in=-24 * 60)
    session.starts_at -= 5 * MINUTE
    session.save()

    page = shown(client)

    assert texts(page, ".notice") == ["This session is over."]


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


def test_a_session_without_a_time_has_no_clock_no_calendar_and_no_neighbours(client):
    forum = factories.event(slug="forum")
    hall = factories.room(forum, "Hall")
    factories.session(forum, "Talk", slug="talk", room=hall)
    factories.session(forum, "Timed", hours="09:00-10:00", room=hall)

    page = shown(client)

    assert texts(page, ".facts dd") == ["Tuesday 4 May 2027", "Hall"]
    assert headings(page) == ["h1 Talk", "h2 Speakers"]
    assert (page.form, page.select("a[href$='.ics']")) == (None, [])


def test_the_neighbours_are_those_in_the_room_and_those_at_the_same_time(client):
    forum = factories.event(slug="forum")
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    for title, hours, room, fields in [
        ("Talk", "10:00-11:00", hall, {"slug": "talk"}),
        ("Long before", "08:00-09:00", hall, {}),
        ("Just before", "09:00-10:00", hall, {}),
        ("Coffee", "09:45-10:00", hall, {"kind": "break"}),
        ("Just after", "11:00-12:00", hall, {}),
        ("Long after", "12:00-13:00", hall, {}),
        ("Beside it", "10:30-11:30", attic, {}),
        ("Cancelled beside it", "09:30-10:30", attic, {"status": "cancelled"}),
        ("Secret beside it", "10:00-11:00", attic, {"status": "draft"}),
        ("Secret before it", "09:30-10:00", hall, {"status": "draft"}),
        ("Ends as it starts", "09:00-10:00", attic, {}),
        ("Starts as it ends", "11:00-12:00", attic, {}),
    ]:
        factories.session(forum, title, hours=hours, room=room, **fields)
    factories.session(factories.event(), "Of another event", hours="10:00-11:00")

    page = shown(client)

    assert texts(page, "#beside ~ ul .list-entry") == [
        "Cancelled beside it Cancelled 09:30–10:30 Attic",
        "Beside it 10:30–11:30 Attic",
    ]
    assert texts(page, "#in-room ~ ul .list-entry") == [
        "Before Just before 09:00–10:00 Hall",
        "Afterwards Just after 11:00–12:00 Hall",
    ]


def test_sessions_without_a_room_have_no_neighbours_in_it(client):
    forum = factories.event(slug="forum")
    factories.session(forum, slug="talk", hours="10:00-11:00")
    factories.session(forum, hours="11:00-12:00")

    assert shown(client).select("#in-room, #beside") == []


def test_times_of_another_zone_are_beside_those_of_the_event(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="22:30-23:30")
    address = "/en/events/forum/sessions/talk/?tz="

    lagos, tokyo = (read(client.get(address + zone)) for zone in ("Africa/Lagos", "Asia/Tokyo"))

    assert texts(lagos, ".facts dd")[:1] == [
        "Tuesday 4 May 2027, 22:30–23:30 (Lagos: 23:30–00:30) Casablanca time (UTC+0)"
    ]
    assert texts(tokyo, ".hours") == ["22:30–23:30 (Tokyo: Wednesday 07:30–08:30)"]
    assert [time["datetime"] for time in tokyo.select(".hours__other time")] == [
        "2027-05-05T07:30+09:00",
        "2027-05-05T08:30+09:00",
    ]
    assert texts(tokyo, "option[selected]") == ["Tokyo (UTC+9)"]
    assert texts(tokyo, "details[open] summary") == ["Show another time zone"]


def test_a_zone_that_is_not_on_offer_is_taken_too(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get("/en/events/forum/sessions/talk/?tz=Asia/Kathmandu"))

    assert texts(page, ".hours") == ["09:00–10:00 (Kathmandu: 14:45–15:45)"]
    assert texts(page, "option[selected]") == ["Kathmandu (UTC+5:45)"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("Mars/Phobos", "Mars/Phobos"),
        ("../etc/passwd", "../etc/passwd"),
        ("%00Africa/Lagos", "Africa/Lagos"),
        ("<script>", "<script>"),
        ("x" * 9000, "x" * 60),
    ],
)
def test_a_zone_that_does_not_exist_is_ignored_and_named(client, asked, named):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get(f"/en/events/forum/sessions/talk/?tz={asked}"))

    assert texts(page, ".time-zone-picker .notice") == [
        f"“{named}” is not a known time zone. Choose one from the list."
    ]
    assert texts(page, ".hours") == ["09:00–10:00"]


def test_an_empty_zone_is_none(client):
    factories.session(factories.event(slug="forum"), slug="talk", hours="09:00-10:00")

    page = read(client.get("/en/events/forum/sessions/talk/?tz="))

    assert page.select(".time-zone-picker .notice, .hours__other, details[open]") == []


def test_the_breadcrumb_links_to_the_day_and_nearby_sessions_are_of_that_day(client):
    forum = factories.event(slug="two-days", last_day=factories.DAY + dt.timedelta(days=1))
    hall, part = factories.room(forum, "Hall"), factories.section(forum)
    last = factories.session(
        forum, "Last", slug="last", hours="17:00-18:00", room=hall, section=part
    )
    midnight = factories.at("00:00")
    factories.session(
        forum, "Exhibition", starts_at=midnight, ends_at=midnight + dt.timedelta(days=1)
    )
    tomorrow = factories.at("09:00") + dt.timedelta(days=1)
    factories.session(
        forum, "Tomorrow", starts_at=tomorrow, ends_at=tomorrow + dt.timedelta(hours=1), room=hall
    )

    page = read(client.get(last.get_absolute_url()))

    assert [link["href"] for link in page.select(".breadcrumbs a")] == [
        "/en/events/two-days/",
        "/en/events/two-days/agenda/",
        "/en/events/two-days/agenda/2027-05-04/",
    ]
    assert page.select("#in-room, #beside") == []


def test_an_all_day_session_has_no_parallel_sessions(client):
    forum = factories.event(slug="open")
    midnight = factories.at("00:00")
    lasting = factories.session(forum, starts_at=midnight, ends_at=midnight + dt.timedelta(days=1))
    factories.session(forum, hours="09:00-10:00")

    page = read(client.get(lasting.get_absolute_url()))

    assert page.select("#in-room, #beside") == []


def test_an_all_day_session_says_so(client):
    forum = factories.event(slug="open", last_day=factories.DAY + dt.timedelta(days=1))
    midnight = factories.at("00:00")
    lasting = [
        factories.session(forum, starts_at=midnight, ends_at=midnight + dt.timedelta(days=days))
        for days in (1, 2)
    ]

    said = [
        texts(read(client.get(session.get_absolute_url())), ".facts .hours, .facts dd")[0]
        for session in lasting
    ]

    assert said == [
        "Tuesday 4 May 2027, All day Casablanca time (UTC+0)",
        "Tuesday 4 May 2027, All day, until Wednesday 5 May Casablanca time (UTC+0)",
    ]
