"""Undoing an act, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.history.acts import act
from content.history.models import Act, Change, Verb
from content.history.refusals import UndoError
from content.history.undo import undo
from content.saving import save_all
from programme.models import Contribution, Event, Session
from tests import factories
from tests.content.history.acts import last_act, retitle, state_of

pytestmark = pytest.mark.django_db


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


def test_an_undo_leaves_the_stale_marks_of_other_texts(event):
    texts = {"title_fr": "Ouverture", "abstract_en": "Long", "abstract_fr": "Longue"}
    session = factories.session(event, "Opening", **texts)
    done = retitle(session, "Welcome")
    session.abstract_en = "Longer"
    session.save()

    undo(done)

    session.refresh_from_db()
    assert (session.title_en, session.stale) == ("Opening", {"abstract_fr": "Long"})


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


def test_what_changed_only_private_fields_is_not_undone(event, amina):
    person = factories.speaker("Nadia Alami", email="nadia@example.org")
    person.email = "other@example.org"
    person.save()

    with pytest.raises(UndoError, match="keeps no private fields"):
        undo(last_act())

    assert not Act.objects.filter(verb=Verb.UNDID).exists()


def test_undoing_twice_as_many_additions_takes_no_more_queries(event):
    counts = []
    for number in (3, 6):
        with act():
            other = factories.event(status="draft")
            for _number in range(number):
                session = factories.session(other)
                factories.contribution(factories.speaker(), session=session)
        with CaptureQueriesContext(connection) as asked:
            undo(last_act())
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert (Event.objects.count(), Session.objects.count()) == (1, 0)
