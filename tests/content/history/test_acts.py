"""What the history records of a write."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction

from content.history.acts import act
from content.history.models import Act, Change, Verb
from content.saving import save_all
from programme.models import Contribution, Session
from speakers.models import Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def changes_of(act):
    rows = act.changes.order_by("pk")
    return [(c.kind, c.model, c.before, c.after) for c in rows]


def session(title):
    return factories.session(factories.event(), title)


def last_act():
    return Act.objects.order_by("-pk").first()


def test_a_changed_title_is_recorded_with_its_old_and_new_value_alone():
    opening = session("Opening")
    amina = factories.staff_user("amina")

    with act(amina):
        opening.title_en = "Welcome"
        opening.save()

    recorded = last_act()
    assert (recorded.by, recorded.verb) == (amina, Verb.CHANGED)
    assert changes_of(recorded) == [
        ("~", "programme.session", {"title_en": "Opening"}, {"title_en": "Welcome"})
    ]


def test_a_save_that_changes_nothing_is_not_recorded():
    opening = session("Opening")
    count = Act.objects.count()

    with act(factories.staff_user("amina")):
        opening.title_en = "Opening "
        opening.save()

    assert Act.objects.count() == count


def test_a_write_outside_any_act_is_an_act_by_nobody():
    factories.speaker("Nadia Alami")

    recorded = last_act()

    assert (recorded.by, recorded.who) == (None, "The system")
    assert [c.kind for c in recorded.changes.all()] == ["+"]


def test_fourteen_sessions_moved_together_are_one_act():
    event = factories.event()
    sessions = [factories.session(event, hours="09:00-09:30") for _number in range(14)]
    count = Act.objects.count()

    with act(verb=Verb.MOVED):
        for row in sessions:
            row.starts_at, row.ends_at = factories.at("09:15"), factories.at("09:45")
        save_all(sessions)

    assert Act.objects.count() == count + 1
    assert last_act().changes.count() == 14


def test_an_act_says_how_many_conflicts_were_confirmed():
    opening = session("Opening")

    with act(verb=Verb.PUBLISHED):
        opening.title_en = "Welcome"
        opening.save()
        with act() as current:
            current.describe(conflicts=2)

    assert (last_act().verb, last_act().conflicts) == (Verb.PUBLISHED, 2)


def test_several_writes_of_a_row_are_one_change_from_first_to_last():
    opening = session("Opening")

    with act():
        for title in ("Welcome", "Welcome to Rabat"):
            opening.title_en = title
            opening.save()

    assert changes_of(last_act()) == [
        ("~", "programme.session", {"title_en": "Opening"}, {"title_en": "Welcome to Rabat"})
    ]


def test_a_row_added_and_deleted_within_an_act_leaves_nothing():
    count = Act.objects.count()

    with act():
        factories.speaker("Nadia Alami").delete()

    assert Act.objects.count() == count


def test_a_deletion_records_the_row_and_its_parts_and_those_that_lose_a_room():
    room = factories.room(factories.event(), "Atlas")
    opening = factories.session(room.event, "Opening", room=room)
    room_key = room.pk

    room.delete()

    kinds = {(c.kind, c.model) for c in last_act().changes.all()}
    assert kinds == {("-", "programme.room"), ("~", "programme.session")}
    change = last_act().changes.get(model="programme.session")
    assert (change.before, change.after) == ({"room_id": room_key}, {"room_id": None})
    assert (change.key, change.name) == (opening.pk, "Opening")


def test_a_contribution_belongs_to_the_form_and_the_event_of_its_session():
    part = factories.contribution(factories.speaker(), session=session("Opening"))

    change = Change.objects.get(model="programme.contribution", key=part.pk)

    assert (change.root_model, change.root_key) == ("programme.session", part.session_id)
    assert change.scope_key == part.session.event_id


def test_private_columns_are_named_and_their_values_are_nowhere():
    person = factories.speaker("Nadia Alami", email="nadia@example.org", notes="Vegetarian")
    person.email = "secret@example.org"

    person.save()

    change = last_act().changes.get()
    assert (change.before, change.after, change.private) == ({}, {}, ["email"])
    assert "example.org" not in str(
        list(Change.objects.values("before", "after", "name", "sealed"))
    )


def test_a_deleted_person_keeps_private_columns_sealed():
    person = factories.speaker("Nadia Alami", email="nadia@example.org")

    person.delete()

    change = last_act().changes.get()
    assert change.sealed == {"email": "nadia@example.org", "notes": ""}
    assert "email" not in change.before


def test_an_inner_failure_is_not_recorded_with_what_was_rolled_back():
    event = factories.event("Open Smart Regions")
    factories.session(event, "Opening", slug="opening")

    with act():
        factories.session(event, "Closing")
        double = Session(event=event, title_en="Double", slug="opening")
        with pytest.raises(IntegrityError), transaction.atomic():
            double.save()

    assert [c.name for c in last_act().changes.all()] == ["Closing"]


def test_an_act_that_fails_leaves_no_entry():
    count = Act.objects.count()

    with suppress(ZeroDivisionError), transaction.atomic(), act():
        Speaker(name_en="Nadia Alami").save()
        1 / 0  # noqa: B018 - any error

    assert (Act.objects.count(), Speaker.objects.count()) == (count, 0)


def test_recording_a_changed_row_takes_five_statements_more(django_assert_num_queries):
    opening = session("Opening")
    opening.title_en = "Welcome"

    # Two are of the history, two of the public revision, one of the dates in feeds.
    with django_assert_num_queries(7):
        opening.save()


def test_adding_a_person_records_what_was_copied_from_them():
    person = factories.speaker("Nadia Alami", function_en="Mayor")
    opening = session("Opening")

    Contribution(speaker=person, session=opening).save()

    assert last_act().changes.get().after["function_en"] == "Mayor"


def test_the_history_tells_a_deleted_account_from_the_system():
    amina = factories.staff_user("amina")
    with act(amina):
        factories.speaker("Nadia Alami")

    amina.delete()

    assert last_act().who == "A deleted account"
