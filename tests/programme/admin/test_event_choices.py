"""Autocomplete fields offer what belongs to the event of the form, and tell equal names apart."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.adminforms import send
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def new():
    day = dt.date(2999, 5, 4)
    return factories.event("Open Smart Regions", first_day=day, last_day=day)


@pytest.fixture
def old():
    day = dt.date(2020, 11, 20)
    return factories.event("Open Smart Regions 2020", first_day=day, last_day=day)


def choose(staff: Client, event: object) -> None:
    staff.post("/admin/programme/event/choose/", {"event": getattr(event, "pk", event)})


def offers(staff: Client, field: str, term: str = "", **query: object) -> list[str]:
    """What a field such as `session.room` offers, from best to last."""
    model, _dot, name = field.partition(".")
    given = {"app_label": "programme", "model_name": model, "field_name": name, "term": term}
    answer = staff.get("/admin/autocomplete/", {**given, **query})
    assert answer.status_code == 200
    return [offer["text"] for offer in answer.json()["results"]]


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("session.room", factories.room),
        ("session.section", factories.section),
        ("session.track", factories.track),
        ("document.session", factories.session),
        ("contribution.section", factories.section),
    ],
)
def test_a_field_offers_the_rows_of_the_event_of_its_form(staff, old, new, field, make):
    make(old, "Atlas")
    make(new, "Atlas")
    make(new, "Library")
    choose(staff, old)

    found = [
        sorted(offers(staff, field, **query)) for query in ({}, {"event": new.pk}, {"event": ""})
    ]

    assert found == [
        ["Atlas"],
        ["Atlas", "Library"],
        [
            "Atlas · Open Smart Regions 2020",
            "Atlas · Open Smart Regions 2999",
            "Library · Open Smart Regions 2999",
        ],
    ]


def test_rows_of_all_events_are_offered_with_the_event_when_all_are_chosen(staff, old, new):
    factories.room(old, "Atlas")
    factories.room(new, "Atlas")
    choose(staff, "all")

    assert offers(staff, "session.room", "atl") == [
        "Atlas · Open Smart Regions 2999",
        "Atlas · Open Smart Regions 2020",
    ]


@pytest.mark.parametrize(
    ("wrong", "found"), [("abc", ["Atlas"]), ("-1", ["Atlas"]), ("999999", []), ("9" * 18, [])]
)
def test_a_field_answers_any_event(staff, new, wrong, found):
    factories.room(new, "Atlas")

    assert offers(staff, "session.room", event=wrong) == found


def test_an_event_too_large_for_a_number_is_a_bad_request(staff, new):
    query = "app_label=programme&model_name=session&field_name=room&term="

    assert staff.get(f"/admin/autocomplete/?{query}&event={'9' * 40}").status_code == 400


def test_events_are_offered_with_their_year(staff, old, new):
    assert offers(staff, "session.event") == ["Open Smart Regions 2999", "Open Smart Regions 2020"]


def test_the_event_of_a_form_is_shown_with_its_year(staff, new):
    page = read(staff.get("/admin/programme/session/add/"))

    assert texts(page, "#id_event [selected]") == ["Open Smart Regions 2999"]


def test_people_are_offered_with_function_and_organization(staff):
    city = factories.organization("City of Fès")
    factories.speaker("Mohamed Alaoui", function_en="Mayor", organization=city)
    factories.speaker("Mohamed Alaoui", function_en="Journalist")
    factories.speaker("Mohamed Alaoui", organization=city)

    assert offers(staff, "contribution.speaker", "alaoui") == [
        "Mohamed Alaoui · Mayor, City of Fès",
        "Mohamed Alaoui · Journalist",
        "Mohamed Alaoui · City of Fès",
    ]


def test_rows_that_are_called_the_same_are_told_apart_by_their_addresses(staff):
    for name in ("Mohamed Alaoui", "Mohamed Alaoui", "Fatima Alaoui"):
        factories.speaker(name)

    assert offers(staff, "contribution.speaker", "alaoui") == [
        "Fatima Alaoui",
        "Mohamed Alaoui · mohamed-alaoui",
        "Mohamed Alaoui · mohamed-alaoui-2",
    ]


@pytest.mark.parametrize("field", ["session.room", "contribution.session", "contribution.speaker"])
@pytest.mark.parametrize("event", ["", "{pk}"])
def test_offers_take_as_many_queries_for_three_rows_as_for_one(staff, new, field, event):
    counts = []
    for _number in range(3):
        factories.room(new)
        factories.session(new)
        factories.speaker(organization=factories.organization())
        with CaptureQueriesContext(connection) as captured:
            offers(staff, field, event=event.format(pk=new.pk))
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2] <= 5


def test_a_form_marks_its_event_and_what_depends_on_it(staff, old, new):
    page = read(staff.get("/admin/programme/session/add/"))

    marked = {
        mark: [field["name"] for field in page.select(f"select[{mark}]")]
        for mark in ("data-event-choice", "data-of-event")
    }
    assert marked == {
        "data-event-choice": ["event"],
        "data-of-event": ["room", "section", "track"],
    }


def test_the_form_of_a_contribution_says_the_event_to_which_it_belongs(staff, old, new):
    part = factories.contribution(factories.speaker(), session=factories.session(old))
    pages = [f"/admin/programme/contribution/{part.pk}/change/", "/admin/programme/document/add/"]

    said = [
        [field["data-of-event"] for field in read(staff.get(page)).select("[data-of-event]")]
        for page in pages
    ]

    assert said == [[str(old.pk)] * 2, [""] * 2]


def test_a_room_of_another_event_is_still_refused(staff, old, new):
    session, room = factories.session(new), factories.room(old)

    answer = send(staff, f"/admin/programme/session/{session.pk}/change/", room=str(room.pk))

    assert answer == (200, ["This room belongs to another event."])
