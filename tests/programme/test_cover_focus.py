"""The point of a cover picture that stays in sight where pages cut its edges."""

import pytest

from programme.models import Event
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


def cover(client, event: Event) -> list[str]:
    return read(client.get(event.get_absolute_url())).select_one(".cover__image")["class"]


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [
        (50, 50, []),
        (0, 100, ["focus-x-0", "focus-y-8"]),
        (33, 50, ["focus-x-3"]),
        (47, 78, ["focus-y-6"]),
    ],
)
def test_a_cover_is_cropped_around_its_focus(client, x, y, classes):
    event = factories.event(
        picture=factories.picture(), picture_focus_x=x, picture_focus_y=y, slug="forum"
    )

    assert cover(client, event) == ["cover__image", *classes]


def test_the_focus_is_chosen_in_the_form_of_the_event(staff):
    page = read(staff.get("/admin/programme/event/add/"))

    field = page.select_one("#fold-picture [name=picture]")
    assert (field["data-focus-x"], field["data-focus-y"], field["data-focus-ratio"]) == (
        "picture_focus_x",
        "picture_focus_y",
        "1.6",
    )
    assert page.select_one("#fold-picture [name=picture_focus_x]")["value"] == "50"
