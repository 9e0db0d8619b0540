"""An upload survives the refusal of another field, for a day, and for its owner only."""

import datetime as dt
import os
import time
from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from forum.media.sandbox import SANDBOX
from forum.staff import uploads
from programme.models import Document, Event, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.adminforms import filled, inline
from tests.forum.test_admin import address
from tests.html import read, texts

pytestmark = pytest.mark.django_db

KEPT = "Kept, so you need not choose it again: photo.png"
LOST = "This file is no longer kept. Please choose it again."
SAVE = {"_save": "Save"}


def refuse(staff: Client, path: str, **posted):
    """The page that answers a form with a mistake in it."""
    return read(staff.post(path, filled(read(staff.get(path))) | SAVE | posted))


def photo(name: str = "photo.png") -> SimpleUploadedFile:
    return factories.picture(name=name)


def paper(name: str = "paper.pdf", content: bytes = b"") -> SimpleUploadedFile:
    return factories.pdf(name, content)


def kept(page) -> list[str]:
    """What the page says of kept uploads."""
    return texts(page, ".kept-upload p, p.kept-upload")


def stored() -> list[str]:
    """The kept files, as the numbers of their owners."""
    storage = storages["kept_uploads"]
    if not storage.exists(""):
        return []
    return [user for user in storage.listdir("")[0] for _file in storage.listdir(user)[1]]


def age(hours: int) -> None:
    """Make all kept files this old."""
    root, moment = storages["kept_uploads"].base_location, time.time() - hours * 3600
    for folder, _folders, names in os.walk(root):
        for name in names:
            os.utime(os.path.join(folder, name), (moment, moment))


@pytest.fixture
def refused(staff):
    """A speaker without a name, but with a photo."""
    return refuse(staff, address(Speaker, "add"), photo=photo())


@pytest.mark.parametrize(
    ("model", "field"), [(Speaker, "photo"), (Organization, "logo"), (Event, "picture")]
)
def test_a_picture_is_kept_and_saved_with_the_corrected_form(staff, model, field):
    path = address(model, "add")
    page = refuse(staff, path, **{field: photo()})
    days = {"first_day": "2027-05-04", "last_day": "2027-05-04", "acronym": "osr_2027"}

    answer = staff.post(path, filled(page) | SAVE | {"name_en": "Tasharoc"} | days)

    row = model.objects.get(name_en="Tasharoc")
    assert kept(page) == [KEPT]
    assert (answer.status_code, bool(getattr(row, field).record)) == (302, True)


def test_what_was_saved_is_no_longer_kept(staff, refused, django_capture_on_commit_callbacks):
    before = stored()

    with django_capture_on_commit_callbacks(execute=True):
        staff.post(address(Speaker, "add"), filled(refused) | SAVE | {"name_en": "Hanan"})

    assert (len(before), stored()) == (1, [])


def test_a_second_refusal_keeps_the_file_once(staff, refused):
    again = read(staff.post(address(Speaker, "add"), filled(refused) | SAVE))

    assert (kept(again), len(stored())) == ([KEPT], 1)


def test_a_file_chosen_now_wins(staff, refused):
    page = read(
        staff.post(address(Speaker, "add"), filled(refused) | SAVE | {"photo": photo("new.png")})
    )

    assert kept(page) == ["Kept, so you need not choose it again: new.png"]
    assert len(stored()) == 1


def test_a_kept_file_can_be_dropped(staff, refused):
    path = address(Speaker, "add")

    again = read(staff.post(path, filled(refused) | SAVE | {"photo-drop": "on"}))
    staff.post(path, filled(again) | SAVE | {"name_en": "Hanan"})

    assert (kept(again), stored(), bool(Speaker.objects.get().photo)) == ([], [], False)


def test_the_stored_picture_stays_until_the_kept_one_is_saved(staff):
    speaker = factories.speaker("Hanan", photo=photo())
    path = address(Speaker, "change", speaker.pk)
    page = refuse(staff, path, name_en="", photo=photo())
    before = Speaker.objects.get().photo.name

    staff.post(path, filled(page) | SAVE | {"name_en": "Hanan"})

    assert before == speaker.photo.name
    assert Speaker.objects.get().photo.name != before


def test_an_invalid_file_is_not_kept(staff):
    page = refuse(staff, address(Speaker, "add"), photo=paper("photo.png"))

    assert (kept(page), stored()) == ([], [])
    assert "This file is not a complete JPEG, PNG, WebP or HEIC picture." in texts(
        page, ".errorlist li"
    )


def test_a_kept_file_stays_with_its_row_when_rows_are_removed(staff):
    session = factories.session(factories.event())
    path = address(Session, "change", session.pk)
    titles = ("One", "Two", "Three")
    rows = inline("documents", *({"title_en": title, "kind": "paper"} for title in titles))
    files = {"documents-1-file": paper("two.pdf"), "documents-2-file": paper("three.pdf", b"333")}
    page = refuse(staff, path, **rows, **files, title_en="")
    again = filled(page)

    # The browser numbers the later rows again when the first is taken away.
    moved = {"documents-TOTAL_FORMS": "2", "title_en": "Open region"}
    for number in (0, 1):
        for field in ("title_en", "file-kept", "kind"):
            moved[f"documents-{number}-{field}"] = again[f"documents-{number + 1}-{field}"]
    rest = {name: it for name, it in again.items() if not name.startswith("documents-2")}
    answer = staff.post(path, rest | moved | SAVE)

    found = {one.title_en: one.file.read() for one in Document.objects.all()}
    sent = {"Two": paper().read(), "Three": paper(content=b"333").read()}
    assert (answer.status_code, found) == (302, sent)


