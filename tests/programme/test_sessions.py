"""What is done with a session, and what follows for those who have it in their diary."""

import datetime as dt
import zoneinfo

import pytest
from django.utils import timezone

from programme.models import Event, Session
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    return factories.session(factories.event(), "Talk", hours="09:00-10:00")


def stored(session: Session) -> tuple[str, str | None, int]:
    """The status, the reason and the revision, as a new reader gets them."""
    fresh = Session.objects.get(pk=session.pk)
    return fresh.status, fresh.cancellation_reason, fresh.revision


def test_a_session_is_cancelled_with_a_reason_and_reinstated_without(session):
    session.cancel("The speaker is ill.")
    session.save()
    cancelled = stored(session)

    session.reinstate()
    session.save()

    assert cancelled == ("cancelled", "The speaker is ill.", 1)
    assert stored(session) == ("published", "", 2)


def test_a_session_is_published_and_withdrawn(session):
    session.unpublish()
    session.save()
    unpublished = Session.objects.public().exists()

    session.publish()
    session.save()

    assert (unpublished, Session.objects.public().get()) == (False, session)


def test_an_event_is_published_and_withdrawn_with_all_its_sessions(session):
    event = session.event
    event.unpublish()
    event.save()
    unpublished = (Event.objects.public().exists(), Session.objects.public().exists())

    event.publish()
    event.save()

    assert unpublished == (False, False)
    assert Session.objects.public().get() == session


@pytest.mark.parametrize(
    ("event_status", "session_status", "public"),
    [
        ("draft", "published", False),
        ("draft", "cancelled", False),
        ("published", "draft", False),
        ("published", "published", True),
        ("published", "cancelled", True),
        ("archived", "published", True),
        ("archived", "draft", False),
    ],
)
def test_visibility_follows_from_the_event_and_the_session(event_status, session_status, public):
    event = factories.event(status=event_status)
    session = factories.session(event, status=session_status)

    assert Session.objects.public().filter(pk=session.pk).exists() is public


def test_a_change_of_words_is_no_new_revision(session):
    session.title_en, session.abstract_en = "Another talk", "More"
    session.save()

    assert stored(session)[2] == 0


def test_saving_one_field_raises_the_revision_too(session):
    loaded = Session.objects.get(pk=session.pk)
    loaded.room = factories.room(session.event)
    loaded.save(update_fields=["room"])

    assert stored(session)[2] == 1


def test_a_new_revision_bears_its_time_and_a_change_of_words_does_not(session):
    first = session.changed_at
    session.title_en = "Another talk"
    session.save()
    renamed = session.changed_at

    session.cancel()
    session.save(update_fields=["status"])

    assert renamed == first
    assert Session.objects.get().changed_at == session.changed_at > first


def in_calendars(session: Session) -> tuple[int, bool]:
    """The revision, and whether it bears a later time than this copy of the session."""
    fresh = Session.objects.get(pk=session.pk)
    return fresh.revision, fresh.changed_at > session.changed_at


@pytest.mark.parametrize("by", ["row", "rows"])
def test_a_room_that_is_deleted_is_a_change_of_place(session, by):
    event = session.event
    room, other = factories.room(event), factories.room(event)
    held, beside = (factories.session(event, room=place) for place in (room, other))

    room.delete() if by == "row" else event.rooms.filter(pk=room.pk).delete()

    assert Session.objects.get(pk=held.pk).room is None
    assert [in_calendars(one) for one in (held, beside, session)] == [
        (1, True),
        (0, False),
        (0, False),
    ]


