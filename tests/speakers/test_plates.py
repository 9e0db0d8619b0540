"""Logos stand on a light plate or on a dark one, and staff are told of those that nobody sees."""

import pytest
from PIL import Image

from speakers.models import Organization
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts
from tests.pictures import uploaded

pytestmark = pytest.mark.django_db

DARK_PLATE = "This logo is white and cannot be seen on the light plate. Choose the dark plate."
LIGHT_PLATE = "This logo cannot be seen on the dark plate. Choose the light plate."
WHITE_ON_WHITE = (
    "This logo is white on white. Choose a file with a transparent background, and the dark plate."
)
NO_MARKS = "This logo has no visible marks. Choose another file."
WHITE, DARK, CLEAR = (255, 255, 255, 255), (20, 60, 40, 255), (0, 0, 0, 0)


def logo(ink: tuple[int, ...]):
    image = Image.new("RGBA", (300, 100), CLEAR)
    image.paste(ink, (20, 30, 280, 70))
    return uploaded(image)


@pytest.mark.parametrize(
    ("ink", "plate", "warnings"),
    [
        (WHITE, "light", [DARK_PLATE]),
        (WHITE, "dark", []),
        (DARK, "light", []),
        (DARK, "dark", [LIGHT_PLATE]),
        (CLEAR, "light", [NO_MARKS]),
    ],
)
def test_a_logo_that_nobody_would_see_is_saved_with_a_warning(staff, ink, plate, warnings):
    path = "/admin/speakers/organization/add/"
    form = filled(read(staff.get(path)))

    posted = form | {"name_en": "City", "logo": logo(ink), "logo_plate": plate}
    page = read(staff.post(path, posted, follow=True))

    assert bool(Organization.objects.get().logo.record)
    assert texts(page, ".messagelist .warning") == warnings


@pytest.mark.parametrize("plate", ["light", "dark"])
def test_a_white_logo_on_a_white_ground_needs_another_file_on_any_plate(staff, plate):
    path = "/admin/speakers/organization/add/"
    form = filled(read(staff.get(path)))
    image = Image.new("RGB", (300, 100), "white")
    image.paste((250, 250, 250), (20, 30, 280, 70))

    posted = form | {"name_en": "City", "logo": uploaded(image), "logo_plate": plate}
    page = read(staff.post(path, posted, follow=True))

    assert texts(page, ".messagelist .warning") == [WHITE_ON_WHITE]


def test_the_plate_alone_is_looked_at_again_and_other_changes_are_not(staff):
    row = factories.organization("City", logo=logo(WHITE), logo_plate="dark")
    path = f"/admin/speakers/organization/{row.pk}/change/"
    page = read(staff.get(path))

    form = filled(page) | {"logo_plate": "dark"}
    other = read(staff.post(path, form | {"acronym_en": "C"}, follow=True))
    light = filled(read(staff.get(path))) | {"logo_plate": "light"}
    changed = read(staff.post(path, light, follow=True))

    assert len(page.select(".plate-choice__plate img")) == 2
    assert "thumbnail--dark" in page.select_one(".stored-file img")["class"]
    assert texts(other, ".messagelist .warning") == []
    assert texts(changed, ".messagelist .warning") == [DARK_PLATE]


@pytest.mark.parametrize("plate", ["light", "dark"])
def test_the_public_sees_the_logo_on_its_plate(client, plate):
    event = factories.event(slug="forum")
    body = factories.organization("City", slug="city", logo=logo(WHITE), logo_plate=plate)
    factories.partnership(event, body)

    wall = read(client.get("/en/events/forum/organizations/")).select_one(".plates .plate")
    alone = read(client.get("/en/organizations/city/")).select_one(".plate--alone")

    assert ["plate--dark" in one["class"] for one in (wall, alone)] == [plate == "dark"] * 2


def test_a_name_alone_stands_on_the_light_plate(client):
    event = factories.event(slug="forum")
    factories.partnership(event, factories.organization("City", logo_plate="dark"))

    page = read(client.get("/en/events/forum/organizations/"))

    assert page.select_one(".plates .plate")["class"] == ["plate"]


def test_the_middle_of_a_new_portrait_is_a_third_from_the_top():
    person = factories.speaker("Hanan", photo=factories.picture())

    assert person.photo.record.focus == [50, 33]
