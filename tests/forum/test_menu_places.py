"""Two pages never have one place in the menu."""

import pytest

from forum.models import Page
from tests import factories
from tests.adminforms import send

pytestmark = pytest.mark.django_db


def places() -> dict[str, int | None]:
    return dict(Page.objects.values_list("title_en", "menu_position"))


def test_a_page_is_inserted_at_the_place_that_is_typed(staff):
    for number, title in enumerate(("Venue", "Careers", "Press"), start=1):
        factories.page(title, menu_position=number)
    about = factories.page("About")

    answer = send(staff, f"/admin/forum/page/{about.pk}/change/", menu_position="2")

    assert answer == (302, [])
    assert places() == {"Venue": 1, "About": 2, "Careers": 3, "Press": 4}


def test_no_other_page_moves_where_the_place_is_free(staff):
    venue, press = factories.page("Venue", menu_position=1), factories.page("Press")

    send(staff, f"/admin/forum/page/{press.pk}/change/", menu_position="7")

    assert venue.menu_position == 1
    assert places() == {"Venue": 1, "Press": 7}
