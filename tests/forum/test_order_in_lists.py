"""Lists in staff order: buttons, numbers, one change with one undo."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from forum.models import Page
from programme.models import Event
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ROOMS = "/admin/programme/room/"
PAGES = "/admin/forum/page/"


def rooms(*names: str) -> Event:
    event = factories.event("Forum")
    for name in names:
        factories.room(event, name)
    return event


def order(event: Event) -> list[str]:
    return [str(room) for room in event.rooms.in_staff_order()]


def posted(staff, address: str = ROOMS, **changes: str):
    """Send the list with the numbers it shows, but for some changes."""
    form = read(staff.get(address)).select_one("#changelist-form")
    values = {field["name"]: field["value"] for field in form.select("input[type=number]")}
    seen = {"order_seen": form.select_one("[name=order_seen]")["value"]}
    return staff.post(address, {**values, **seen, "save_order": "1", **changes})


def place_of(event: Event, name: str) -> str:
    return f"{event.rooms.get(name_en=name).pk}-position"


def notes(staff, address: str = ROOMS) -> list[str]:
    return texts(read(staff.get(address)), ".messagelist li")


def test_a_row_goes_to_the_place_that_is_typed(staff):
    event = rooms("Atlas", "Library", "Rif")

    posted(staff, **{place_of(event, "Rif"): "1"})

    assert order(event) == ["Rif", "Atlas", "Library"]
    assert notes(staff) == ["The new order is saved. See the change, or undo it"]


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("move_up", ["Library", "Atlas", "Rif"]),
        ("move_down", ["Atlas", "Rif", "Library"]),
    ],
)
def test_a_button_moves_a_row_by_one_place_and_comes_back_to_it(staff, button, after):
    event = rooms("Atlas", "Library", "Rif")
    key = event.rooms.get(name_en="Library").pk

    response = posted(staff, **{button: str(key)})

    assert (order(event), response["Location"]) == (after, f"{ROOMS}#place-{key}")


def test_the_first_row_cannot_move_up(staff):
    event = rooms("Atlas", "Library")

    posted(staff, move_up=str(event.rooms.get(name_en="Atlas").pk))

    assert (order(event), notes(staff)) == (["Atlas", "Library"], ["Nothing was changed."])


def test_a_new_order_is_one_change_that_can_be_undone(staff):
    event = rooms("Atlas", "Library", "Rif")
    posted(staff, **{place_of(event, "Atlas"): "3"})
    assert order(event) == ["Library", "Rif", "Atlas"]

    act = Act.objects.latest_first().first()
    staff.post(f"/admin/history/{act.pk}/undo/")

    assert order(event) == ["Atlas", "Library", "Rif"]


def test_an_order_that_a_colleague_has_changed_is_not_overwritten(staff):
    event = rooms("Atlas", "Library")
    seen = read(staff.get(ROOMS)).select_one("[name=order_seen]")["value"]
    factories.room(event, "Rif")

    staff.post(ROOMS, {"order_seen": seen, "save_order": "1", place_of(event, "Library"): "1"})

    assert order(event) == ["Atlas", "Library", "Rif"]
    [note] = notes(staff)
    assert note.startswith("Nothing was saved: a colleague has changed these rows meanwhile.")


@pytest.mark.parametrize("typed", ["first", "-1", "1.5", "999999"])
def test_a_place_that_is_no_number_is_refused_with_a_sentence(staff, typed):
    event = rooms("Atlas", "Library")

    posted(staff, **{place_of(event, "Library"): typed})

    assert order(event) == ["Atlas", "Library"]
    assert [note.replace("\u2068", "").replace("\u2069", "") for note in notes(staff)] == [
        "Nothing was saved: the place of Library must be a whole number."
    ]


@pytest.mark.parametrize("seen", ["", "x", "1,x", "99999999999999999999", "-1"])
def test_a_form_that_names_no_rows_changes_nothing(staff, seen):
    event = rooms("Atlas", "Library")

    response = staff.post(ROOMS, {"order_seen": seen, "save_order": "1"})

    assert (response.status_code, order(event)) == (302, ["Atlas", "Library"])


def test_a_page_enters_the_menu_by_a_number_and_leaves_it_without_one(staff):
    factories.page("About", menu_position=1)
    careers, methods = factories.page("Careers", menu_position=2), factories.page("Methods")

    posted(staff, PAGES, **{f"{methods.pk}-position": "1", f"{careers.pk}-position": ""})

    pages = Page.objects.in_menu_order().values_list("title_en", "menu_position")
    assert list(pages) == [("Methods", 1), ("About", 2), ("Careers", None)]


@pytest.mark.parametrize("query", ["?o=1", "?event__id__exact=all", "?q=Atlas", "?_popup=1"])
def test_only_a_whole_order_can_be_changed(staff, query):
    rooms("Atlas", "Library")
    rooms("Great Hall")

    page = read(staff.get(ROOMS + query))

    assert page.select("[name=save_order], [data-ordered], .order-place") == []


def test_who_may_only_read_or_translate_rooms_cannot_order_them(client):
    event = rooms("Atlas", "Library")
    translator = factories.staff_user("karim")
    translator.groups.set(Group.objects.filter(name="Translator (French)"))
    client.force_login(translator)

    page = read(client.get(ROOMS))
    response = client.post(ROOMS, {"order_seen": "1", "save_order": "1"})

    assert page.select("[name=save_order], .order-place") == []
    assert (response.status_code, order(event)) == (403, ["Atlas", "Library"])


@pytest.mark.parametrize("model", ["section", "room", "track", "partnership"])
def test_lists_in_order_take_as_many_queries_for_three_rows_as_for_one(staff, model):
    event = factories.event("Forum")
    staff.get(f"/admin/programme/{model}/")

    counts = []
    for _number in range(3):
        if model == "partnership":
            factories.partnership(event, factories.organization())
        else:
            getattr(factories, model)(event)
        with CaptureQueriesContext(connection) as captured:
            staff.get(f"/admin/programme/{model}/")
        counts.append(len(captured))

    assert counts[0] == counts[2] <= 12


def test_an_order_of_three_takes_the_queries_of_two_and_one_for_each_row_written(staff):
    event = rooms("Atlas", "Library")
    counts = []
    for _number in range(2):
        first, *_others = order(event)
        last = order(event)[1]
        with CaptureQueriesContext(connection) as captured:
            posted(staff, **{place_of(event, first): "2", place_of(event, last): "1"})
        counts.append(len(captured))
        factories.room(event, "Rif")

    assert counts[0] == counts[1]


def test_a_long_list_offers_all_its_rows_to_be_ordered(staff):
    event = rooms(*(f"Room {number}" for number in range(101)))
    offered = read(staff.get(ROOMS)).select_one(".order-bar a")
    last = place_of(event, "Room 100")

    posted(staff, ROOMS + offered["href"], **{last: "2"})

    assert read(staff.get(ROOMS)).select(".order-place") == []
    assert order(event)[:3] == ["Room 0", "Room 100", "Room 1"]
