"""Picture files are stored with their rows; pages show them without opening any."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from PIL import Image

from content.history.models import Act, NamedFile
from content.history.undo import undo
from content.templatetags.pictures import picture as img
from forum.identity import Identity
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read
from tests.pictures import colour, halves, opened, stored, uploaded

pytestmark = pytest.mark.django_db

PORTRAIT = ["-192.webp", "-320.webp", "-640.webp", "-96.webp", ".webp"]


def served(folder: str) -> list[str]:
    """The stored names without those that only the history still needs."""
    return [name for name in stored(folder) if NamedFile.objects.filter(name=name).exists()]


def endings(folder: str) -> list[str]:
    """The served names after their random part."""
    return sorted(re.fullmatch(r"[a-z]+/[0-9a-f]{32}(.+)", name)[1] for name in served(folder))


def test_a_photo_is_stored_in_all_sizes_under_random_names():
    amina = factories.speaker(photo=uploaded(halves(), "JPEG"))

    found = Speaker.objects.get()
    assert endings("photos") == PORTRAIT
    assert {opened(name).format for name in stored("photos")} == {"WEBP"}
    assert found.photo.name == amina.photo.name == stored("photos")[-1]
    assert [size[1:] for size in found.photo.renditions] == [
        (96, 96),
        (192, 192),
        (320, 320),
        (640, 640),
    ]
    assert found.photo.renditions[0].url == f"/media/{found.photo.name[:-5]}-96.webp"


def test_only_a_cover_has_a_share_image():
    forum = factories.event(picture=uploaded(halves()))
    amina = factories.speaker(photo=uploaded(halves()))

    assert endings("events") == ["-1000.webp", "-640.webp", "-share.jpg", ".webp"]
    assert forum.picture.share_image[1:] == (1200, 630)
    assert opened(stored("events")[2]).size == (1200, 630)
    assert (amina.photo.share_image, factories.event().picture.share_image) == (None, None)


def test_a_logo_is_not_cropped_and_keeps_its_transparency():
    drawn = halves(400, 100, mode="RGBA")
    drawn.putalpha(drawn.getchannel("R"))

    factories.organization(logo=uploaded(drawn))

    images = [opened(name) for name in stored("logos")]
    assert [(image.size, image.mode) for image in images] == [
        ((256, 64), "RGBA"),
        ((400, 100), "RGBA"),
        ((400, 100), "RGBA"),
    ]


def test_a_new_focus_renders_again_from_the_source_copy():
    amina = factories.speaker(photo=uploaded(halves(1600, 800)), photo_focus_x=0)
    before, source = stored("photos"), amina.photo.name

    amina = Speaker.objects.get()
    amina.photo_focus_x = 100
    amina.save()

    found = Speaker.objects.get()
    assert endings("photos") == PORTRAIT
    assert found.photo.name == source
    assert set(before) & set(served("photos")) == {source}
    assert set(before) <= set(stored("photos"))
    assert colour(opened(f"{found.photo.record.stem}-96.webp"), 9, 9) == "blue"


def test_saving_other_fields_touches_no_file():
    amina = factories.speaker(photo=uploaded(halves()))
    before = stored("photos")

    amina = Speaker.objects.get()
    amina.notes = "Prefers tea"
    amina.save()
    amina.save(update_fields=["notes"])

    assert stored("photos") == before


@pytest.mark.parametrize("fields", [None, ["photo"], {"photo", "photo_focus_x"}])
def test_a_photo_is_stored_whichever_fields_are_saved(fields):
    amina = factories.speaker()
    amina.photo = uploaded(halves())

    amina.save(update_fields=fields)

    found = Speaker.objects.get()
    assert [size.width for size in found.photo.renditions] == [96, 192, 320, 640]
    assert found.photo.name == stored("photos")[-1]


@pytest.mark.parametrize(("new", "left"), [("", []), ("another", PORTRAIT)])
def test_a_replaced_photo_is_kept_for_the_history_and_no_longer_served(new, left):
    amina = factories.speaker(photo=uploaded(halves()))
    before = stored("photos")

    amina.photo = new and uploaded(halves(900, 900))
    amina.save()

    assert set(before) <= set(stored("photos"))
    assert endings("photos") == left
    assert set(before) & set(served("photos")) == set()


def test_a_photo_that_is_put_back_is_served_in_all_sizes_without_rendering_again():
    amina = factories.speaker(photo=uploaded(halves()))
    before, name = stored("photos"), amina.photo.name
    amina.photo = uploaded(halves(900, 900))
    amina.save()

    undo(Act.objects.latest_first()[0])

    assert Speaker.objects.get().photo.name == name
    assert served("photos") == before


def test_the_files_of_a_deleted_row_are_kept_for_the_history_and_no_longer_served():
    factories.speaker(photo=uploaded(halves()))
    before = stored("photos")

    Speaker.objects.all().delete()

    assert (served("photos"), stored("photos")) == ([], before)


def test_a_photo_that_another_row_shares_is_served():
    amina = factories.speaker(photo=uploaded(halves()))
    twin = factories.speaker(photo=amina.photo.name, photo_sizes=amina.photo_sizes)
    before = stored("photos")

    amina.delete()

    assert served("photos") == before
    assert [size.width for size in twin.photo.renditions] == [96, 192, 320, 640]


def test_a_row_refused_by_the_database_leaves_no_file_behind():
    factories.speaker(slug="amina")

    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker(name_en="Other", slug="amina", photo=uploaded(halves())).save()

    assert stored("photos") == []


def test_a_full_disk_leaves_no_file_behind(monkeypatch):
    save, left = InMemoryStorage._save, iter(range(3))

    def fill_up(storage, name, content):
        if next(left, None) is None:
            raise OSError("No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(InMemoryStorage, "_save", fill_up)

    with pytest.raises(OSError, match="No space"), transaction.atomic():
        factories.speaker(photo=uploaded(halves()))

    assert (stored("photos"), Speaker.objects.count()) == ([], 0)


def lose(folder: str) -> None:
    for name in stored(folder):
        default_storage.delete(name)


def test_a_missing_file_breaks_no_page_and_no_form(client, staff):
    event = factories.event(picture=uploaded(halves()))
    body = factories.organization(slug="impact", logo=uploaded(halves()))
    amina = factories.speaker(slug="amina", photo=uploaded(halves()), organization=body)
    factories.contribution(amina, session=factories.session(event))
    for folder in ("photos", "logos", "events"):
        lose(folder)

    pages = [
        read(client.get(address))
        for address in (
            event.get_absolute_url(),
            "/en/speakers/amina/",
            "/en/organizations/impact/",
            f"{event.get_absolute_url()}speakers/",
        )
    ]
    change = f"/admin/speakers/speaker/{amina.pk}/change/"
    form = read(staff.get(change)).select_one("#speaker_form")
    fields = {f["name"]: f.get("value", "") for f in form.select("input[name]:not([type=file])")}
    fields |= {f["name"]: f.string or "" for f in form.select("textarea")}
    del fields["photo-clear"]
    saved = staff.post(change, fields | {"photo_focus_x": "10", "_save": "Save"})

    assert [len(page.select("main img[srcset]")) for page in pages] == [2, 1, 1, 1]
    assert (saved.status_code, Speaker.objects.get().photo_focus_x) == (302, 10)


def test_the_img_element_lists_each_size(client):
    amina = factories.speaker("Amina", slug="amina", photo=uploaded(halves(200, 200)))
    factories.contribution(amina, session=factories.session(factories.event(slug="forum")))
    stem = f"/media/{amina.photo.record.stem}"

    alone = read(client.get("/en/speakers/amina/")).select_one("main img")
    beside = read(client.get("/en/events/forum/speakers/")).select_one("main img")

    shown = {
        "src": f"{stem}-96.webp",
        "srcset": f"{stem}-96.webp 96w, {stem}-192.webp 192w, {stem}-200.webp 200w",
        "width": "96",
        "height": "96",
        "decoding": "async",
        "alt": "",
    }
    assert alone.attrs == shown | {
        "class": ["arch", "arch--large", amina.face.tint],
        "sizes": "(min-width: 64rem) 334px, 177px",
        "fetchpriority": "high",
    }
    assert beside.attrs == shown | {
        "class": ["arch", amina.face.tint],
        "sizes": "59px",
        "loading": "lazy",
    }


def test_a_picture_of_one_size_has_no_srcset_and_one_without_renditions_is_shown_as_it_is():
    small = factories.organization(logo=factories.picture())
    early = Organization(logo="logos/early.png")

    tags = [str(img(body.logo, "logo__image", alt='"A" & B')) for body in (small, early)]

    alt = 'loading="lazy" decoding="async" alt="&quot;A&quot; &amp; B"'
    url = small.logo.renditions[0].url
    assert tags == [
        f'<img class="logo__image" src="{url}" width="8" height="8" {alt}>',
        f'<img class="logo__image" src="/media/logos/early.png" {alt}>',
    ]


def test_picture_files_are_served_with_their_content_type(client):
    factories.event(picture=uploaded(halves()))

    kinds = [client.get(f"/media/{name}")["Content-Type"] for name in stored("events")]

    assert kinds == ["image/webp", "image/webp", "image/jpeg", "image/webp"]


def test_the_command_renders_missing_sizes_and_reports_unreadable_files(capsys):
    factories.speaker("Whole", photo=uploaded(halves()))
    early, lost = factories.speaker("Early"), factories.speaker("Lost")
    default_storage.save("photos/early.png", ContentFile(uploaded(halves()).read()))
    factories.past_saving(Speaker).filter(pk=early.pk).update(photo="photos/early.png")
    factories.past_saving(Speaker).filter(pk=lost.pk).update(photo="photos/lost.png")
    body = factories.organization("Body", logo=uploaded(halves(400, 100)))
    default_storage.delete(f"{body.logo.record.stem}-256.webp")

    call_command("make_picture_sizes")
    first = capsys.readouterr().out.splitlines()
    call_command("make_picture_sizes")
    second = capsys.readouterr().out.splitlines()

    unreadable = "  The picture of Lost cannot be read: please upload it again."
    assert first == [
        "people: 1 rendered.",
        unreadable,
        "organizations: 1 rendered.",
        "events: 0 rendered.",
        "rooms: 0 rendered.",
    ]
    assert second == [
        "people: 0 rendered.",
        unreadable,
        "organizations: 0 rendered.",
        "events: 0 rendered.",
        "rooms: 0 rendered.",
    ]
    assert endings("photos") == sorted(PORTRAIT * 2)
    assert endings("logos") == ["-256.webp", "-400.webp", ".webp"]


def test_a_white_logo_is_refused_only_where_there_is_no_dark_plate():
    white = Image.new("RGB", (300, 100), "white")

    with pytest.raises(ValidationError) as refusal:
        Identity(name_en="City", logo=uploaded(white)).full_clean()
    Organization(name_en="City", logo=uploaded(white)).full_clean(exclude=["slug"])
    Speaker(name_en="Amina", photo=uploaded(white)).full_clean(exclude=["slug"])

    assert refusal.value.message_dict["logo"] == [
        "This picture is white or nearly so: nobody would see it on the white ground of logos. "
        "Upload the mark in its dark colours."
    ]
