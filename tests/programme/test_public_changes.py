"""Which lines readers are told of an act, and which are taken back."""

import datetime as dt

import pytest

from content.history.acts import act
from content.history.models import Act
from content.history.purge import forget_deletion
from content.history.undo import undo
from content.saving import save_all
from programme.models import Contribution, Event, PublicChange, Room, Session
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.fixture
def talk(forum):
    """A session that readers have known for ten days."""
    talk = factories.session(
        forum, "Talk", hours="09:00-10:00", room=factories.room(forum, "Hall", name_ar="القاعة")
    )
    PublicChange.objects.all().delete()
    return talk


def lines() -> list[tuple]:
    """Kind, session, and what was and is, of all lines in order."""
    return [
        (one.kind, one.session_id, said(one.before), said(one.after))
        for one in PublicChange.objects.in_order()
    ]


def said(state) -> object:
    return f"{state.astimezone(factories.CASABLANCA):%H:%M}" if hasattr(state, "hour") else state


def days_pass(count: int = 1) -> None:
    for one in PublicChange.objects.all():
        one.at -= count * DAY
        one.save()


def move(session: Session, clock: str | None) -> None:
    session.starts_at = clock and at(clock)
    session.ends_at = clock and at(clock) + HOUR
    session.save()


def rehouse(session: Session, room: Room | None) -> None:
    session.room = room
    session.save()


def last_act() -> Act:
    return Act.objects.order_by("-pk").first()


def test_each_change_of_the_status_is_told(forum):
    talk = factories.session(forum, "Talk", status="draft")

    for change in (talk.publish, talk.cancel, talk.reinstate, talk.unpublish):
        change()
        talk.save()
        days_pass()

    assert lines() == [
        ("new", talk.pk, "draft", "published"),
        ("cancelled", talk.pk, "published", "cancelled"),
        ("reinstated", talk.pk, "cancelled", "published"),
        ("removed", talk.pk, "published", "draft"),
    ]
    assert PublicChange.objects.get(kind="removed").title == {"en": "Talk"}


def test_a_line_belongs_to_its_act_and_has_its_time(talk):
    move(talk, "11:00")

    told = PublicChange.objects.get()

    assert (told.act, told.at, told.event) == (last_act(), last_act().at, talk.event)


def test_the_lines_outlive_the_history_of_their_time(talk):
    move(talk, "11:00")

    last_act().delete()

    assert PublicChange.objects.get().act is None


def test_a_shift_of_fourteen_sessions_is_fourteen_lines_of_one_act(forum):
    talks = [factories.session(forum, hours="09:00-10:00") for _number in range(14)]
    PublicChange.objects.all().delete()
    for talk in talks:
        talk.starts_at += HOUR / 4
        talk.ends_at += HOUR / 4

    save_all(talks)

    assert lines() == [("time", talk.pk, "09:00", "09:15") for talk in talks]
    assert set(PublicChange.objects.values_list("act", flat=True)) == {last_act().pk}


@pytest.mark.parametrize("status", ["draft", "published"])
def test_of_a_draft_event_nothing_is_told_nor_of_its_publication(status):
    event = factories.event(status="draft")
    talk = factories.session(event, status=status, hours="09:00-10:00", room=factories.room(event))
    move(talk, "11:00")
    rehouse(talk, factories.room(event))
    factories.contribution(factories.speaker(), session=talk)
    talk.cancel()
    talk.save()

    with act():
        event.publish()
        event.save()
        talk.publish()
        talk.save()

    assert lines() == []


def test_of_a_draft_session_nothing_is_told(forum):
    draft = factories.session(forum, status="draft", hours="09:00-10:00")
    move(draft, "11:00")
    rehouse(draft, factories.room(forum, "Still secret"))
    factories.contribution(factories.speaker("Still secret"), session=draft)
    draft.delete()

    assert lines() == []


def test_a_session_that_is_cancelled_before_anybody_saw_it_is_no_news(forum):
    draft = factories.session(forum, status="draft")
    draft.cancel()
    draft.save()

    assert lines() == []


def test_a_status_that_is_not_saved_is_no_change(talk):
    talk.cancel()

    talk.save(update_fields=["title_en"])

    assert lines() == []