@pytest.mark.parametrize(
    ("change", "revised"),
    [
        ({"status": "cancelled"}, (1, True)),
        ({"room": None}, (1, True)),
        ({"room_id": None}, (1, True)),
        ({"ends_at": factories.at("11:00"), "title_en": "Longer"}, (1, True)),
        ({"title_en": "Another talk"}, (0, False)),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else "",
)
def test_many_sessions_at_once_are_revised_as_one_is(change, revised):
    event = factories.event()
    hall = factories.room(event)
    session = factories.session(event, "Talk", hours="09:00-10:00", room=hall)

    Session.objects.filter(pk=session.pk).change(**change)

    assert in_calendars(session) == revised


def test_a_session_that_was_loaded_in_part_can_be_saved(session):
    loaded = Session.objects.only("title_en").get(pk=session.pk)
    loaded.title_en = "Shorter"
    loaded.save(update_fields=["title_en"])

    assert Session.objects.values_list("title_en", "revision").get() == ("Shorter", 0)


def test_loading_a_session_again_is_no_change(session):
    mine, theirs = (Session.objects.get(pk=session.pk) for _copy in range(2))
    theirs.cancel("The speaker is ill.")
    theirs.save()

    mine.refresh_from_db()
    mine.save()

    assert stored(session) == ("cancelled", "The speaker is ill.", 1)


@pytest.mark.parametrize("fields", [["title_en"], ["room"], ["revision"], ["starts_at", "status"]])
def test_reading_what_was_not_loaded_is_no_change(session, fields):
    for loaded in (
        Session.objects.only("pk", *fields).get(pk=session.pk),
        Session.objects.defer(*fields).get(pk=session.pk),
    ):
        assert (loaded.starts_at, loaded.status) == (session.starts_at, "published")
        loaded.save()

    assert stored(session)[2] == 0


def test_a_copy_that_was_loaded_in_part_raises_the_revision_too(session):
    loaded = Session.objects.only("title_en").get(pk=session.pk)
    loaded.status = "cancelled"
    loaded.save()

    assert stored(session) == ("cancelled", "", 1)


def test_an_old_copy_never_takes_the_revision_back(session):
    old = Session.objects.get(pk=session.pk)
    for room in [factories.room(session.event), None, factories.room(session.event)]:
        session.room = room
        session.save()

    old.save()

    assert stored(session)[2] == 4


def test_what_is_not_saved_is_no_change(session):
    session.status, session.title_en = "cancelled", "Shorter"
    session.save(update_fields=["title_en"])

    assert stored(session) == ("published", "", 0)


def test_a_session_ends_after_it_starts_while_the_clocks_are_put_back():
    paris, night = zoneinfo.ZoneInfo("Europe/Paris"), dt.date(2027, 10, 31)
    event = factories.event(first_day=night, last_day=night, time_zone="Europe/Paris")
    start = factories.at("02:45", day=night, zone=paris)
    end = factories.at("02:15", day=night, zone=paris).replace(fold=1)

    session = factories.session(event, starts_at=start, ends_at=end)

    assert (session.ends_at.astimezone(dt.UTC) - session.starts_at.astimezone(dt.UTC)) == (
        dt.timedelta(minutes=30)
    )


def test_sessions_come_by_time_then_section_then_room_then_the_order_of_staff():
    event = factories.event()
    second, first = (
        factories.section(event, position=2),
        factories.section(event, position=1),
    )
    hall, attic = factories.room(event, position=1), factories.room(event, position=2)
    for title, fields in [
        ("untimed of the second", {"section": second}),
        ("untimed of none", {}),
        ("untimed of the first", {"section": first}),
        ("late", {"hours": "11:00-12:00"}),
        ("early upstairs", {"hours": "09:00-10:00", "section": first, "room": attic}),
        ("early in the second", {"hours": "09:00-10:00", "section": second, "room": hall}),
        ("early in the hall", {"hours": "09:00-10:00", "section": first, "room": hall}),
    ]:
        factories.session(event, title, **fields)

    ordered = Session.objects.in_agenda_order().values_list("title_en", flat=True)

    assert list(ordered) == [
        "early in the hall",
        "early upstairs",
        "early in the second",
        "late",
        "untimed of the first",
        "untimed of the second",
        "untimed of none",
    ]


def test_todays_event_is_the_current_one():
    now = timezone.now()
    today = now.date()
    event = factories.event(first_day=today, last_day=today)
    factories.event()

    assert Event.objects.current(now) == event
