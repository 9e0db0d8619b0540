"""Bringing back what was deleted, and former versions of a row."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act, Change, Verb
from content.history.refusals import UndoError
from content.history.undo import restore_deleted, restore_version, undo
from forum.models import FormerAddress
from programme.models import Contribution, Document, Event, Room, Session
from speakers.models import Speaker
from tests import factories
from tests.content.history.acts import last_act, retitle, state_of

pytestmark = pytest.mark.django_db


def test_a_deleted_session_comes_back_with_people_documents_and_address(event):
    session = factories.session(event, "Opening", slug="opening")
    for _number in range(12):
        factories.contribution(factories.speaker(), session=session)
    factories.document("Slides", session=session)
    before = {model: state_of(model) for model in (Session, Contribution, Document)}
    session.delete()

    undo(last_act())

    assert {model: state_of(model) for model in before} == before
    assert Session.objects.get().revision == 1
    assert not FormerAddress.objects.exists()


def test_a_restored_person_has_the_private_columns_again(event):
    factories.speaker("Nadia Alami", email="nadia@example.org", notes="Vegetarian").delete()

    undo(last_act())

    person = Speaker.objects.get()
    assert (person.email, person.notes) == ("nadia@example.org", "Vegetarian")


def test_a_deleted_room_comes_back_with_its_sessions_in_it(event):
    room = factories.room(event, "Atlas")
    session = factories.session(event, "Opening", room=room)
    room.delete()

    undo(last_act())

    session.refresh_from_db()
    assert session.room.name_en == "Atlas"


def test_an_event_comes_back_whole(event):
    room = factories.room(event, "Atlas")
    section = factories.section(event, "Morning")
    for _number in range(3):
        session = factories.session(event, room=room, section=section)
        factories.contribution(factories.speaker(), session=session)
    before = {model: state_of(model) for model in (Event, Session, Contribution)}
    event.delete()

    undo(last_act())

    assert {model: state_of(model) for model in before} == before


def test_a_session_does_not_come_back_into_an_event_that_is_gone(event):
    factories.session(event, "Opening").delete()
    deleted = last_act()
    event.delete()

    with pytest.raises(UndoError, match="its event has been deleted"):
        undo(deleted)

    assert not Session.objects.exists()


def test_a_session_comes_back_without_a_room_that_is_gone_for_good(event):
    room = factories.room(event, "Atlas")
    factories.session(event, "Opening", room=room).delete()
    deleted = last_act()
    room.delete()
    with pytest.raises(UndoError, match="its room has been deleted"):
        undo(deleted)
    Change.objects.filter(act=last_act()).update(before={}, sealed=None)

    undo(deleted)

    assert Session.objects.get().room is None


def test_an_address_that_is_taken_by_now_is_named(event):
    factories.session(event, "Opening", slug="opening").delete()
    deleted = last_act()
    factories.session(event, "Another", slug="opening")

    with pytest.raises(UndoError, match="Another session of this event has this address"):
        undo(deleted)

    assert Session.objects.get().title_en == "Another"


def test_a_deletion_whose_content_is_no_longer_kept_is_refused(event):
    factories.session(event, "Opening").delete()
    Change.objects.filter(act=last_act()).update(before={}, sealed=None)

    with pytest.raises(UndoError, match="deleted too long ago"):
        undo(last_act())


def test_a_version_of_a_session_comes_back_with_its_people(event):
    session = factories.session(event, "Opening")
    nadia = factories.contribution(factories.speaker("Nadia Alami"), session=session)
    version = last_act()
    retitle(session, "Welcome")
    key = nadia.pk
    nadia.delete()
    factories.contribution(factories.speaker("Karim Ziani"), session=session)
    retitle(session, "Hello")

    restore_version("programme.session", session.pk, version)

    session.refresh_from_db()
    assert session.title_en == "Opening"
    assert [part.pk for part in session.contributions.all()] == [key]
    assert last_act().restores == version


def test_restoring_a_version_raises_the_revision(event):
    session = factories.session(event, hours="09:00-09:30")
    version = last_act()
    session.starts_at = factories.at("08:00")
    session.save()

    restore_version("programme.session", session.pk, version)

    session.refresh_from_db()
    assert (session.starts_at, session.revision) == (factories.at("09:00"), 2)


def test_a_move_is_not_undone_into_a_room_that_is_gone(event):
    atlas, rif = factories.room(event, "Atlas"), factories.room(event, "Rif")
    session = factories.session(event, "Opening", room=atlas)
    version = last_act()
    session.room = rif
    session.save()
    moved = last_act()
    atlas.delete()

    with pytest.raises(UndoError, match="its room has been deleted"):
        undo(moved)
    with pytest.raises(UndoError, match="its room has been deleted"):
        restore_version("programme.session", session.pk, version)

    session.refresh_from_db()
    assert session.room == rif


def test_a_version_before_a_deletion_that_is_no_longer_kept_is_refused(event):
    session = factories.session(event, "Opening")
    version = last_act()
    retitle(session, "Welcome")
    session.delete()
    undo(last_act())
    Change.objects.filter(kind="-").update(before={}, sealed=None)
    retitle(Session.objects.get(), "Hello")

    with pytest.raises(UndoError, match="deleted too long ago"):
        restore_version("programme.session", Session.objects.get().pk, version)

    assert Session.objects.get().title_en == "Hello"


def test_restoring_a_deletion_leaves_what_else_was_done_in_the_act(event):
    room = factories.room(event, "Atlas")
    session = factories.session(event, "Opening", room=room)
    with act():
        event.name_en = "Renamed"
        event.save()
        Room.objects.get().delete()

    restore_deleted(last_act())

    event.refresh_from_db()
    session.refresh_from_db()
    assert (event.name_en, session.room.name_en) == ("Renamed", "Atlas")


def test_what_is_still_gone_of_a_deletion_is_restored_alone(event):
    rooms = [factories.room(event, name) for name in ("Atlas", "Rif")]
    with act():
        for room in rooms:
            room.delete()
    deletion = last_act()
    first = deletion.changes.get(name="Atlas")
    with act():
        Room(pk=first.key, event=event, name_en="Atlas", slug="atlas").save(force_insert=True)

    restore_deleted(deletion)

    assert sorted(room.name_en for room in Room.objects.all()) == ["Atlas", "Rif"]
    with pytest.raises(UndoError, match="no longer in the history"):
        restore_deleted(deletion)


def test_a_deletion_of_a_month_ago_is_not_undone_even_before_it_is_purged(event):
    factories.session(event, "Opening").delete()
    Act.objects.filter(pk=last_act().pk).update(at=timezone.now() - dt.timedelta(days=31))

    with pytest.raises(UndoError, match="deleted too long ago"):
        undo(last_act())


def test_a_room_comes_back_without_a_session_that_has_another_by_now(event):
    atlas, rif = factories.room(event, "Atlas"), factories.room(event, "Rif")
    sessions = [factories.session(event, room=atlas) for _number in range(2)]
    atlas.delete()
    deletion = last_act()
    moved = Session.objects.get(pk=sessions[0].pk)
    moved.room = rif
    moved.save()

    restore_deleted(deletion)

    assert [row.room.name_en for row in Session.objects.order_by("pk")] == ["Rif", "Atlas"]


def test_the_present_version_is_not_restored(event):
    session = factories.session(event, "Opening")

    with pytest.raises(UndoError, match="same as the current one"):
        restore_version("programme.session", session.pk, last_act())

    assert not Act.objects.filter(verb=Verb.RESTORED).exists()
