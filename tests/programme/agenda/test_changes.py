"""What readers are told has changed in a programme, and when."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils import timezone

from programme.agenda.changes import MOST_NEW, Change, ChangesOfDay, by_day, changes_of
from programme.models import Session
from tests import factories
from tests.factories import CASABLANCA, at
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

TEN, NINE = at("10:00"), at("09:00")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
OPENED = at("09:00") - 60 * DAY


@dataclass
class Told:
    """What `changes_of` reads of a session."""

    status: str = "published"
    former_status: str = "draft"
    status_at: dt.datetime | None = OPENED
    starts_at: dt.datetime | None = TEN
    former_starts_at: dt.datetime | None = None
    room: str | None = "Hall"
    former_room: str | None = None
    moved_at: dt.datetime | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.status == "cancelled"


def test_sessions_published_within_a_day_of_the_first_are_not_new():
    first, soon = Told(), Told(status_at=OPENED + DAY)
    late = Told(status_at=OPENED + DAY + HOUR)

    assert changes_of([first, soon, late]) == [Change(late, "new", late.status_at)]


def test_the_latest_change_comes_first():
    cancelled = Told(status="cancelled", former_status="published", status_at=OPENED + 3 * DAY)
    held = Told(former_status="cancelled", status_at=OPENED + 5 * DAY)
    later = Told(former_starts_at=at("09:00"), moved_at=OPENED + 4 * DAY)
    elsewhere = Told(former_room="Attic", moved_at=OPENED + 2 * DAY)

    found = changes_of([cancelled, held, later, elsewhere])

    assert found == [
        Change(held, "reinstated", held.status_at),
        Change(later, "moved", later.moved_at),
        Change(cancelled, "cancelled", cancelled.status_at),
        Change(elsewhere, "moved", elsewhere.moved_at),
    ]


def test_where_sessions_were_there_from_the_beginning_each_later_one_is_new():
    known, added = Told(former_status="", status_at=None), Told()

    assert changes_of([known, added]) == [Change(added, "new", OPENED)]


@pytest.mark.parametrize(("former", "status_at"), [("", None), ("draft", OPENED)])
def test_cancelling_a_session_that_nobody_knew_is_no_change(former, status_at):
    never = Told(status="cancelled", former_status=former, status_at=status_at)

    assert changes_of([never]) == []


@pytest.mark.parametrize(
    "session",
    [
        Told(former_status="", status_at=None),
        Told(former_starts_at=at("09:00"), starts_at=None, moved_at=OPENED),
        Told(former_room="Attic", room=None, moved_at=OPENED),
        Told(moved_at=OPENED),
        Told(former_starts_at=at("09:00"), former_room="Attic"),
    ],
)
def test_a_session_without_a_new_time_or_room_has_not_moved(session):
    assert changes_of([session]) == []


def test_a_day_is_one_of_the_events_zone_and_many_new_sessions_are_a_number():
    night = dt.datetime(2027, 5, 2, 23, 30, tzinfo=dt.UTC)
    few = [Change(Told(), "new", night) for _number in range(MOST_NEW)]
    many = [Change(Told(), "new", night - DAY) for _number in range(MOST_NEW + 1)]
    moved = Change(Told(), "moved", night - DAY)

    found = by_day([*few, moved, *many], dt.timezone(HOUR))

    assert found == [
        ChangesOfDay(dt.date(2027, 5, 3), tuple(few), 0),
        ChangesOfDay(dt.date(2027, 5, 2), (moved,), MOST_NEW + 1),
    ]


@pytest.fixture
def forum():
    """Its programme was published two months ahead."""
    event = factories.event(slug="forum", last_day=factories.DAY + DAY)
    opening = {"former_status": "draft", "status_at": OPENED}
    factories.session(event, "Opening", hours="09:00-09:30", **opening)
    return event


def test_the_page_lists_by_day_what_is_new_cancelled_held_after_all_and_moved(client, forum):
    eve = {"status_at": OPENED + 2 * DAY}
    medina, library = factories.room(forum, "Medina"), factories.room(forum, "Library")
    factories.session(forum, "Added", former_status="draft", room=library, **eve)
    factories.session(
        forum,
        "Off",
        hours="10:00-11:00",
        status="cancelled",
        former_status="published",
        cancellation_reason_en="The speaker is ill.",
        **eve,
    )
    factories.session(
        forum, "On again", former_status="cancelled", hours="11:00-12:00", status_at=OPENED + DAY
    )
    factories.session(
        forum,
        "Later",
        hours="14:00-15:00",
        room=medina,
        former_room=library,
        former_starts_at=at("09:00") + DAY,
        moved_at=OPENED + DAY,
        former_status="draft",
        status_at=OPENED,
    )

    page = read(client.get("/en/events/forum/changes/"))

    assert headings(page) == [
        "h1 Programme changes",
        "h2 7 March 2027",
        "h3 Off",
        "h3 Added",
        "h2 6 March 2027",
        "h3 On again",
        "h3 Later",
    ]
    assert texts(page, ".list-entry p") == [
        "Cancelled The speaker is ill.",
        "Tuesday 4 May 2027, 10:00–11:00",
        "Added",
        "Tuesday 4 to Wednesday 5 May 2027 Library",
        "Back on",
        "Tuesday 4 May 2027, 11:00–12:00",
        "New room: Medina (was Library)",
        "New time (was Wednesday 5 May, 09:00)",
        "Tuesday 4 May 2027, 14:00–15:00 Medina",
    ]


def test_the_agenda_gives_the_date_of_the_last_change_and_links_to_all(client, forum):
    before = read(client.get("/en/events/forum/agenda/"))
    session = forum.sessions.get()
    session.cancel()
    session.save()

    page = read(client.get("/en/events/forum/agenda/"))

    [link] = page.select(".changes-link a")
    today = forum.local_date(timezone.now())
    assert before.select(".changes-link a") == []
    assert link.get_text(strip=True) == f"Programme changes · updated {today.day} {today:%B %Y}"
    assert link["href"] == "/en/events/forum/changes/"


def test_a_programme_that_never_changed_says_so(client, forum):
    page = read(client.get("/en/events/forum/changes/"))

    assert texts(page, "main .empty-state") == [
        "Nothing has changed since the programme was published."
    ]


def test_a_former_time_that_an_import_left_undated_breaks_no_page(client, forum):
    factories.past_saving(Session).update(former_starts_at=at("08:00"))

    for page in ("agenda", "changes"):
        assert client.get(f"/en/events/forum/{page}/").status_code == 200


def test_the_changes_of_a_draft_are_not_found(client):
    factories.event(slug="hidden", status="draft")

    assert client.get("/en/events/hidden/changes/").status_code == 404


def history(session) -> tuple[str, bool]:
    """The status that readers knew before, and whether the change is dated."""
    fresh = Session.objects.get(pk=session.pk)
    return fresh.former_status, fresh.status_at is not None


def test_each_change_of_the_status_is_kept_with_the_one_before():
    session = factories.session(factories.event(), status="draft")
    kept = [history(session)]

    for change in (session.publish, session.cancel, session.reinstate, session.unpublish):
        change()
        session.save()
        kept.append(history(session))

    assert kept == [
        ("", False),
        ("draft", True),
        ("published", True),
        ("cancelled", True),
        ("published", True),
    ]


def test_a_session_that_is_published_when_it_is_made_was_unknown_before():
    session = factories.session(factories.event())

    session.title_en = "Another title"
    session.save()

    assert history(session) == ("draft", True)


def test_an_event_that_is_a_draft_keeps_no_changes():
    event = factories.event(status="draft")
    session = factories.session(event, hours="09:00-10:00", room=factories.room(event))
    session.room = factories.room(event)
    session.starts_at, session.ends_at = at("11:00"), at("12:00")
    session.save()
    session.cancel()
    session.save()

    fresh = Session.objects.get()
    assert history(session) == ("", False)
    assert (fresh.moved_at, fresh.former_starts_at, fresh.former_room) == (None, None, None)


def test_a_status_that_is_not_saved_is_no_change():
    session = factories.session(factories.event(), former_status="draft", status_at=OPENED)
    session.cancel()

    session.save(update_fields=["title_en"])

    assert history(session) == ("draft", True)
    assert Session.objects.get().status_at == OPENED.astimezone(CASABLANCA)


def test_a_session_that_is_added_to_what_was_published_with_the_event_is_new(client):
    event = factories.event(slug="forum", status="draft")
    factories.session(event)
    gone = factories.session(event, "Gone before")
    gone.cancel()
    gone.save()
    event.publish()
    event.save()

    factories.session(event, "Late")

    page = read(client.get("/en/events/forum/changes/"))
    agenda = read(client.get("/en/events/forum/agenda/"))
    assert texts(page, ".list-entry h3") == ["Late"]
    assert agenda.select_one('a[href="/en/events/forum/changes/"]')


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (["09:00", None], ["09:00"]),
        (["09:00", None, "12:00"], ["09:00"]),
        (["09:00", "12:00", "14:00"], ["12:00"]),
        (["09:00", None, "09:00"], [None]),
        ([None, "12:00"], [None]),
    ],
)
def test_a_time_that_is_taken_away_or_given_back_is_remembered(steps, told):
    session = factories.session(factories.event())
    for clock in steps:
        session.starts_at = clock and at(clock)
        session.ends_at = clock and at(clock) + HOUR
        session.save()

    fresh = Session.objects.get()
    former = fresh.former_starts_at and f"{fresh.former_starts_at.astimezone(CASABLANCA):%H:%M}"
    assert [former] == told
    assert bool(fresh.moved_at) == (steps[0] is not None)


def test_a_status_in_memory_alone_neither_hides_nor_makes_a_move():
    event = factories.event()
    draft = factories.session(event, status="draft", hours="09:00-10:00")
    draft.status = "published"
    draft.starts_at, draft.ends_at = at("11:00"), at("12:00")

    draft.save(update_fields=["starts_at", "ends_at"])

    assert Session.objects.get().moved_at is None
