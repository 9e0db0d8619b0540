"""Pictures of rows: files come and go with them, and pages show them without a look at any."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction

from speakers.models import Organization, Speaker
from speakers.templatetags.pictures import picture as img
from tests import factories
from tests.html import read
from tests.pictures import colour, halves, opened, stored, uploaded

pytestmark = pytest.mark.django_db

PORTRAIT = ["-192.webp", "-320.webp", "-640.webp", "-96.webp", ".webp"]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Within it what waits for the end of the transaction is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def endings(folder: str) -> list[str]:
    """How the stored names end after their random part."""
    return sorted(re.fullmatch(r"[a-z]+/[0-9a-f]{32}(.+)", name)[1] for name in stored(folder))


def test_a_photo_is_stored_in_all_sizes_under_names_that_tell_nothing():
    amina = factories.speaker(photo=uploaded(halves(), "JPEG"))

    found = Speaker.objects.get()
    assert endings("photos") == PORTRAIT
    assert {opened(name).format for name in stored("photos")} == {"WEBP"}
    assert found.photo.name == amina.photo.name == stored("photos")[-1]
    assert [size[1:] for size in found.photo.shown] == [
        (96, 96),
        (192, 192),
        (320, 320),
        (640, 640),
    ]
    assert found.photo.shown[0].url == f"/media/{found.photo.name[:-5]}-96.webp"


def test_a_cover_has_a_preview_for_links_and_others_have_none():
    forum = factories.event(picture=uploaded(halves()))
    amina = factories.speaker(photo=uploaded(halves()))

    assert endings("events") == ["-1000.webp", "-640.webp", "-share.jpg", ".webp"]
    assert forum.picture.share[1:] == (1200, 630)
    assert opened(stored("events")[2]).size == (1200, 630)
    assert (amina.photo.share, factories.event().picture.share) == (None, None)


def test_a_logo_stays_whole_and_lets_its_ground_show_through():
    drawn = halves(400, 100, mode="RGBA")
    drawn.putalpha(drawn.getchannel("R"))

    factories.organization(logo=uploaded(drawn))

    images = [opened(name) for name in stored("logos")]
    assert [(image.size, image.mode) for image in images] == [
        ((256, 64), "RGBA"),
        ((400, 100), "RGBA"),
        ((400, 100), "RGBA"),
    ]


def test_a_new_focus_cuts_anew_from_what_was_kept(committed):
    amina = factories.speaker(photo=uploaded(halves(1600, 800)), photo_focus_x=0)
    before, source = stored("photos"), amina.photo.name

    with committed():
        amina = Speaker.objects.get()
        amina.photo_focus_x = 100
        amina.save()

    found = Speaker.objects.get()
    assert endings("photos") == PORTRAIT
    assert found.photo.name == source
    assert set(before) & set(stored("photos")) == {source}
    assert colour(opened(f"{found.photo.made.stem}-96.webp"), 9, 9) == "blue"


def test_saving_anything_else_touches_no_file(committed):
    amina = factories.speaker(photo=uploaded(halves()))
    before = stored("photos")

    with committed():
        amina = Speaker.objects.get()
        amina.notes = "Prefers tea"
        amina.save()
        amina.save(update_fields=["notes"])

    assert stored("photos") == before


@pytest.mark.parametrize("fields", [None, ["photo"], {"photo_focus_x"}])
def test_a_photo_is_kept_whichever_fields_are_saved(fields):
    amina = factories.speaker()
    amina.photo = uploaded(halves())

    amina.save(update_fields=fields)

    found = Speaker.objects.get()
    assert [size.width for size in found.photo.shown] == [96, 192, 320, 640]
    assert found.photo.name == stored("photos")[-1]


@pytest.mark.parametrize(("new", "left"), [("", []), ("another", PORTRAIT)])
def test_a_replaced_photo_goes_once_the_new_one_is_sure(committed, new, left):
    amina = factories.speaker(photo=uploaded(halves()))
    before = stored("photos")

    with committed():
        amina.photo = new and uploaded(halves(900, 900))
        amina.save()
        during = stored("photos")

    assert set(before) <= set(during)
    assert endings("photos") == left
    assert set(before) & set(stored("photos")) == set()


def test_the_files_go_with_the_row(committed):
    factories.speaker(photo=uploaded(halves()))

    with committed():
        Speaker.objects.all().delete()

    assert stored("photos") == []


def test_a_photo_that_another_row_shows_too_is_left_to_it(committed):
    amina = factories.speaker(photo=uploaded(halves()))
    twin = factories.speaker(photo=amina.photo.name, photo_sizes=amina.photo_sizes)
    before = stored("photos")

    with committed():
        amina.delete()

    assert stored("photos") == before
    assert [size.width for size in twin.photo.shown] == [96, 192, 320, 640]


def test_a_row_that_is_refused_leaves_no_file_behind():
    factories.speaker(slug="amina")

    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker(name_en="Other", slug="amina", photo=uploaded(halves())).save()

    assert stored("photos") == []


def test_a_disk_that_fills_up_leaves_no_file_behind(monkeypatch):
    save, left = InMemoryStorage._save, iter(range(3))

    def fill_up(storage, name, content):
        if next(left, None) is None:
            raise OSError("No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(InMemoryStorage, "_save", fill_up)

    with pytest.raises(OSError, match="No space"):
        factories.speaker(photo=uploaded(halves()))

    assert (stored("photos"), Speaker.objects.count()) == ([], 0)


def lose(folder: str) -> None:
    for name in stored(folder):
        default_storage.delete(name)


def test_a_lost_file_breaks_no_page_and_no_form(client, staff):
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

    assert [len(page.select("main img[srcset]")) for page in pages] == [1, 1, 1, 1]
    assert (saved.status_code, Speaker.objects.get().photo_focus_x) == (302, 10)


def test_the_page_says_how_large_each_size_is_and_who_is_seen(client):
    amina = factories.speaker("Amina", slug="amina", photo=uploaded(halves(200, 200)))
    factories.contribution(amina, session=factories.session(factories.event(slug="forum")))
    stem = f"/media/{amina.photo.made.stem}"

    alone = read(client.get("/en/speakers/amina/")).select_one("main img")
    beside = read(client.get("/en/events/forum/speakers/")).select_one("main img")

    shown = {
        "src": f"{stem}-96.webp",
        "srcset": f"{stem}-96.webp 96w, {stem}-192.webp 192w, {stem}-200.webp 200w",
        "width": "96",
        "height": "96",
        "decoding": "async",
    }
    assert alone.attrs == shown | {
        "class": ["portrait"],
        "sizes": "14rem",
        "alt": "Portrait of Amina",
    }
    assert beside.attrs == shown | {
        "class": ["portrait", "portrait--small"],
        "sizes": "5rem",
        "loading": "lazy",
        "alt": "",
    }


def test_a_picture_of_one_size_needs_no_choice_and_one_without_sizes_is_shown_as_it_is():
    small = factories.organization(logo=factories.picture())
    early = Organization(logo="logos/early.png")

    tags = [str(img(body.logo, "logo__image", alt='"A" & B')) for body in (small, early)]

    alt = 'loading="lazy" decoding="async" alt="&quot;A&quot; &amp; B"'
    url = small.logo.shown[0].url
    assert tags == [
        f'<img class="logo__image" src="{url}" width="8" height="8" {alt}>',
        f'<img class="logo__image" src="/media/logos/early.png" {alt}>',
    ]


def test_a_page_is_served_its_pictures_as_pictures(client):
    factories.event(picture=uploaded(halves()))

    kinds = [client.get(f"/media/{name}")["Content-Type"] for name in stored("events")]

    assert kinds == ["image/webp", "image/webp", "image/jpeg", "image/webp"]


def test_the_command_makes_what_is_lacking_and_says_what_it_cannot(committed, capsys):
    factories.speaker("Whole", photo=uploaded(halves()))
    early, lost = factories.speaker("Early"), factories.speaker("Lost")
    default_storage.save("photos/early.png", ContentFile(uploaded(halves()).read()))
    Speaker.objects.filter(pk=early.pk).update(photo="photos/early.png")
    Speaker.objects.filter(pk=lost.pk).update(photo="photos/lost.png")
    body = factories.organization("Body", logo=uploaded(halves(400, 100)))
    default_storage.delete(f"{body.logo.made.stem}-256.webp")

    with committed():
        call_command("make_picture_sizes")
    first = capsys.readouterr().out.splitlines()
    call_command("make_picture_sizes")
    second = capsys.readouterr().out.splitlines()

    unreadable = "  The picture of Lost cannot be read: upload it anew."
    assert first == ["speakers: 1 made.", unreadable, "organizations: 1 made.", "events: 0 made."]
    assert second == ["speakers: 0 made.", unreadable, "organizations: 0 made.", "events: 0 made."]
    assert endings("photos") == sorted(PORTRAIT * 2)
    assert endings("logos") == ["-256.webp", "-400.webp", ".webp"]
