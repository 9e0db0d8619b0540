"""What a file has beside titles, times and people: colours, seats, links, words of its own."""

import json

import pytest

from programme.imports.plan import Plan
from programme.imports.target import plan_file
from programme.imports.values import Options
from programme.imports.writing import write
from programme.models import Document, ImportedFrom, ImportSource, Room, Session, Track
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forum():
    return factories.event("Forum", slug="forum-2027")


def bring_in(data: str | bytes, name: str = "forum.csv", **options) -> Plan:
    data = data.encode() if isinstance(data, str) else data
    plan = plan_file(data, name, "forum-2027", Options(language="en", **options))
    assert plan.refused == []
    write(plan)
    return plan


def test_a_number_behind_a_room_is_its_seats_unless_two_rooms_are_called_so():
    bring_in("ID;Title;Room\n1;A;Hall (33)\n2;B;Studio (10)\n3;C;Studio (20)\n4;D;Room (2)\n")
    again = bring_in("ID;Title;Room\n1;A;Hall (33)\n2;B;Hall (33)\n")

    rooms = Room.objects.order_by("position").values_list("name_en", "capacity")
    assert list(rooms) == [
        ("Hall", 33),
        ("Studio (10)", None),
        ("Studio (20)", None),
        ("Room (2)", None),
    ]
    assert [(one.before, one.after) for plan in again.changed for one in plan.changes] == [
        (Room.objects.get(name_en="Studio (10)").pk, Room.objects.get(name_en="Hall").pk)
    ]


def test_a_room_that_is_called_with_its_seats_here_is_found(forum):
    room = factories.room(forum, "Hall (33)")

    bring_in("ID;Title;Room\n1;A;Hall (33)\n")

    assert (Session.objects.get().room, Room.objects.count()) == (room, 1)


def session(**fields) -> dict:
    times = {"start": "2027-05-04T09:00:00+00:00", "end": "2027-05-04T09:45:00+00:00"}
    kind, colour = {"name": "Unconference"}, {"name": "Data", "color": "#2A6F5E"}
    return {
        **{"code": "AB12CD", "title": "Opening", "state": "confirmed", "submission_type": kind},
        **{"track": colour, "slots": [times], "tags": ["budgets"], "notes": "secret"},
        **fields,
    }


def resource(number: int) -> dict:
    return {"resource": f"https://slides.example/{number}", "description": f"Slides {number}"}


def test_a_new_theme_has_the_colour_of_the_file():
    bring_in(json.dumps([session()]), "talks.json")

    assert list(Track.objects.values_list("name_en", "colour")) == [("Data", "#2a6f5e")]


def test_links_become_documents_that_staff_publish_and_those_removed_stay_so():
    bring_in(json.dumps([session(resources=[resource(1), resource(2)])]), "talks.json")
    Document.objects.get(url="https://slides.example/1").delete()
    same = bring_in(json.dumps([session(resources=[resource(1), resource(2)])]), "talks.json")

    bring_in(json.dumps([session(resources=[resource(1), resource(3)])]), "talks.json")

    found = Document.objects.order_by("pk").values_list("title_en", "url", "kind", "is_published")
    assert same.changes_nothing
    assert list(found) == [
        ("Slides 2", "https://slides.example/2", "link", False),
        ("Slides 3", "https://slides.example/3", "link", False),
    ]


def test_an_address_that_cannot_be_stored_is_left_out():
    found = {"resource": "https://bad host/", "description": "No"}

    bring_in(json.dumps([session(resources=[found])]), "talks.json")

    assert (Session.objects.count(), Document.objects.count()) == (1, 0)


def test_what_we_have_no_field_for_is_kept_but_nothing_private():
    bring_in(json.dumps([session(feedback_url="https://talks.example/f")]), "talks.json")

    assert ImportedFrom.objects.get(session__isnull=False).rest == {
        "tags": ["budgets"],
        "feedback_url": "https://talks.example/f",
        "kind": "Unconference",
    }


def test_the_session_type_that_staff_chose_for_a_word_is_remembered():
    first = bring_in(json.dumps([session()]), "talks.json")
    chosen = bring_in(json.dumps([session()]), "talks.json", kinds={"Unconference": "workshop"})
    again = bring_in(json.dumps([session(), session(code="XY", title="B")]), "talks.json")

    unknown = ["Unknown session types, imported as “Other”: Unconference."]
    assert [[one.text for one in plan.notices] for plan in (first, chosen, again)] == [
        unknown,
        [],
        [],
    ]
    assert list(Session.objects.values_list("kind", flat=True)) == ["workshop", "workshop"]
    assert ImportSource.objects.get().kinds == {"unconference": "workshop"}