@pytest.mark.parametrize(
    ("clocks", "told"),
    [
        (["11:00"], [("09:00", "11:00")]),
        (["11:00", "12:00"], [("09:00", "11:00"), ("09:00", "12:00")]),
        (["11:00", "09:00"], []),
        (["11:00", "12:00", "11:00"], [("09:00", "11:00")]),
        (["11:00", "12:00", "09:00"], []),
        ([None], [("09:00", None)]),
        ([None, "12:00"], [("09:00", None), ("09:00", "12:00")]),
        ([None, "09:00"], []),
    ],
)
def test_within_a_day_a_move_counts_from_the_morning_and_one_back_is_none(talk, clocks, told):
    for clock in clocks:
        move(talk, clock)

    assert [(before, after) for _kind, _key, before, after in lines()] == told


@pytest.mark.parametrize(
    ("clocks", "told"),
    [
        (["11:00", "12:00"], [("09:00", "11:00"), ("11:00", "12:00")]),
        (["11:00", "09:00"], [("09:00", "11:00"), ("11:00", "09:00")]),
        ([None, "12:00"], [("09:00", None), ("09:00", "12:00")]),
        ([None, "09:00"], [("09:00", None), (None, "09:00")]),
    ],
)
def test_on_another_day_a_move_back_is_told_too(talk, clocks, told):
    for clock in clocks:
        move(talk, clock)
        days_pass()

    assert [(before, after) for _kind, _key, before, after in lines()] == told


def test_the_first_time_and_room_of_a_session_are_no_news(forum):
    talk = factories.session(forum)
    PublicChange.objects.all().delete()

    move(talk, "09:00")
    rehouse(talk, factories.room(forum))

    assert lines() == []


def test_a_new_room_is_told_with_both_names_in_every_language(talk, forum):
    hall, attic = talk.room, factories.room(forum, "Attic", name_fr="Grenier")

    rehouse(talk, attic)

    told = PublicChange.objects.get()
    assert told.former_room == {"key": hall.pk, "en": "Hall", "ar": "القاعة"}
    assert told.room == {"key": attic.pk, "en": "Attic", "fr": "Grenier"}


def test_a_deleted_room_is_named_as_what_its_sessions_had(talk):
    hall = talk.room
    key = hall.pk

    hall.delete()

    told = PublicChange.objects.get()
    assert (told.former_room, told.room) == ({"key": key, "en": "Hall", "ar": "القاعة"}, None)


def test_a_room_that_comes_back_on_the_same_day_was_never_gone(talk):
    talk.room.delete()

    undo(last_act())

    assert lines() == []


def test_a_deleted_session_leaves_its_title_and_an_undo_takes_that_back(talk):
    key = talk.pk
    talk.delete()
    deleted = [(*line, PublicChange.objects.get().title) for line in lines()]

    undo(last_act())

    assert deleted == [("removed", key, "published", "draft", {"en": "Talk"})]
    assert lines() == []


def test_a_session_restored_on_another_day_is_back_on_with_its_earlier_changes(talk):
    key = talk.pk
    factories.contribution(factories.speaker(), session=talk)
    move(talk, "11:00")
    Session.objects.get(pk=key).delete()
    days_pass()

    undo(last_act())

    assert [line[:2] for line in lines() if line[0] != "joined"] == [
        ("time", key),
        ("removed", key),
        ("reinstated", key),
    ]


@pytest.mark.parametrize("waits", [0, 1])
def test_a_session_that_moved_while_it_was_a_draft_is_told_to_have_moved(talk, forum, waits):
    hall, attic = talk.room.pk, factories.room(forum, "Attic")
    talk.unpublish()
    talk.save()
    talk.room.delete()
    days_pass(waits)

    talk.publish()
    talk.room = attic
    move(talk, "11:00")

    status = [line[0] for line in lines() if line[0] not in ("time", "room")]
    moves = [line for line in lines() if line[0] in ("time", "room")]
    assert status == (["removed", "reinstated"] if waits else [])
    assert moves == [
        ("time", talk.pk, "09:00", "11:00"),
        ("room", talk.pk, hall, attic.pk),
    ]


