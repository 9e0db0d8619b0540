"""A new row begins in the chosen event, with the filters of the list or what was saved last."""

import datetime as dt
import zoneinfo
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programme.models import Session
from tests import factories
from tests.adminforms import filled
from tests.html import read

pytestmark = pytest.mark.django_db

ADD = "/admin/programme/session/add/"
NAMES = ("event", "section", "room", "track", "starts_at_0", "starts_at_1")


@pytest.fixture
def old():
    day = dt.date(2020, 11, 20)
    return factories.event("Old forum", first_day=day, last_day=day)


@pytest.fixture
def new():
    day = dt.date(2999, 5, 4)
    return factories.event("New forum", first_day=day, last_day=day, time_zone="Asia/Tokyo")


def initial(staff: Client, address: str = ADD) -> dict[str, str]:
    """The event, place and start that the form of a new row proposes."""
    form = filled(read(staff.get(address)))
    return {name: form[name] for name in NAMES if form.get(name)}


def from_list(**filters: object) -> str:
    """The address of *Add* above a list with these filters."""
    query = "&".join(f"{name}__id__exact={value}" for name, value in filters.items())
    return f"{ADD}?_changelist_filters={quote(query)}"


def save_and_add(staff: Client, address: str, **values: object) -> str:
    """Submit the form of a page with “Save and add another”; returns the next address."""
    form = filled(read(staff.get(address)))
    response = staff.post(address, {**form, **values, "_addanother": "1"})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


@pytest.mark.parametrize("model", ["session", "section", "room", "track", "announcement"])
def test_a_new_row_belongs_to_the_chosen_event(staff, old, new, model):
    page = f"/admin/programme/{model}/add/"
    proposed = [initial(staff, page)]
    staff.post("/admin/programme/event/choose/", {"event": old.pk})
    proposed.append(initial(staff, page))
    staff.post("/admin/programme/event/choose/", {"event": "all"})
    proposed.append(initial(staff, page))

    assert proposed == [{"event": str(new.pk)}, {"event": str(old.pk)}, {}]


def test_the_filters_of_a_list_are_taken_over(staff, old, new):
    section, room, track = factories.section(new), factories.room(new), factories.track(new)
    elsewhere = factories.section(old)

    proposed = [
        initial(staff, from_list(section=section.pk, room=room.pk, track=track.pk)),
        initial(staff, from_list(event=old.pk)),
        initial(staff, from_list(section=elsewhere.pk)),
        initial(staff, from_list(event=new.pk, section=elsewhere.pk)),
    ]

    place = {"section": str(section.pk), "room": str(room.pk), "track": str(track.pk)}
    assert proposed == [
        {"event": str(new.pk)} | place,
        {"event": str(old.pk)},
        {"event": str(old.pk), "section": str(elsewhere.pk)},
        {"event": str(new.pk)},
    ]


@pytest.mark.parametrize("wrong", ["all", "abc", "", "-1", "999999", "9" * 18, "²", "é"])
def test_impossible_filters_are_ignored(staff, new, wrong):
    page = from_list(event="all", section=wrong, room=wrong)

    assert initial(staff, page) == {"event": str(new.pk)}


@pytest.mark.parametrize("start", ["", "abc", "2999-13-45T10:00", "10:00", "2999-05-04T99:99"])
def test_an_impossible_start_is_ignored(staff, new, start):
    assert initial(staff, f"{ADD}?starts_at={start}") == {"event": str(new.pk)}


def test_parts_that_do_not_exist_are_ignored(staff, new):
    assert initial(staff, f"{ADD}?section=999999&room={'9' * 18}") == {"event": str(new.pk)}


def test_the_next_session_begins_where_the_one_saved_ends(staff, old, new):
    section, room, track = factories.section(old), factories.room(old), factories.track(old)
    place = {"section": str(section.pk), "room": str(room.pk), "track": str(track.pk)}
    times = {"starts_at_1": "10:00", "ends_at_0": "2020-11-20", "ends_at_1": "10:45"}

    address = save_and_add(
        staff,
        from_list(section=section.pk),
        title_en="First",
        starts_at_0="2020-11-20",
        **place,
        **times,
    )

    assert initial(staff, address) == {
        "event": str(old.pk),
        **place,
        "starts_at_0": "Fri 20 November 2020",
        "starts_at_1": "10:45",
    }
    assert "_changelist_filters" in dict(parse_qsl(urlsplit(address).query))


def test_the_next_start_is_in_the_zone_of_the_event(staff, old, new):
    tokyo = zoneinfo.ZoneInfo("Asia/Tokyo")
    session = factories.session(new, hours="23:00-23:30")
    assert session.ends_at.astimezone(tokyo).hour == 23

    address = save_and_add(staff, f"/admin/programme/session/{session.pk}/change/")

    assert initial(staff, address) == {
        "event": str(new.pk),
        "starts_at_0": "Sat 4 May 2999",
        "starts_at_1": "23:30",
    }


def test_what_was_emptied_does_not_come_back_from_the_address(staff, new):
    room, section = factories.room(new), factories.section(new)
    page = f"{from_list(section=section.pk)}&room={room.pk}&starts_at=2999-05-04T10:00"

    address = save_and_add(
        staff, page, title_en="First", section="", room="", starts_at_0="", starts_at_1=""
    )

    assert initial(staff, address) == {"event": str(new.pk)}
    assert Session.objects.get().title == "First"


def test_a_section_saved_leads_to_another_of_its_event(staff, old, new):
    address = save_and_add(
        staff, "/admin/programme/section/add/", title_en="First", event=str(old.pk)
    )

    assert initial(staff, address) == {"event": str(old.pk)}


@pytest.mark.parametrize("target", ["session", "section", "event"])
def test_a_document_saved_leads_to_another_of_its_session_section_or_event(staff, new, target):
    rows = {"event": new, "section": factories.section(new), "session": factories.session(new)}
    document = factories.document(**{target: rows[target]})

    address = save_and_add(staff, f"/admin/programme/document/{document.pk}/change/")

    form = filled(read(staff.get(address)))
    chosen = {name: form[name] for name in rows if form[name]}
    assert (form["title_en"], chosen) == ("", {target: str(rows[target].pk)})


def test_a_room_added_in_a_window_of_a_form_belongs_to_the_event_of_the_form(staff, old, new):
    page = f"/admin/programme/room/add/?_popup=1&_to_field=id&event={old.pk}"

    assert initial(staff, page) == {"event": str(old.pk)}


def test_a_new_form_takes_a_constant_number_of_queries(staff, new):
    counts = []
    for _number in range(3):
        section, room = factories.section(new), factories.room(new)
        with CaptureQueriesContext(connection) as captured:
            staff.get(from_list(section=section.pk, room=room.pk))
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2] <= 14
