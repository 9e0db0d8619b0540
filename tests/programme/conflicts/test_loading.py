"""The sessions of an event as the search for conflicts gets them."""

import pytest

from programme.conflicts import Planned, PlannedPart, PlannedPerson, PlannedRoom
from programme.conflicts.loading import event_conflicts, load_planned, planned_session
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    event = factories.event(attendance_mode="hybrid")
    factories.room(event, "Great Hall", capacity=500)
    return event


def full_session(event):
    session = factories.session(
        event,
        "Roads",
        hours="10:00-11:00",
        kind="panel",
        status="draft",
        room=factories.room(event, "Atlas", capacity=80),
        section=factories.section(event, "Commitments"),
        track=factories.track(event, "Budgets"),
        languages=["ar", "fr"],
        is_plenary=True,
    )
    karim = factories.speaker("Karim Ziani")
    factories.contribution(karim, session=session, role="moderator", presence="online")
    return session


def test_a_session_is_loaded_with_all_that_conflicts_depend_on(forum):
    session = full_session(forum)
    [part] = session.contributions.all()

    assert load_planned(forum) == [
        Planned(
            pk=session.pk,
            title=("Roads", "en"),
            status="draft",
            kind="panel",
            has_speakers=True,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            room=PlannedRoom(session.room_id, ("Atlas", "en"), 80, 500),
            people=(PlannedPerson(part.speaker_id, ("Karim Ziani", "en"), "moderator", "online"),),
            track=PlannedPart(session.track_id, ("Budgets", "en")),
            section=PlannedPart(session.section_id, ("Commitments", "en")),
            languages=("ar", "fr"),
            attendance_mode="hybrid",
            is_plenary=True,
        )
    ]


def test_a_form_makes_the_same_of_a_session(forum):
    session = full_session(forum)

    alone = planned_session(session, session.contributions.all())

    assert [alone] == load_planned(forum)


def test_other_events_and_the_people_of_sections_do_not_count(forum):
    section = factories.section(forum)
    factories.contribution(factories.speaker(), section=section)
    session = factories.session(forum, "Roads", section=section, kind="other")
    factories.session(factories.event(), "Elsewhere")

    planned = load_planned(forum)

    assert [(one.pk, one.people, one.has_speakers) for one in planned] == [(session.pk, (), False)]


def test_drafts_clash_and_cancelled_sessions_do_not(forum):
    atlas = factories.room(forum, "Atlas")
    sessions = [
        factories.session(forum, hours="10:00-11:00", room=atlas, kind="other", status=status)
        for status in ("draft", "published", "cancelled")
    ]

    conflicts = event_conflicts(forum)

    keys = tuple(session.pk for session in sessions[:2])
    assert [(conflict.kind, conflict.keys) for conflict in conflicts] == [("room_twice", keys)]


@pytest.mark.parametrize("count", [1, 3])
def test_an_event_is_loaded_in_one_query(forum, django_assert_num_queries, count):
    for _number in range(count):
        full_session(forum)

    with django_assert_num_queries(1):
        planned = load_planned(forum)

    assert len(planned) == count


def test_people_come_in_protocol_order_without_those_who_had_to_withdraw(forum):
    session = factories.session(forum, kind="panel")
    names = ["Salma Bennani", "Karim Ziani", "Amina Tazi"]
    parts = [
        factories.contribution(factories.speaker(name), session=session, position=position)
        for name, position in zip(names, (2, 1, 3), strict=True)
    ]
    parts[2].withdraw()
    parts[2].save()

    [planned] = load_planned(forum)

    assert [person.name[0] for person in planned.people] == ["Karim Ziani", "Salma Bennani"]
    assert planned_session(session, session.contributions.in_protocol_order()) == planned


def test_a_session_whose_people_all_had_to_withdraw_has_none(forum):
    session = factories.session(forum, languages=["en"], room=factories.room(forum))
    part = factories.contribution(factories.speaker(), session=session)
    part.withdraw()
    part.save()

    assert [conflict.kind for conflict in event_conflicts(forum)] == ["no_people"]
