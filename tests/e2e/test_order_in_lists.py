"""The order of a list: by drag, by keys and by buttons, with a script and without."""

import pytest

from programme.models import Event
from tests import factories
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)

ROOMS = "/admin/programme/room/"


@pytest.fixture
def event(db) -> Event:
    event = factories.event("Forum")
    for name in ("Atlas", "Library", "Rif"):
        factories.room(event, name)
    return event


def order(event: Event) -> list[str]:
    return [str(room) for room in event.rooms.in_staff_order()]


def rooms(visitor, **options):
    return visitor.opens(ROOMS, storage_state=visitor.session(), **options)


def save(page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save the order").click()


def test_rows_are_moved_by_pointer_and_by_keys_and_saved_at_once(visitor, event):
    page = rooms(visitor)

    page.get_by_role("button", name="Move Rif", exact=True).focus()
    page.keyboard.press("ArrowUp")
    said = page.locator("#changelist-form > [role=status]").inner_text()
    last = page.locator("#result_list tbody tr").nth(2)
    below_its_middle = {"x": 60, "y": last.bounding_box()["height"] - 4}
    handle = page.get_by_role("button", name="Move Atlas", exact=True)
    handle.drag_to(last, target_position=below_its_middle)
    save(page)

    assert (said, order(event)) == ("Rif: 2 of 3", ["Rif", "Library", "Atlas"])


def test_a_button_keeps_the_focus_while_its_row_moves(visitor, event):
    page = rooms(visitor)

    page.get_by_role("button", name="Move ⁨Atlas⁩ down").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    save(page)

    assert order(event) == ["Library", "Rif", "Atlas"]


def test_without_script_a_button_or_a_number_and_enter_save_the_order(visitor, event):
    page = rooms(visitor, java_script_enabled=False)

    with page.expect_navigation():
        page.get_by_role("button", name="Move ⁨Atlas⁩ down").click()
    after_the_button = order(event)
    page.get_by_label("Place of ⁨Rif⁩").fill("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert after_the_button == ["Library", "Atlas", "Rif"]
    assert order(event) == ["Rif", "Library", "Atlas"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_list_in_order_is_for_everybody(visitor, event, width):
    page = rooms(visitor, width=width, color_scheme="dark")
    page.set_viewport_size({"width": width, "height": 3000})

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
