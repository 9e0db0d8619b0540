"""Undoing an act, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act, Change, Verb
from content.history.refusals import UndoError
from content.history.snapshots import snapshot
from content.history.undo import restore_deleted, restore_version, undo
from content.saving import save_all
from forum.models import FormerAddress
from programme.models import Contribution, Document, Event, Room, Session
from speakers.models import Speaker
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event("Open Smart Regions")


@pytest.fixture
def amina():
    return factories.staff_user("amina", first_name="Amina", last_name="Tazi")


def last_act():
    return Act.objects.order_by("-pk").first()


def state_of(model):
    """All rows as the database has them, but for their revisions."""
    counting = {"revision", "changed_at"}
    return [
        (row.pk, {name: value for name, value in snapshot(row).items() if name not in counting})
        for row in model.objects.order_by("pk")
    ]


def retitle(row, title, **details):
    with act(**details):
        row.title_en = title
        row.save()
    return last_act()


def test_undoing_a_title_puts_it_back_as_a_new_act(event, amina):
    session = factories.session(event, "Opening")
    done = retitle(session, "Welcome")

    undo(done, by=amina)

    session.refresh_from_db()
    assert session.title_en == "Opening"
    new = last_act()
    assert (new.by, new.verb, new.undoes) == (amina, Verb.UNDID, done)


def test_undoing_a_shift_of_fourteen_sessions_restores_all_but_their_revisions(
    event, django_assert_max_num_queries
):
    sessions = [factories.session(event, hours="09:00-09:30") for _number in range(14)]
    before = state_of(Session)
    with act(verb=Verb.MOVED):
        for row in sessions:
            row.starts_at, row.ends_at = factories.at("09:15"), factories.at("09:45")
        save_all(sessions)

    with django_assert_max_num_queries(70):
        undo(last_act())

    assert state_of(Session) == before
    assert set(Session.objects.values_list("revision", flat=True)) == {2}


def test_a_stale_translation_that_was_confirmed_is_stale_again(event):
    session = factories.session(event, "Opening", title_fr="Ouverture")
    retitle(session, "Welcome")
    before = state_of(Session)
    session.stale, session.title_fr = {}, "Bienvenue"
    session.save()

    undo(last_act())

    assert state_of(Session) == before


def test_undoing_an_undo_does_it_again(event):
    session = factories.session(event, "Opening")
    done = retitle(session, "Welcome")
    undo(done)

    undo(last_act())

    session.refresh_from_db()
    assert session.title_en == "Welcome"


def test_an_act_is_undone_only_once(event, amina):
    done = retitle(factories.session(event, "Opening"), "Welcome")
    undo(done, by=amina)

    with pytest.raises(UndoError, match="Amina Tazi already undid this on"):
        undo(done)

    assert Act.objects.filter(undoes=done).count() == 1


def test_an_undo_keeps_what_others_changed_in_other_fields(event):
    session = factories.session(event, "Opening")
    done = retitle(session, "Welcome")
    session.is_plenary = True
    session.save()

    undo(done)

    session.refresh_from_db()
    assert (session.title_en, session.is_plenary) == ("Opening", True)


def test_an_undo_after_a_later_edit_of_the_same_field_is_refused_by_name(event, amina):
    session = factories.session(event, "Opening")
    done = retitle(session, "Welcome")
    retitle(session, "Hello", by=amina)

    with pytest.raises(UndoError, match="Amina Tazi changed “Hello” on"):
        undo(done)

    session.refresh_from_db()
    assert session.title_en == "Hello"


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


def test_undoing_an_addition_deletes_the_row_and_its_parts(event):
    with act():
        session = factories.session(event, "Opening")
        factories.contribution(factories.speaker("Nadia Alami"), session=session)

    undo(last_act())

    assert (Session.objects.count(), Contribution.objects.count()) == (0, 0)


def test_an_addition_is_not_undone_once_others_have_added_to_it(event, amina):
    session = factories.session(event, "Opening")
    added = last_act()
    with act(amina):
        factories.contribution(factories.speaker("Nadia Alami"), session=session)

    with pytest.raises(UndoError, match="Amina Tazi changed “Opening” on"):
        undo(added)

    assert Session.objects.count() == 1


def test_an_added_room_that_sessions_use_is_not_taken_away(event):
    room = factories.room(event, "Atlas")
    added = Change.objects.get(model="programme.room").act
    factories.session(event, "Opening", room=room)

    with pytest.raises(UndoError, match="Other content uses it now: “Opening”"):
        undo(added)

    assert Session.objects.get().room == room


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


def test_a_time_outside_the_days_of_the_event_is_not_put_back(event):
    session = factories.session(event, hours="09:00-09:30")
    session.starts_at = session.ends_at = None
    session.save()
    cleared = last_act()
    event.first_day = event.last_day = event.first_day.replace(month=8)
    factories.past_saving(Event).filter(pk=event.pk).update(
        first_day=event.first_day, last_day=event.last_day
    )

    with pytest.raises(UndoError, match="more than one day outside the dates of the event"):
        undo(cleared)

    session.refresh_from_db()
    assert session.starts_at is None


def test_an_entry_from_before_a_column_was_renamed_is_refused(event):
    done = retitle(factories.session(event, "Opening"), "Welcome")
    change = done.changes.get()
    Change.objects.filter(pk=change.pk).update(before={"headline_en": "Opening"})

    with pytest.raises(UndoError, match="before the site's fields changed"):
        undo(done)


def test_an_entry_of_a_model_that_is_gone_is_refused(event):
    done = retitle(factories.session(event, "Opening"), "Welcome")
    Change.objects.filter(act=done).update(model="programme.talk")

    with pytest.raises(UndoError, match="before the site's fields changed"):
        undo(done)


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


def test_an_undo_leaves_the_stale_marks_of_other_texts(event):
    texts = {"title_fr": "Ouverture", "abstract_en": "Long", "abstract_fr": "Longue"}
    session = factories.session(event, "Opening", **texts)
    done = retitle(session, "Welcome")
    session.abstract_en = "Longer"
    session.save()

    undo(done)

    session.refresh_from_db()
    assert (session.title_en, session.stale) == ("Opening", {"abstract_fr": "Long"})


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


def test_a_row_that_was_replaced_in_one_act_comes_back(event):
    session = factories.session(event, "Opening")
    nadia = factories.speaker("Nadia Alami")
    key = factories.contribution(nadia, session=session).pk
    with act():
        session.contributions.all().delete()
        factories.contribution(nadia, session=session)

    undo(last_act())

    assert [part.pk for part in session.contributions.all()] == [key]


def test_a_part_that_moved_to_a_new_session_comes_back_before_that_goes(event):
    session = factories.session(event, "Opening")
    part = factories.contribution(factories.speaker("Nadia Alami"), session=session)
    with act():
        part.session = factories.session(event, "Second part")
        part.save()

    undo(last_act())

    assert [row.title_en for row in Session.objects.all()] == ["Opening"]
    assert [row.pk for row in session.contributions.all()] == [part.pk]


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


def test_what_changed_only_private_fields_is_not_undone(event, amina):
    person = factories.speaker("Nadia Alami", email="nadia@example.org")
    person.email = "other@example.org"
    person.save()

    with pytest.raises(UndoError, match="keeps no private fields"):
        undo(last_act())

    assert not Act.objects.filter(verb=Verb.UNDID).exists()


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
