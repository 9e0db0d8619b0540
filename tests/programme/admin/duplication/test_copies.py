"""The copy of an event holds what next year's edition begins with, and nothing of this year's."""

import datetime as dt

import pytest

from content.history.models import Act
from content.history.snapshots import snapshot
from content.history.undo import undo
from programme.models import Contribution, Event, Partnership, Room, Section, Session, Track
from programme.models.public_changes import PublicChange
from tests import factories
from tests.programme.admin.duplication.copying import SPRING, create, forum

pytestmark = pytest.mark.django_db

PARTS = (Room, Track, Section, Partnership, Session)


@pytest.fixture
def original() -> Event:
    return forum()


@pytest.fixture
def copied(staff, original) -> Event:
    create(staff, original)
    return Event.objects.get(slug="forum-2028")


def differing(row, other) -> set[str]:
    one, two = snapshot(row), snapshot(other)
    return {name for name in one if one[name] != two[name]}


def test_the_event_is_a_draft_with_the_new_year_and_without_registration_and_stream(
    original, copied
):
    assert differing(copied, original) == {
        *("name_en", "name_fr", "name_ar", "slug", "acronym", "status"),
        *("first_day", "last_day", "registration_url", "stream_url"),
    }
    assert (copied.name_en, copied.name_fr, copied.name_ar) == (
        "Forum 2028",
        "Le Forum 2028",
        "منتدى ٢٠٢٨",
    )
    assert (copied.status, copied.registration_url, copied.stream_url) == ("draft", "", "")
    friday = dt.date(2028, 3, 24)
    assert (copied.first_day, copied.last_day) == (friday, friday + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Room, {"event_id", "guid", "stream_url"}),
        (Track, {"event_id"}),
        (Section, {"event_id"}),
        (Partnership, {"event_id"}),
    ],
)
def test_rooms_themes_sections_and_partners_are_the_same_but_for_what_is_of_the_day(
    original, copied, model, columns
):
    [row], [other] = (model.objects.filter(event=event) for event in (copied, original))

    assert differing(row, other) == columns


def test_sessions_are_drafts_in_the_copied_places_at_the_same_hours(original, copied):
    opening, other = (event.sessions.get(title_en="Opening") for event in (copied, original))

    assert differing(opening, other) == {
        *("event_id", "room_id", "track_id", "section_id", "guid", "changed_at", "status"),
        *("starts_at", "ends_at", "summary_en", "search_text", "stream_url", "may_be_recorded"),
    }
    places = (opening.room, opening.track, opening.section)
    assert [place.event for place in places] == [copied] * 3
    assert opening.starts_at.astimezone(copied.zone).isoformat() == "2028-03-24T09:00:00+01:00"
    assert [*copied.sessions.values_list("title_en", "status", "starts_at").order_by("pk")] == [
        ("Opening", "draft", opening.starts_at),
        ("Without a time", "draft", None),
    ]


def test_hours_stay_where_the_clocks_have_changed_in_between(staff, original):
    create(staff, original, first_day="31/03/2028")

    opening = Session.objects.get(event__slug="forum-2028", title_en="Opening")
    assert opening.starts_at.astimezone(opening.event.zone).isoformat() == (
        "2028-03-31T09:00:00+02:00"
    )


def test_a_copy_may_also_begin_earlier(staff, original):
    create(staff, original, first_day="27/03/2026")

    copied = Event.objects.get(slug="forum-2026")
    assert copied.name_en == "Forum 2026"
    assert copied.sessions.get(title_en="Opening").starts_at.isoformat() == (
        "2026-03-27T08:00:00+00:00"
    )


def test_people_come_with_their_present_function_and_without_their_presence(original, copied):
    host = copied.partnerships.get().organization

    parts = Contribution.objects.of_event(copied).order_by("speaker__name_en", "role")
    found = [
        (part.speaker.name_en, part.role, str(part.get_target()), part.function_en)
        for part in parts
    ]
    assert found == [
        ("Amina", "speaker", "Opening", "Minister"),
        ("Karim", "chair", "Forum 2028", None),
        ("Karim", "moderator", "Morning", "Mayor"),
    ]
    assert (parts[0].organization, parts[0].presence) == (host, "")


def test_cancelled_sessions_come_as_drafts_without_their_reason_if_they_are_chosen(staff, original):
    every = ["sessions", "cancelled", "people"]

    create(staff, original, parts=every)

    off = Session.objects.get(event__slug="forum-2028", title_en="Off")
    assert (off.status, off.cancellation_reason_en, off.room) == ("draft", None, None)
    assert [part.speaker.name_en for part in off.contributions.all()] == ["Karim"]


def test_without_any_part_only_the_event_is_made(staff, original):
    before = {model: model.objects.count() for model in (*PARTS, Contribution)}

    create(staff, original, parts=[])

    assert Event.objects.filter(slug="forum-2028").exists()
    assert {model: model.objects.count() for model in before} == before


def test_a_session_in_the_hour_that_the_clocks_skip_is_copied_without_a_time(staff):
    event = factories.event(
        slug="forum-2027", first_day=SPRING, last_day=SPRING, time_zone="Europe/Berlin"
    )
    factories.session(event, "Night", hours="02:15-02:45")

    create(staff, event, first_day="26/03/2028")

    night = Session.objects.get(event__slug="forum-2028")
    assert (night.title_en, night.starts_at, night.ends_at) == ("Night", None, None)


def test_pictures_are_shared_and_stay_when_the_copy_is_undone(staff):
    event = factories.event(slug="forum-2027", picture=factories.picture())

    create(staff, event)
    copied = Event.objects.get(slug="forum-2028")
    undo(Act.objects.latest_first()[0])

    assert copied.picture.name == event.picture.name
    assert copied.picture_sizes == [*event.picture_sizes]
    assert event.picture.storage.exists(event.picture.name)
    assert not Event.objects.filter(pk=copied.pk).exists()


def test_a_stale_translation_stays_stale_and_a_column_left_out_is_not(staff):
    event = factories.event(slug="forum-2027")
    session = factories.session(
        event,
        *("Old",),
        title_fr="Vieux",
        summary_en="Old",
        summary_fr="Vieux",
    )
    session.title_en = session.summary_en = "New"
    session.save()

    create(staff, event)

    assert Session.objects.get(event__slug="forum-2028").stale == {"title_fr": "Old"}


def test_it_is_one_act_that_one_undo_takes_back_whole(staff, original):
    tables = (Event, *PARTS, Contribution)
    before = {model: [snapshot(row) for row in model.objects.order_by("pk")] for model in tables}
    acts, told = Act.objects.count(), PublicChange.objects.count()

    create(staff, original)
    made, lines = Act.objects.count() - acts, PublicChange.objects.count() - told
    undo(Act.objects.latest_first()[0])

    after = {model: [snapshot(row) for row in model.objects.order_by("pk")] for model in tables}
    assert (made, lines) == (1, 0)
    assert after == before


def test_nothing_of_it_is_public(client, copied):
    assert client.get(f"/en/events/{copied.slug}/").status_code == 404
