"""What the timetable refuses, and what it says of what somebody else did meanwhile."""

import datetime as dt

import pytest

from content.history.acts import act
from content.history.models import Act
from programme.models import Session
from tests import factories
from tests.html import read, texts
from tests.programme.admin.timetable.sheet import (
    ADDRESS,
    BOARD,
    hours,
    moves,
    press,
    refusals,
    send,
)

pytestmark = pytest.mark.django_db

NOT_SAVED = "Nothing has been saved. Correct this first:"
OVERTAKEN = "Moved by somebody else meanwhile. Save to keep your place, or take theirs:"


NEXT = dt.timedelta(days=9)


def colleague():
    return factories.staff_user("salma", first_name="Salma", last_name="Bennani")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"end": "08:30"}, "The end must be after the start."),
        ({"start": ""}, "Give both a start and an end, or neither."),
        (
            {"start": "9h77"},
            "“9h77” is not a time. Enter one such as 10:30, 10h30, 1030 or 2:30 pm.",
        ),
        ({"day": "2027-05-07"}, "This is more than one day outside the dates of the event."),
        ({"day": "9999-12-31", "start": "22:00", "end": "24:00"}, "Choose a day of the event."),
        ({"day": "9999-12-31", "start": "23:50", "end": ""}, "Choose a day of the event."),
        ({"day": "tomorrow"}, "Choose a day of the event."),
        ({"room": "999999"}, "This room no longer exists. Choose another one."),
        ({"room": "; DROP TABLE"}, "This room no longer exists. Choose another one."),
    ],
)
def test_a_mistake_is_named_with_its_session_and_nothing_is_saved(staff, typed, sentence):
    event = factories.event()
    wrong = factories.session(event, "Wrong", hours="09:00-09:30")
    right = factories.session(event, "Right", hours="10:00-10:30")

    response = send(staff, moves(wrong, **typed), moves(right, start="11:00", end="11:30"))

    page = read(response)
    assert refusals(response) == [NOT_SAVED, f"“\u2068Wrong\u2069”: {sentence} Put back"]
    assert texts(page, ".errorlist li") == [sentence]
    assert [hours(wrong), hours(right)] == ["Tue 09:00-09:30 –", "Tue 10:00-10:30 –"]
    assert page.select_one(f"#start-{right.pk}")["value"] == "11:00"
    for name, text in typed.items():
        field = page.select_one(f"#{name}-{wrong.pk}")
        chosen = field.select_one("option[selected]") or field
        assert chosen["value"] == text


def test_an_hour_that_the_clocks_skip_is_refused(staff):
    day = dt.date(2027, 3, 28)
    event = factories.event(time_zone="Europe/Paris", first_day=day, last_day=day)
    session = factories.session(event, "Night", hours="01:00-01:30")

    response = send(staff, moves(session, start="02:15", end="02:45"))

    reason = "This time does not exist on that day, because the clocks go forward."
    assert refusals(response) == [NOT_SAVED, f"“\u2068Night\u2069”: {reason} Put back"]


def test_a_session_in_an_hour_that_comes_twice_is_moved_in_its_own_form(staff):
    day = dt.date(2027, 10, 31)
    event = factories.event(time_zone="Europe/Paris", first_day=day, last_day=day)
    second = dt.datetime(2027, 10, 31, 1, 15, tzinfo=dt.UTC)
    minutes = dt.timedelta(minutes=30)
    session = factories.session(event, "Late", starts_at=second, ends_at=second + minutes)

    page = read(staff.get(ADDRESS))

    assert texts(page, f"#row-{session.pk} td")[1] == "Sun 31 Oct., 02:15–02:45"


