"""Staff choose the colour of a theme by its name."""

import pytest

from programme.agenda.themes import COLOURS
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def offered(page, name: str) -> list[tuple[str, str, bool]]:
    options = page.select(f'select[name="{name}"] option')
    return [
        (one.get("value", ""), one.get_text(strip=True), one.has_attr("selected"))
        for one in options
    ]


def of(theme) -> str:
    return f"/admin/programme/track/{theme.pk}/change/"


def test_the_eight_colours_have_names(staff):
    theme = factories.track(factories.event(), colour="#9c443b")

    options = offered(read(staff.get(of(theme))), "colour")

    assert options == [
        ("", "None", False),
        *((code, str(name), code == "#9c443b") for code, name in COLOURS.items()),
    ]


def test_a_colour_typed_before_stays_a_choice(staff):
    theme = factories.track(factories.event(), colour="#123456")
    page = read(staff.get(of(theme)))

    answer = staff.post(of(theme), filled(page) | {"name_en": "Renamed"})

    theme.refresh_from_db()
    assert offered(page, "colour")[-1] == ("#123456", "Blue (#123456)", True)
    assert answer.status_code == 302
    assert (theme.name_en, theme.colour) == ("Renamed", "#123456")


def test_a_colour_is_chosen_in_the_form_of_the_event_too(staff):
    event = factories.event()
    theme = factories.track(event, colour="#2266a4")
    address = f"/admin/programme/event/{event.pk}/change/"
    page = read(staff.get(address))

    answer = staff.post(address, filled(page) | {"tracks-0-colour": "#964267"})

    theme.refresh_from_db()
    assert ("#2266a4", "Blue", True) in offered(page, "tracks-0-colour")
    assert answer.status_code == 302
    assert theme.colour == "#964267"


def test_the_list_of_themes_names_their_colours(staff):
    event = factories.event()
    factories.track(event, "Water", colour="#2266a4", position=1)
    factories.track(event, "Old", colour="#123456", position=2)
    factories.track(event, "Grey", colour="#777777", position=3)

    page = read(staff.get(f"/admin/programme/track/?event__id__exact={event.pk}"))

    assert texts(page, ".field-colour_name") == ["Blue", "Blue", "#777777"]
    assert [mark["class"][-1] for mark in page.select(".theme-swatch")] == ["theme-2", "theme-2"]
