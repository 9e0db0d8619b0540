"""Uploads in a bucket: stored, served, retired and purged as in a folder."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command
from django.utils import timezone

from content.history.files import file_names
from content.history.models import Act
from content.history.purge import purge
from content.history.snapshots import snapshot
from content.history.undo import undo
from forum.media import unnamed
from forum.media.storage import StorageUnavailable
from forum.staff import uploads
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.forum.test_kept_uploads import KEPT, SAVE, kept, photo, refuse
from tests.html import read, texts
from tests.s3 import S3Server

pytestmark = [pytest.mark.django_db, pytest.mark.once]
"""One process starts the server."""


@pytest.fixture(scope="module")
def server():
    found = S3Server()
    found.start()
    yield found
    found.stop()


def use(settings, bucket: str, endpoint: str) -> None:
    options = {"bucket_name": bucket, "endpoint_url": endpoint, "region_name": "us-east-1"}
    options |= {"access_key": "test", "secret_key": "test"}
    backend = "forum.media.s3.BucketStorage"
    folders = {"default": "site/media", "kept_uploads": "site/kept-uploads"}
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": backend, "OPTIONS": options | {"location": folder}}
        for name, folder in folders.items()
    }


@pytest.fixture
def bucket(server, settings):
    name = server.new_bucket()
    use(settings, name, server.address)
    return name


@pytest.fixture
def away(settings):
    """The site has a bucket on a port where nothing listens."""
    use(settings, "forum", "http://127.0.0.1:9")


def last_act() -> Act:
    return Act.objects.order_by("-pk").first()


def answers(client, names: set[str]) -> set[int]:
    found = [client.get(f"/media/{name}") for name in names]
    for answer in found:
        answer.getvalue()  # which also closes the file
    return {answer.status_code for answer in found}


def test_a_picture_is_stored_served_replaced_and_brought_back(server, bucket, client):
    event = factories.event(picture=factories.picture())
    first = file_names(type(event), snapshot(event))
    served = answers(client, first)
    event.picture = factories.picture()
    event.save()
    replaced = answers(client, first)

    undo(last_act())

    assert [served, replaced, answers(client, first)] == [{200}, {404}, {200}]
    assert {f"site/media/{name}" for name in first} <= {*server.keys(bucket)}


def test_a_large_document_is_read_as_it_was_uploaded(bucket, client):
    content = factories.pdf(content=b"x" * 3_000_000).read()
    upload = TemporaryUploadedFile("report.pdf", "application/pdf", len(content), None)
    with upload:
        upload.write(content)
        document = factories.document("Report", event=factories.event(), file=upload)

    answer = client.get(document.file.url)
    assert (answer.getvalue(), document.size) == (content, len(content))
    assert int(answer["Content-Length"]) == document.size
    assert answer["Content-Disposition"] == 'attachment; filename="Report.pdf"'


def test_the_history_deletes_what_it_forgets(server, bucket, django_capture_on_commit_callbacks):
    document = factories.document(event=factories.event(), file=factories.pdf())
    document.delete()
    Act.objects.update(at=timezone.now() - dt.timedelta(days=31))
    before = server.keys(bucket)

    with django_capture_on_commit_callbacks(execute=True):
        purge(timezone.now())

    assert (before, server.keys(bucket)) == ([f"site/media/{document.file.name}"], [])


def test_files_that_nothing_names_are_deleted(server, bucket, monkeypatch):
    document = factories.document(event=factories.event(), file=factories.pdf())
    default_storage.save("documents/left.pdf", ContentFile(b"%PDF"))
    default_storage.save("elsewhere/kept.pdf", ContentFile(b"%PDF"))
    monkeypatch.setattr(unnamed, "MIN_AGE", dt.timedelta(days=-1))

    call_command("purge_files", "--yes", verbosity=0)

    assert server.keys(bucket) == [
        f"site/media/{document.file.name}",
        "site/media/elsewhere/kept.pdf",
    ]


def test_sizes_of_pictures_are_rendered_again(bucket, capsys):
    body = factories.organization(logo=factories.picture())
    default_storage.delete(body.logo.record.name_of(8))

    call_command("make_picture_sizes")

    body.refresh_from_db()
    assert all(default_storage.exists(name) for name in body.logo.record.names)


def test_an_upload_survives_a_refused_form(
    server, bucket, staff, monkeypatch, django_capture_on_commit_callbacks
):
    path = "/admin/speakers/speaker/add/"
    page = refuse(staff, path, photo=photo())
    waiting = [key for key in server.keys(bucket) if key.startswith("site/kept-uploads/")]
    link = page.select_one(".kept-upload a")["href"]
    shown = staff.get(link).getvalue()

    with django_capture_on_commit_callbacks(execute=True):
        staff.post(path, filled(page) | SAVE | {"name_en": "Hanan"})

    assert (kept(page), len(waiting), shown) == ([KEPT], 1, photo().read())
    assert Speaker.objects.get().photo.record
    assert not [key for key in server.keys(bucket) if "kept-uploads" in key]


def test_kept_uploads_are_purged(server, bucket, staff, monkeypatch):
    refuse(staff, "/admin/speakers/speaker/add/", photo=photo())
    monkeypatch.setattr(uploads, "KEPT_FOR", dt.timedelta(seconds=-60))

    assert (uploads.purge(), server.keys(bucket)) == (1, [])


def test_a_file_that_is_not_there_is_told_from_a_bucket_that_is_not(bucket, settings, server):
    with pytest.raises(FileNotFoundError):
        default_storage.open("documents/none.pdf")
    with pytest.raises(FileNotFoundError):
        default_storage.get_modified_time("documents/none.pdf")
    assert not default_storage.exists("documents/none.pdf")

    use(settings, "no-such-bucket", server.address)

    with pytest.raises(StorageUnavailable):
        default_storage.open("documents/none.pdf")
    with pytest.raises(StorageUnavailable):
        default_storage.save("documents/x.pdf", ContentFile(b"%PDF"))


class TestWhileTheBucketIsAway:
    def test_a_file_is_unavailable(self, away, client, caplog):
        document = factories.document(event=factories.event(), file="documents/x.pdf")
        client.raise_request_exception = False

        answer = client.get(document.file.url)

        assert answer.status_code == 503
        assert "Location" not in answer.headers
        assert "no-store" in answer.get("Cache-Control", "no-store")

    def test_pages_show_as_before(self, away, client):
        document = factories.document(event=factories.event(slug="f"), file="documents/x.pdf")

        page = client.get("/en/events/f/")

        assert (page.status_code, document.file.url in page.content.decode()) == (200, True)

    def test_a_form_with_a_file_says_so_and_saves_nothing(self, away, staff):
        path = "/admin/speakers/speaker/add/"
        form = filled(read(staff.get(path))) | {"name_en": "Hanan", "photo": photo()}

        page = read(staff.post(path, form | SAVE), status=503)

        assert texts(page, ".messagelist li") == [
            "Nothing was saved, because the file storage is not responding. "
            "Save again in a few minutes."
        ]
        assert (filled(page)["name_en"], Speaker.objects.count()) == ("Hanan", 0)

    def test_an_upload_that_cannot_be_kept_is_explained(self, away, staff):
        page = refuse(staff, "/admin/speakers/speaker/add/", photo=photo())

        assert kept(page) == [
            "Please choose this file again. The server has no room for it at the moment."
        ]


def test_the_library_is_not_loaded_without_a_bucket(settings):
    script = "import django; django.setup(); import forum.urls, sys; print('boto3' in sys.modules)"
    found = subprocess.run(  # noqa: S603  a fixed command
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == "False"
