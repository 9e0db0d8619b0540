"""The people of a session in its form: one line each, in an order that is typed or dragged."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from content.admin.places import Place, make_room
from programme.models import Session
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    session = factories.session(factories.event(), hours="09:00-10:00")
    body = factories.organization("Ministry")
    for name in ("Amina", "Karim", "Zineb"):
        person = factories.speaker(name, function_en="Director", organization=body)
        factories.contribution(person, session=session)
    return session


def form_of(session: Session) -> str:
    return f"/admin/programme/session/{session.pk}/change/"


def people(session: Session) -> list[str]:
    return [str(part.speaker) for part in session.contributions.in_protocol_order()]


def test_a_line_has_the_name_and_the_office_of_the_day(staff, session):
    first = session.contributions.in_protocol_order()[0]
    first.speaker.function_en = "Minister"
    first.speaker.save()

    page = read(staff.get(form_of(session)))

    lines = page.select(".person-line:has(.person-line__day)")
    assert [texts(line, ".person-line__name") for line in lines] == [
        *(["Amina"], ["Karim"], ["Zineb"])
    ]
    assert [" ".join(texts(line, "summary")) for line in lines] == [
        "Director, Ministry differs on the day",
        "Director, Ministry",
        "Director, Ministry",
    ]


def test_the_comma_of_an_office_is_that_of_the_reader(staff, session):
    page = read(staff.get(form_of(session), headers={"accept-language": "ar"}))

    assert texts(page, ".person-line__day summary")[0] == "Director، Ministry"


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({2: "1"}, ["Zineb", "Amina", "Karim"]),
        ({0: "3"}, ["Karim", "Zineb", "Amina"]),
        ({2: "2"}, ["Amina", "Zineb", "Karim"]),
        ({0: ""}, ["Karim", "Zineb", "Amina"]),
        ({}, ["Amina", "Karim", "Zineb"]),
    ],
    ids=["to the front", "to the end", "insert after the first", "empty", "unchanged"],
)
def test_a_typed_place_that_is_taken_is_made_free(staff, session, typed, order):
    places = {f"contributions-{number}-position": place for number, place in typed.items()}

    answer = send(staff, form_of(session), **places)

    assert answer == (302, [])
    assert people(session) == order


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([(1, 1), (2, 2), (3, 3)], [1, 2, 3]),
        ([(1, 1), (1, 1), (1, 1)], [1, 1, 1]),
        ([(1, 2), (2, 1), (3, 3)], [2, 1, 3]),
        ([(10, 10), (20, 20), (None, 20)], [10, 21, 20]),
        ([(1, 1), (32767, 32767), (None, 32767)], [1, 32767, 32767]),
    ],
    ids=["unchanged", "shared before", "swapped", "new row", "last of all"],
)
def test_rows_make_room_for_the_one_that_moves(rows, places):
    found = [Place(before, typed) for before, typed in rows]

    make_room(found)

    assert [place.typed for place in found] == places


def test_a_refused_form_keeps_the_order_that_was_typed(staff, session):
    form = filled(read(staff.get(form_of(session))))
    moved = {f"contributions-{number}-position": str(3 - number) for number in range(3)}

    page = read(staff.post(form_of(session), form | moved | {"title_en": ""}))

    assert texts(page, ".person-line__name")[:3] == ["Zineb", "Karim", "Amina"]


def test_a_line_that_is_ticked_is_taken_away(staff, session):
    answer = send(staff, form_of(session), **{"contributions-1-DELETE": "on"})

    assert answer == (302, [])
    assert people(session) == ["Amina", "Zineb"]


def test_whoever_may_not_change_people_reads_them(client, session):
    user = get_user_model().objects.create_user("someone", is_staff=True)
    user.groups.add(Group.objects.get(name="Scheduler"))
    client.force_login(user)

    page = read(client.get(form_of(session)))

    lines = page.select(".person-line")
    assert [" ".join(texts(line, ".person-line__who > *")) for line in lines] == [
        *("Amina Director, Ministry", "Karim Director, Ministry", "Zineb Director, Ministry")
    ]
    assert page.select(".people :is(input:not([type=hidden]), select)") == []


def test_a_photo_is_asked_of_the_admin(staff, session, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    part = session.contributions.in_protocol_order()[0]
    part.speaker.photo = factories.picture()
    part.speaker.save()

    face = read(staff.get(form_of(session))).select_one(".person-line img.arch")

    assert face["src"].startswith("/admin/media/photos/")
    assert staff.get(face["src"]).status_code == 200
