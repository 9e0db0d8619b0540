"""Moving sessions in the timetable: what is typed is saved as one act, and nothing else."""

import datetime as dt

import pytest

from content.history.models import Act, Change
from programme.models import Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.timetable.sheet import ADDRESS, hours, moves, press, send

pytestmark = pytest.mark.django_db

TWO_DAYS = {"last_day": factories.DAY + dt.timedelta(days=1)}


def test_sessions_move_as_one_act_and_come_back_as_one(staff):
    event = factories.event(**TWO_DAYS)
    atlas, rif = factories.room(event, "Atlas"), factories.room(event, "Rif")
    one = factories.session(event, "One", hours="09:00-09:30", room=atlas)
    two = factories.session(event, "Two", hours="09:30-10:00", room=atlas)
    stays = factories.session(event, "Stays", hours="10:00-10:30", room=atlas)

    response = send(
        staff,
        moves(one, start="09:05", end="9h45"),
        moves(two, room=str(rif.pk), day="2027-05-05"),
    )

    act = Act.objects.latest("pk")
    moved = [hours(one), hours(two), hours(stays)]
    keys = set(Change.objects.filter(act=act, model="programme.session").values_list("key"))
    done = read(staff.get(response.url))
    staff.post(f"/admin/history/{act.pk}/undo/", {"next": "/admin/"})
    assert response.url == f"/admin/programme/done/{act.pk}/"
    assert moved == ["Tue 09:05-09:45 Atlas", "Wed 09:30-10:00 Rif", "Tue 10:00-10:30 Atlas"]
    assert (act.verb, keys) == ("moved", {(one.pk,), (two.pk,)})
    assert texts(done, ".plan-done button") == ["Undo all 2"]
    assert [hours(one), hours(two)] == ["Tue 09:00-09:30 Atlas", "Tue 09:30-10:00 Atlas"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"start": "09:30"}, "Tue 09:30-10:30 –"),
        ({"start": "9h30", "end": "10"}, "Tue 09:30-10:00 –"),
        ({"start": "٠٩:٣٠", "end": "2:30 pm"}, "Tue 09:30-14:30 –"),
        ({"start": "22:00", "end": "02:00"}, "Tue 22:00-02:00 –"),
        ({"start": "22:00", "end": "24:00"}, "Tue 22:00-00:00 –"),
        ({"day": "2027-05-05", "start": "09:30"}, "Wed 09:30-10:30 –"),
    ],
)
def test_a_session_that_is_not_placed_gets_the_hours_that_are_typed(staff, typed, stored):
    panel = factories.session(factories.event(**TWO_DAYS), kind="panel")

    send(staff, moves(panel, **typed))

    assert hours(panel) == stored


def test_a_session_keeps_its_length_if_only_its_start_is_typed(staff):
    session = factories.session(factories.event(), hours="09:00-09:25")

    send(staff, moves(session, start="14:00", end=""))

    assert hours(session) == "Tue 14:00-14:25 –"


def test_without_hours_a_session_is_not_placed_any_more(staff):
    event = factories.event()
    session = factories.session(event, hours="09:00-09:25", room=factories.room(event, "Atlas"))

    send(staff, moves(session, start="", end=""))

    assert hours(session) == "– Atlas"


def test_nothing_is_written_where_nothing_moves(staff):
    session = factories.session(factories.event(), hours="09:00-09:30")
    acts = Act.objects.count()

    same = send(staff, moves(session, start="9h00"))
    page = read(staff.get(same.url))

    assert Act.objects.count() == acts
    assert texts(page, ".messagelist li") == ["Nothing was changed."]


def test_a_page_that_is_sent_twice_moves_once(staff):
    session = factories.session(factories.event(), hours="09:00-09:30")
    page = read(staff.get(ADDRESS))

    press(staff, page, moves(session, start="10:00", end="10:30"))
    acts = Act.objects.count()
    again = press(staff, page, moves(session, start="10:00", end="10:30"))

    assert (again.status_code, Act.objects.count()) == (302, acts)
    assert hours(session) == "Tue 10:00-10:30 –"


def test_to_look_again_saves_nothing_and_shows_what_would_follow(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    one = factories.session(event, "One", hours="09:00-09:30", room=atlas, languages=["en"])
    two = factories.session(event, "Two", hours="10:00-10:30", room=atlas, languages=["en"])

    page = read(send(staff, moves(two, start="09:15", end=""), button="look"))

    row = page.select_one(f"#row-{one.pk}")
    assert hours(two) == "Tue 10:00-10:30 Atlas"
    assert texts(row, ".plan__clash") == ["! Atlas is taken by Two, Tue 4 May, 09:15–09:45."]
    assert texts(page, ".page-head__count") == ["2 sessions · 1 conflict"]
    assert texts(page, ".submit-row .button") == ["Save 1 move", "Refresh", "Put all back"]
    assert page.select_one(f"#start-{two.pk}")["value"] == "09:15"


def test_the_conflicts_that_a_move_causes_are_named_when_it_is_saved(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    factories.session(event, "One", hours="09:00-09:30", room=atlas)
    two = factories.session(event, "Two", hours="10:00-10:30", room=atlas)

    response = send(staff, moves(two, start="09:15", end="09:45"))

    assert texts(read(staff.get(response.url)), ".messagelist li") == [
        "Saved, with 1 conflict: Atlas is taken twice, Tue 4 May, 09:15–09:30: One and Two.",
        "Back to the timetable: Tuesday 4 May",
    ]


def test_readers_are_told_of_a_move_and_people_can_be(staff):
    session = factories.session(factories.event(), "One", hours="09:00-09:30")
    factories.contribution(factories.speaker(), session=session)

    response = send(staff, moves(session, start="10:00", end="10:30"))

    done = read(staff.get(response.url))
    assert texts(done, ".plan-told li") == ["One New time: was 09:00 now 10:00"]
    assert f"/admin/programme/tell/{Act.objects.latest('pk').pk}/" in str(done)


def test_a_session_of_several_days_is_moved_in_its_own_form(staff):
    event = factories.event(**TWO_DAYS)
    end = factories.at("18:00", day=event.last_day)
    session = factories.session(event, starts_at=factories.at("09:00"), ends_at=end)

    page = read(staff.get(ADDRESS))
    form = {f"was-{session.pk}": "0.0.", **moves(session, start="10:00", end="11:00")}
    staff.post(ADDRESS, form | {"save": "1"})

    row = page.select_one(f"#row-{session.pk}")
    assert row.select("input, select") == []
    assert texts(row, "td")[1] == "Tue 4 May, 09:00 – Wed 5 May, 18:00"
    assert Session.objects.get().ends_at == end