def test_over_the_save_of_a_colleague_the_page_says_who_and_where_and_keeps_everything(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    one = factories.session(event, "One", hours="09:00-09:30")
    two = factories.session(event, "Two", hours="10:00-10:30")
    page = read(staff.get(ADDRESS))
    with act(colleague()):
        Session.objects.filter(pk=one.pk).change(room=atlas)

    response = press(
        staff, page, moves(one, start="11:00", end=""), moves(two, start="12:00", end="")
    )

    again = read(response)
    now = texts(again, ".timetable-notices li")[0].partition("(")[2].partition(")")[0]
    assert refusals(response) == [
        OVERTAKEN,
        f"\u2068Salma Bennani\u2069 ({now}) moved “\u2068One\u2069”: Tue 4 May, 09:00–09:30, "
        "\u2068Atlas\u2069. You have: Tue 4 May, 11:00–11:30, no room. Take theirs",
    ]
    assert now.startswith("today ")
    assert [hours(one), hours(two)] == ["Tue 09:00-09:30 Atlas", "Tue 10:00-10:30 –"]
    starts = [again.select_one(f"#start-{session.pk}")["value"] for session in (one, two)]
    assert starts == ["11:00", "12:00"]

    press(staff, again)

    assert [hours(one), hours(two)] == ["Tue 11:00-11:30 –", "Tue 12:00-12:30 –"]


def test_what_a_colleague_saved_can_be_taken_instead(staff):
    event = factories.event()
    one = factories.session(event, "One", hours="09:00-09:30")
    two = factories.session(event, "Two", hours="10:00-10:30")
    page = read(staff.get(ADDRESS))
    with act(colleague()):
        Session.objects.filter(pk=one.pk).change(room=factories.room(event, "Atlas"))
    page = read(press(staff, page, moves(one, start="11:00"), moves(two, start="12:00", end="")))

    taken = press(staff, page, button=f"back:{one.pk}")
    press(staff, read(taken))

    assert refusals(taken) == []
    assert [hours(one), hours(two)] == ["Tue 09:00-09:30 Atlas", "Tue 12:00-12:30 –"]


def test_a_colleague_who_saves_once_more_is_not_overwritten_unseen(staff):
    event = factories.event()
    one = factories.session(event, "One", hours="09:00-09:30")
    page = read(staff.get(ADDRESS))
    Session.objects.filter(pk=one.pk).change(room=factories.room(event, "Atlas"))
    page = read(press(staff, page, moves(one, start="11:00", end="11:30")))
    Session.objects.filter(pk=one.pk).change(room=factories.room(event, "Rif"))

    response = press(staff, page)

    assert len(refusals(response)) == 2
    assert hours(one) == "Tue 09:00-09:30 Rif"


def test_what_a_colleague_moved_and_nobody_else_stays_where_it_is_now(staff):
    event = factories.event()
    theirs = factories.session(event, "Theirs", hours="09:00-09:30")
    ours = factories.session(event, "Ours", hours="10:00-10:30")
    page = read(staff.get(ADDRESS))
    Session.objects.filter(pk=theirs.pk).change(room=factories.room(event, "Atlas"))

    press(staff, page, moves(ours, start="12:00", end="12:30"))

    assert [hours(theirs), hours(ours)] == ["Tue 09:00-09:30 Atlas", "Tue 12:00-12:30 –"]


def test_a_colleague_who_changes_something_else_is_not_in_the_way(staff):
    session = factories.session(factories.event(), "One", hours="09:00-09:30", status="draft")
    page = read(staff.get(ADDRESS))
    Session.objects.filter(pk=session.pk).change(status="published", title_en="Renamed")

    response = press(staff, page, moves(session, start="12:00", end="12:30"))

    session.refresh_from_db()
    assert response.status_code == 302
    assert (session.title_en, session.status) == ("Renamed", "published")
    assert hours(session) == "Tue 12:00-12:30 –"


def test_both_may_have_moved_a_session_to_the_same_place(staff):
    session = factories.session(factories.event(), "One", hours="09:00-09:30")
    page = read(staff.get(ADDRESS))
    times = {"starts_at": factories.at("12:00"), "ends_at": factories.at("12:30")}
    Session.objects.filter(pk=session.pk).change(**times)

    response = press(staff, page, moves(session, start="12:00", end="12:30"))

    assert response.status_code == 302


def test_a_room_that_vanished_meanwhile_is_named_and_the_rest_is_kept(staff):
    event = factories.event()
    atlas, rif = factories.room(event, "Atlas"), factories.room(event, "Rif")
    one = factories.session(event, "One", hours="09:00-09:30", room=atlas)
    two = factories.session(event, "Two", hours="10:00-10:30", room=atlas)
    page = read(staff.get(ADDRESS))
    rif.delete()

    response = press(staff, page, moves(one, room=str(rif.pk)), moves(two, start="12:00", end=""))

    again = read(response)
    sentence = "This room no longer exists. Choose another one."
    assert refusals(response) == [NOT_SAVED, f"“\u2068One\u2069”: {sentence} Put back"]
    assert texts(again, f"#room-{one.pk} option[selected]") == ["not there"]
    assert again.select_one(f"#start-{two.pk}")["value"] == "12:00"
    press(staff, again, moves(one, room=""))
    assert [hours(one), hours(two)] == ["Tue 09:00-09:30 –", "Tue 12:00-12:30 Atlas"]


def test_what_is_refused_can_be_put_back_alone(staff):
    event = factories.event()
    wrong = factories.session(event, "Wrong", hours="09:00-09:30")
    right = factories.session(event, "Right", hours="10:00-10:30")
    changes = moves(wrong, end="08:30"), moves(right, start="12:00", end="")

    page = read(send(staff, *changes, button="look"))
    back = press(staff, page, button=f"back:{wrong.pk}")
    press(staff, read(back))

    assert texts(page, ".timetable-notices p") == ["Correct this before you save:"]
    assert refusals(back) == []
    assert [hours(wrong), hours(right)] == ["Tue 09:00-09:30 –", "Tue 12:00-12:30 –"]


def test_who_changed_something_else_since_is_not_taken_for_who_moved_it(staff):
    session = factories.session(factories.event(), "One", hours="09:00-09:30")
    page = read(staff.get(ADDRESS))
    with act(colleague()):
        Session.objects.filter(pk=session.pk).change(starts_at=factories.at("08:00"))
    with act(factories.staff_user("karim")):
        Session.objects.filter(pk=session.pk).change(title_en="Renamed")

    response = press(staff, page, moves(session, start="11:00", end="11:30"))

    assert "Salma Bennani" in refusals(response)[1]


def test_a_room_of_another_event_is_none_of_this_one(staff):
    session = factories.session(factories.event(), "One", hours="09:00-09:30")
    other = factories.room(
        factories.event(first_day=factories.DAY + NEXT, last_day=factories.DAY + NEXT), "Far"
    )

    response = send(staff, moves(session, room=str(other.pk)))

    assert len(refusals(response)) == 2
    assert hours(session) == "Tue 09:00-09:30 –"


def test_of_a_session_that_was_deleted_meanwhile_the_page_says_who_did_it(staff):
    event = factories.event()
    one = factories.session(event, "One", hours="09:00-09:30")
    two = factories.session(event, "Two", hours="10:00-10:30")
    page = read(staff.get(ADDRESS))
    with act(colleague()):
        Session.objects.get(pk=one.pk).delete()

    changes = moves(one, start="11:00", end=""), moves(two, start="12:00", end="")
    looked = press(staff, page, *changes, button="look")
    saved = press(staff, page, *changes)

    [sentence] = refusals(looked)
    assert sentence.startswith(
        "“\u2068One\u2069” is no longer in this event: \u2068Salma Bennani\u2069, today"
    )
    assert texts(read(staff.get(saved.url)), ".messagelist .warning") == [sentence]
    assert hours(two) == "Tue 12:00-12:30 –"


def test_whoever_was_logged_out_gets_the_moves_back(staff):
    event = factories.event()
    session = factories.session(event, "One", hours="09:00-09:30")
    page = read(staff.get(ADDRESS))
    staff.logout()

    asked = read(press(staff, page, moves(session, start="11:00", end="11:30")))
    form = {one["name"]: one.get("value", "") for one in asked.select("#content [name]")}
    back = read(staff.post(ADDRESS, form | {"username": "amina", "password": "a long password"}))

    assert texts(back, ".messagelist li") == [
        "This is what you typed. It is not saved yet: please press Save."
    ]
    assert back.select_one(f"#start-{session.pk}")["value"] == "11:00"
    assert hours(session) == "Tue 09:00-09:30 –"
    press(staff, back)
    assert hours(session) == "Tue 11:00-11:30 –"


def test_hostile_posts_are_answered_and_write_nothing(staff):
    event = factories.event()
    session = factories.session(event, hours="09:00-09:30")
    other = factories.session(factories.event(), "Of another event", hours="09:00-09:30")
    acts, key = Act.objects.count(), session.pk

    forms = [
        {f"was-{key}": "x"},
        {
            f"was-{key}": "9" * 11 + "." + "9" * 11 + ".",
            f"start-{key}": "\x00",
            f"end-{key}": "٩" * 90,
        },
        {"was-0": "1.2.3", "start-0": "09:00", "end-0": "10:00", "room-0": "", "day-0": ""},
        {f"was-{'9' * 30}": "1.2.3", f"start-{'9' * 30}": "09:00"},
        {f"was-{key}": "-9999999999.99999999999.1", f"start-{key}": "<script>", f"room-{key}": "٣"},
        {f"was-{other.pk}": "..", **moves(other, start="12:00", end="13:00", room="", day="")},
        {"was-": "..", "was": "..", "seen-1": "..", "back": "x" * 500},
        {},
    ]
    statuses = [
        staff.post(BOARD + query, form | {button: "1"}).status_code
        for form in forms
        for button in ("save", "look")
        for query in ("", f"?event={event.pk}&day=0001-01-01&view=%00x", f"?event={event.pk}&day=x")
    ]

    assert {status for status in statuses if status not in {200, 302, 400}} == set()
    assert Act.objects.count() == acts
    assert [hours(session), hours(other)] == ["Tue 09:00-09:30 –"] * 2


def test_what_is_typed_as_an_hour_is_shown_as_text(staff):
    session = factories.session(factories.event(), "Wrong", hours="09:00-09:30")

    page = read(send(staff, moves(session, start="<i>9</i>"), address=BOARD))

    slot = page.select_one(f"#slot-{session.pk}")
    assert slot.select("i") == []
    assert texts(slot, ".slot__facts") == ["<i>9</i>–09:30"]