def test_a_kept_file_serves_no_other_field(staff):
    session = factories.session(factories.event())
    path = address(Session, "change", session.pk)
    rows = inline("documents", {"title_en": "Paper"})
    page = refuse(staff, path, **rows, **{"documents-0-file": paper("x.pdf")}, title_en="")
    token = filled(page)["documents-0-file-kept"]

    other = refuse(staff, address(Speaker, "add"), **{"name_en": "Hanan", "photo-kept": token})

    assert texts(other, ".errorlist li") == [LOST]


class TestAnotherPerson:
    @pytest.fixture
    def karim(self, staff) -> Client:
        user = get_user_model().objects.create_superuser("karim", password="a long password")
        client = Client()
        client.force_login(user)
        return client

    def test_cannot_use_the_file(self, karim, refused):
        token = filled(refused)["photo-kept"]

        page = refuse(karim, address(Speaker, "add"), **{"name_en": "Hanan", "photo-kept": token})

        assert texts(page, ".errorlist li") == [LOST]

    def test_cannot_see_the_file(self, staff, karim, client, refused):
        link = refused.select_one(".kept-upload a")["href"]

        statuses = [visitor.get(link).status_code for visitor in (staff, karim, client)]

        assert statuses == [200, 404, 302]


def test_the_owner_sees_the_file_as_it_was_uploaded(staff, refused):
    answer = staff.get(refused.select_one(".kept-upload a")["href"])

    assert b"".join(answer.streaming_content) == photo().read()
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition")} == {
        "Content-Type": "image/png",
        "Content-Disposition": 'inline; filename="photo.png"',
    }
    assert answer["Content-Security-Policy"] == SANDBOX


def test_a_forged_token_is_refused(staff):
    page = refuse(staff, address(Speaker, "add"), **{"name_en": "H", "photo-kept": "1/2:forged"})

    assert texts(page, ".errorlist li") == [LOST]
    assert staff.get("/admin/kept-uploads/1:forged/").status_code == 404


def test_a_file_is_kept_for_a_day(staff, refused):
    age(hours=23)
    call_command("purge_kept_uploads")
    fresh = stored()
    age(hours=25)

    call_command("purge_kept_uploads")

    page = read(staff.post(address(Speaker, "add"), filled(refused) | {"name_en": "Hanan"}))
    assert (len(fresh), stored(), texts(page, ".errorlist li")) == (1, [], [LOST])


def test_keeping_another_file_deletes_old_ones(staff, refused):
    age(hours=25)

    refuse(staff, address(Speaker, "add"), photo=photo())

    assert len(stored()) == 1


def test_a_token_is_too_old_after_a_day_even_if_its_file_is_not_purged(staff, refused, monkeypatch):
    monkeypatch.setattr(uploads, "KEPT_FOR", dt.timedelta(seconds=-1))

    page = read(staff.post(address(Speaker, "add"), filled(refused) | {"name_en": "Hanan"}))

    assert texts(page, ".errorlist li") == [LOST]


def test_over_the_limit_a_sentence_asks_to_choose_the_file_again(staff, refused, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", photo().size + 10)

    page = refuse(staff, address(Speaker, "add"), photo=photo())

    assert kept(page) == [
        "Please choose this file again. "
        "More than 200 MB of files are waiting in forms that you have not saved."
    ]
    assert len(stored()) == 1


def test_a_folder_that_cannot_be_written_is_explained(staff, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    blocked = settings.STORAGES["kept_uploads"] | {"OPTIONS": {"location": tmp_path / "file" / "x"}}
    settings.STORAGES = settings.STORAGES | {"kept_uploads": blocked}

    page = refuse(staff, address(Speaker, "add"), photo=photo())

    assert kept(page) == [
        "Please choose this file again. The server has no room for it at the moment."
    ]


def test_kept_files_are_not_in_the_public_folder():
    site = import_module("forum.settings")

    assert not site.KEPT_UPLOADS_ROOT.is_relative_to(site.MEDIA_ROOT)


class TestOfASignedOutAuthor:
    AMINA = {"username": "amina", "password": "a long password"}

    def recover(self, staff: Client, **posted):
        path = address(Speaker, "add")
        typed = filled(read(staff.get(path))) | SAVE | posted
        staff.logout()
        page = read(staff.post(path, typed))
        fields = {field["name"]: field.get("value", "") for field in page.select("#content [name]")}
        return read(staff.post(path, fields | self.AMINA))

    def test_the_file_comes_back_with_the_form(self, staff):
        page = self.recover(staff, name_en="Hanan", photo=photo())
        said = kept(page)

        staff.post(address(Speaker, "add"), filled(page) | SAVE)

        assert (said, bool(Speaker.objects.get(name_en="Hanan").photo)) == ([KEPT], True)

    def test_an_invalid_file_is_not_kept(self, staff):
        page = self.recover(staff, name_en="Hanan", photo=paper("photo.png"))

        assert (kept(page), stored(), filled(page)["name_en"]) == ([], [], "Hanan")