@pytest.mark.parametrize(("days", "told"), [(0, []), (1, ["room"])])
def test_a_first_room_that_is_undone_on_the_same_day_leaves_no_trace(forum, days, told):
    session = factories.session(forum, "Elsewhere", hours="09:00-10:00")
    hall = factories.room(forum, "Hall")
    PublicChange.objects.all().delete()
    session.room = hall
    session.save()
    given = last_act()
    Act.objects.filter(pk=given.pk).update(at=given.at - days * DAY)

    undo(last_act())

    assert [line[0] for line in lines()] == told


def test_an_undone_undo_tells_again(talk):
    move(talk, "11:00")
    undo(last_act())

    undo(last_act())

    assert lines() == [("time", talk.pk, "09:00", "11:00")]


def test_the_undo_of_one_matter_leaves_the_others(talk, forum):
    move(talk, "11:00")
    moved = last_act()
    rehouse(talk, factories.room(forum, "Attic"))

    undo(moved)

    assert [line[0] for line in lines()] == ["room"]


def test_an_undone_creation_takes_the_session_back(forum):
    with act():
        talk = factories.session(forum, "Talk")
        factories.contribution(factories.speaker(), session=talk)
    created = lines()

    undo(last_act())

    assert [line[0] for line in created] == ["new"]
    assert lines() == []


def test_who_joins_and_who_leaves_is_told_but_no_second_role(talk):
    amina, zaki = factories.speaker("Amina"), factories.speaker("Zaki")
    part = factories.contribution(amina, session=talk)
    chair = factories.contribution(amina, session=talk, role="chair")
    chair.delete()
    days_pass()

    part.speaker = zaki
    part.save()

    told = PublicChange.objects.in_order().values_list("kind", "speaker")
    assert sorted(told) == [("joined", amina.pk), ("joined", zaki.pk), ("left", amina.pk)]


@pytest.mark.parametrize("fields", [{"kind": "break"}, {"status": "cancelled"}])
def test_of_the_people_of_a_break_or_a_cancelled_session_nothing_is_told(forum, fields):
    talk = factories.session(forum, **fields)
    PublicChange.objects.all().delete()

    factories.contribution(factories.speaker(), session=talk).delete()

    assert lines() == []


def test_two_records_of_one_person_that_become_one_are_no_news(talk):
    double, amina = factories.speaker("Amina"), factories.speaker("Amina")
    part = factories.contribution(double, session=talk)
    PublicChange.objects.all().delete()

    with act():
        part.speaker = amina
        part.save()
        double.delete()

    assert lines() == []


def test_the_purge_of_a_person_empties_its_lines(talk):
    amina = factories.speaker("Amina")
    factories.contribution(amina, session=talk)
    days_pass()
    Contribution.objects.all().delete()
    told = [line[0] for line in lines()]

    amina.delete()

    assert told == ["joined", "left"]
    assert lines() == []


def test_a_session_that_moves_to_another_event_leaves_one_and_joins_the_other(forum, talk):
    other = factories.event("Other")

    talk.event, talk.room = other, None
    talk.save()

    told = PublicChange.objects.order_by("pk").values_list("event", "kind")
    assert list(told) == [(forum.pk, "removed"), (other.pk, "new")]


def test_texts_and_positions_are_no_news_and_cost_no_query(talk, django_assert_max_num_queries):
    talk.title_en, talk.position = "Another talk", 7

    with django_assert_max_num_queries(8) as captured:
        talk.save()

    assert lines() == []
    assert not any("publicchange" in query["sql"] for query in captured.captured_queries[:8])


def test_a_restored_event_has_its_changes_again_and_a_forgotten_one_leaves_none(talk):
    talk.cancel("The speaker is ill")
    talk.save()
    before = list(PublicChange.objects.values_list("kind", flat=True))
    talk.event.delete()
    undo(Act.objects.latest_first()[0])
    restored = list(PublicChange.objects.values_list("kind", flat=True))

    Event.objects.get().delete()
    forget_deletion(Act.objects.latest_first()[0])

    assert restored == before
    assert not PublicChange.objects.exists()


def test_a_cancelled_session_restored_on_the_same_day_was_never_gone(talk):
    talk.cancel("The speaker is ill")
    talk.save()
    before = lines()
    talk.delete()

    undo(last_act())

    assert lines() == before
