"""The middle of a portrait is chosen on the picture, before it is saved and after."""

import pytest
from playwright.sync_api import expect

from speakers.models import Speaker
from tests import factories
from tests.pictures import halves, uploaded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """In memory all readers of a file share one object, which the end of an answer closes."""
    local = {"BACKEND": "forum.media.storage.LocalStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": local}


def test_a_click_on_the_picture_chooses_the_middle_of_the_square(visitor):
    speaker = factories.speaker("Hanan", photo=uploaded(halves(1600, 800)))
    page = visitor.signs_in(f"/admin/speakers/speaker/{speaker.pk}/change/")
    whole = page.locator(".focus-picker__whole")
    size = whole.bounding_box()

    whole.click(position={"x": size["width"] / 4, "y": size["height"] * 0.6})
    chosen = [page.locator(f"#id_photo_focus_{axis}").input_value() for axis in "xy"]
    colour = page.locator(".focus-picker__square").evaluate(
        "square => [...square.getContext('2d').getImageData(90, 48, 1, 1).data].slice(0, 3)"
    )
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/speaker/")

    assert size["width"] == 2 * size["height"] > 200
    assert chosen == ["25", "60"]
    assert colour[0] > 150 > colour[2]
    saved = Speaker.objects.get()
    assert [saved.photo_focus_x, saved.photo_focus_y] == saved.photo.record.focus == [25, 60]


def test_a_picture_just_chosen_is_shown_and_clicked_like_a_stored_one(visitor):
    page = visitor.signs_in("/admin/speakers/speaker/add/")
    expect(page.locator(".focus-picker")).to_be_hidden()
    picture = uploaded(halves(400, 800), "JPEG")

    page.locator("#id_photo").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture.read()}
    )
    page.locator(".focus-picker__whole").click(position={"x": 80, "y": 32})

    chosen = [page.locator(f"#id_photo_focus_{axis}").input_value() for axis in "xy"]
    assert chosen == ["50", "10"]
    page.locator("#id_photo").set_input_files(
        {"name": "a.heic", "mimeType": "image/heic", "buffer": b"no browser reads this"}
    )
    expect(page.locator(".focus-picker")).to_be_hidden()


def test_the_biography_begins_below_the_name_beside_a_tall_photo(visitor):
    speaker = factories.speaker("Hanan", photo=uploaded(halves(900, 1600)))
    page = visitor.signs_in(f"/admin/speakers/speaker/{speaker.pk}/change/")
    expect(page.locator(".focus-picker__whole")).to_be_visible()

    first, rest, side = (
        page.locator(f".short-form__{name}").bounding_box() for name in ("first", "rest", "side")
    )

    assert rest["y"] - first["y"] - first["height"] < 20
    assert side["y"] + side["height"] > rest["y"]
