"""The page “Programme changes”, and where other pages say that a session has changed."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act
from content.history.undo import undo
from content.saving import save_all
from programme.models import PublicChange, Session
from tests import factories
from tests.factories import at
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
OPENED = at("09:00") - 60 * DAY


@pytest.fixture
def forum():
    """Its programme was published two months ahead."""
    event = factories.event(slug="forum", last_day=factories.DAY + DAY)
    factories.session(event, "Opening", hours="09:00-09:30")
    settle(event)
    return event


def settle(event, opened: dt.datetime | None = None) -> None:
    """Let all that was told so far be the first edition, sixty days ago."""
    event.public_changes.exclude(kind="new").delete()
    event.public_changes.update(at=opened or timezone.now() - 60 * DAY)


def changes(client, language: str = "en"):
    return read(client.get(f"/{language}/events/forum/changes/"))


def test_the_page_lists_by_day_what_is_new_cancelled_held_after_all_and_moved(client, forum):
    medina, library = factories.room(forum, "Medina"), factories.room(forum, "Library")
    added = factories.session(forum, "Added", room=library)
    reason = {"status": "cancelled", "cancellation_reason_en": "The speaker is ill."}
    off = factories.session(forum, "Off", hours="10:00-11:00", **reason)
    on_again = factories.session(forum, "On again", hours="11:00-12:00")
    later = factories.session(forum, "Later", hours="14:00-15:00", room=medina)
    settle(forum, OPENED)
    eve = OPENED + 2 * DAY
    forum.public_changes.filter(session=added).update(at=eve)
    factories.public_change(off, "cancelled", eve)
    factories.public_change(on_again, "reinstated", OPENED + DAY)
    factories.public_change(later, "room", OPENED + DAY, former_room=library)
    factories.public_change(later, "time", OPENED + DAY, former_starts_at=at("09:00") + DAY)

    page = changes(client)

    assert headings(page) == [
        "h1 Programme changes",
        "h2 7 March 2027",
        "h3 Cancelled",
        "h4 Off",
        "h3 Added or back on",
        "h4 Added",
        "h2 6 March 2027",
        "h3 Moved",
        "h4 Later",
        "h3 Added or back on",
        "h4 On again",
    ]
    assert texts(page, ".list-entry p") == [
        "The speaker is ill.",
        "Tuesday 4 May 2027, 10:00–11:00",
        "Added",
        "Tuesday 4 to Wednesday 5 May 2027 Library",
        "New room: was Library now Medina",
        "New time: was Wednesday 5 May, 09:00 now Tuesday 4 May, 14:00",
        "Tuesday 4 May 2027, 14:00–15:00 Medina",
        "Back on",
        "Tuesday 4 May 2027, 11:00–12:00",
    ]
    assert texts(page, ".replaced s")[0] == "was Library"
    assert texts(page, ".time-zone")[0].startswith("Updated 7 March 2027 · ")


def shift(event, count: int) -> list[Session]:
    talks = [
        factories.session(event, f"Talk {number}", hours="10:00-11:00") for number in range(count)
    ]
    settle(event)
    for talk in talks:
        talk.starts_at += HOUR / 4
        talk.ends_at += HOUR / 4
    save_all(talks)
    return talks


def test_a_shift_of_fourteen_sessions_is_one_line_with_the_list_behind_it(client, forum):
    shift(forum, 14)

    page = changes(client)

    assert texts(page, ".list-entry h4") == ["14 sessions start 15 minutes later"]
    assert texts(page, "main details li a") == [f"Talk {number}" for number in range(14)]
    assert set(texts(page, ".change-group__difference")) == {"was 10:00 now Tuesday 4 May, 10:15"}


def test_its_undo_on_the_same_day_tells_nothing(client, forum):
    shift(forum, 14)

    undo(Act.objects.latest("pk"))

    assert texts(changes(client), "main h4") == []


def test_its_undo_on_another_day_is_told(client, forum):
    shift(forum, 14)
    forum.public_changes.filter(kind="time").update(at=timezone.now() - 3 * DAY)

    undo(Act.objects.latest("pk"))

    assert texts(changes(client), "main h4") == [
        "14 sessions start 15 minutes earlier",
        "14 sessions start 15 minutes later",
    ]


def test_people_who_come_and_go_are_named_in_the_language_of_the_reader(client, forum):
    opening = forum.sessions.get()
    amina = factories.speaker("Amina Tazi", name_ar="أمينة التازي")
    part = factories.contribution(amina, session=opening)
    came = texts(changes(client), ".list-entry .change")
    forum.public_changes.filter(kind="joined").update(at=timezone.now() - 3 * DAY)
    part.delete()

    arabic = changes(client, "ar")
    agenda = read(client.get("/en/events/forum/agenda/"))

    assert came == ["Amina Tazi is now taking part"]
    lines = texts(arabic, ".list-entry .change")
    assert ["أمينة التازي" in line for line in lines] == [True, True]
    assert texts(agenda, ".session-row__people") == []


def test_the_page_of_a_session_that_lost_its_people_awaits_none(client):
    day = dt.date(2090, 5, 4)
    event = factories.event(slug="forum", first_day=day, last_day=day)
    talk = factories.session(event, "Talk", slug="talk", hours="09:00-10:00")
    awaiting = headings(read(client.get("/en/events/forum/sessions/talk/")))
    factories.contribution(factories.speaker(), session=talk)
    event.public_changes.update(at=timezone.now() - DAY)
    talk.contributions.get().delete()

    lost = headings(read(client.get("/en/events/forum/sessions/talk/")))

    assert awaiting == ["h1 Talk", "h2 Speakers"]
    assert lost == ["h1 Talk"]


def test_a_deleted_session_is_named_without_a_link(client, forum):
    factories.session(forum, "Gone")
    settle(forum)
    forum.sessions.get(title_en="Gone").delete()

    page = changes(client)

    assert texts(page, ".list-entry") == ["Gone No longer in the programme"]
    assert page.select(".list-entry a") == []


def test_the_sessions_of_a_deleted_room_say_which_it_was(client, forum):
    attic = factories.room(forum, "Attic")
    for number in range(3):
        factories.session(forum, f"Talk {number}", slug=f"talk-{number}", room=attic)
    settle(forum)

    attic.delete()

    session = read(client.get("/en/events/forum/sessions/talk-1/"))
    agenda = read(client.get("/en/events/forum/agenda/"))
    assert texts(changes(client), ".list-entry h4") == [
        "3 sessions: room to be announced (was Attic)"
    ]
    assert texts(session, ".session-status p") == ["Room to be announced (was Attic)"]
    assert texts(agenda, ".session-row__status") == ["Room to be announced, was Attic"] * 3


def test_two_rooms_deleted_at_once_are_told_apart_and_five_together(client, forum):
    rooms = [factories.room(forum, f"Room {number}") for number in range(5)]
    for number, room in enumerate([*rooms, rooms[0]]):
        factories.session(forum, f"Talk {number}", room=room)
    settle(forum)
    with act():
        for room in (rooms[0], rooms[1]):
            room.delete()
    apart = texts(changes(client), ".list-entry h4")
    undo(Act.objects.latest("pk"))
    forum.rooms.all().delete()

    together = texts(changes(client), ".list-entry h4")

    assert apart == ["2 sessions: room to be announced (was Room 0)", "Talk 1"]
    assert together == ["6 sessions: room to be announced"]


def test_a_session_that_goes_ahead_after_all_says_so_in_the_agenda_and_on_its_page(client, forum):
    opening = forum.sessions.get()
    factories.public_change(opening, "cancelled", timezone.now() - DAY)
    factories.public_change(opening, "reinstated")

    agenda = read(client.get("/en/events/forum/agenda/"))
    page = read(client.get(opening.get_absolute_url()))

    assert texts(agenda, ".session-row__status") == ["Back on"]
    assert texts(page, ".session-status p") == ["Back on"]


def test_nothing_of_a_session_that_became_a_draft_is_told_but_its_end(client, forum):
    secret = factories.room(forum, "Still secret")
    talk = factories.session(forum, "Talk", hours="10:00-11:00", room=factories.room(forum, "Hall"))
    settle(forum)
    talk.starts_at += HOUR / 4
    talk.save()
    talk.unpublish()
    talk.title_en, talk.room = "Still secret", secret
    talk.save()
    factories.contribution(factories.speaker("Still secret"), session=talk)

    page = changes(client)

    assert texts(page, ".list-entry") == ["Talk No longer in the programme"]
    assert "Still secret" not in page.get_text()


def test_html_in_names_is_shown_as_text(client, forum):
    hostile = "<b>bold</b>"
    old, new = factories.room(forum, f"Old {hostile}"), factories.room(forum, f"New {hostile}")
    talks = [factories.session(forum, f"Talk {hostile}", room=old) for _number in range(3)]
    factories.session(forum, f"Gone {hostile}")
    settle(forum)
    forum.sessions.get(title_en=f"Gone {hostile}").delete()
    factories.contribution(factories.speaker(f"Amina {hostile}"), session=talks[0])
    forum.sessions.filter(room=old).change(room=new)

    page = changes(client)

    assert page.select("main b:not(.replaced b)") == []
    assert texts(page, ".list-entry h4") == [
        f"Gone {hostile}",
        f"3 sessions: new room New {hostile} (was Old {hostile})",
        f"Talk {hostile}",
    ]


def test_links_leave_the_changes_of_one_kind(client, forum):
    opening = forum.sessions.get()
    talk = factories.session(forum, "Talk", hours="10:00-11:00")
    settle(forum)
    factories.public_change(talk, "time", former_starts_at=at("09:00"))
    factories.public_change(opening, "reinstated")

    everything, moved, nothing, nonsense = (
        read(client.get(f"/en/events/forum/changes/{query}"))
        for query in ("", "?kind=moved", "?kind=cancelled", "?kind=rubbish")
    )

    links = [
        (" ".join(a.get_text().split()), a["href"]) for a in everything.select(".change-kinds a")
    ]
    assert links == [
        ("All", "/en/events/forum/changes/"),
        ("Moved (1)", "/en/events/forum/changes/?kind=moved"),
        ("Added or back on (1)", "/en/events/forum/changes/?kind=added"),
    ]
    assert texts(moved, ".list-entry h4") == ["Talk"]
    assert texts(moved, ".change-kinds [aria-current]") == ["Moved (1)"]
    assert texts(nothing, ".empty-state") == ["There are no changes of this kind."]
    assert texts(nonsense, ".list-entry h4") == ["Talk", "Opening"]
    assert texts(nonsense, ".notice") == [
        "Part of the link was not recognised and has been ignored."
    ]


def test_a_reason_that_all_cancelled_sessions_have_is_given_once(client, forum):
    reason = {"status": "cancelled", "cancellation_reason_en": "The hall is flooded."}
    for title in ("First", "Second"):
        factories.public_change(factories.session(forum, title, **reason), "cancelled")

    page = changes(client)

    assert texts(page, ".change-topic__reason") == ["The hall is flooded."]
    assert texts(page, ".list-entry .change") == []
    assert page.main.get_text().count("flooded") == 1


def test_a_programme_that_is_published_after_a_few_sessions_is_not_new(client):
    event = factories.event(slug="forum", status="draft")
    factories.session(event, "Keynote")
    event.publish()
    event.save()

    for number in range(13):
        factories.session(event, f"Talk {number}")

    assert texts(changes(client), ".list-entry h4") == []


def test_the_agenda_gives_the_date_of_the_last_change_and_links_to_all(client, forum):
    before = read(client.get("/en/events/forum/agenda/"))
    session = forum.sessions.get()
    session.cancel()
    session.save()

    page = read(client.get("/en/events/forum/agenda/"))

    [link] = page.select(".agenda-foot a[href$='changes/']")
    today = forum.local_date(timezone.now())
    assert before.select(".agenda-foot a[href$='changes/']") == []
    assert link.get_text(strip=True) == f"Programme changes · updated {today.day} {today:%B %Y}"
    assert link["href"] == "/en/events/forum/changes/"


def test_a_programme_that_never_changed_says_so(client, forum):
    assert texts(changes(client), "main .empty-state") == [
        "Nothing has changed since the programme was published."
    ]


def test_the_changes_of_a_draft_are_not_found(client):
    factories.event(slug="hidden", status="draft")

    assert client.get("/en/events/hidden/changes/").status_code == 404


def test_a_session_that_is_added_to_what_was_published_with_the_event_is_new(client):
    event = factories.event(slug="forum", status="draft")
    factories.session(event)
    factories.session(event, "Gone before", status="cancelled")
    event.publish()
    event.save()

    factories.session(event, "Late")

    agenda = read(client.get("/en/events/forum/agenda/"))
    assert texts(changes(client), ".list-entry h4") == ["Late"]
    assert agenda.select_one('a[href="/en/events/forum/changes/"]')
    assert PublicChange.objects.count() == 1
