"""`purge_files` deletes what nothing names, and nothing else."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from content.history.files import file_names
from content.history.models import NamedFile, RetiredFile
from content.history.snapshots import snapshot
from forum.media import location
from tests import factories

pytestmark = pytest.mark.django_db

LEFT = ["documents/left.pdf", "photos/deep/left.webp"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    found = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": location.storage(found, None, "media")}
    return found


def leave(folder: Path, names: list[str]) -> None:
    for name in names:
        default_storage.save(name, ContentFile(b"x"))


def age(folder: Path, hours: int = 25) -> None:
    moment = time.time() - dt.timedelta(hours=hours).total_seconds()
    for path in stored(folder):
        os.utime(folder / path, (moment, moment))


def stored(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_files_that_nothing_names_are_listed_and_only_then_deleted(folder, capsys):
    leave(folder, LEFT)
    age(folder)

    call_command("purge_files")
    listed, kept = capsys.readouterr().out, stored(folder)
    call_command("purge_files", "--yes")

    lines = [*LEFT, "files that nothing needs: 2"]
    assert listed.splitlines() == [*lines, "Nothing was deleted: add --yes."]
    assert (kept, stored(folder)) == (LEFT, [])
    assert capsys.readouterr().out.splitlines() == ["files noted: 0", *lines, "Deleted."]


def test_files_of_rows_and_of_the_history_stay(folder):
    event = factories.event(picture=factories.picture())
    draft = factories.document(
        event=event, file=factories.pdf(), is_published=False, title_en="Draft"
    )
    deleted = factories.document(event=event, file=factories.pdf())
    deleted.delete()
    names = {draft.file.name, deleted.file.name, *file_names(type(event), snapshot(event))}
    age(folder)

    call_command("purge_files", "--yes")

    assert {*stored(folder)} == names


def test_what_a_version_of_the_history_names_stays(folder):
    document = factories.document(event=factories.event(), file=factories.pdf())
    name = document.file.name
    document.delete()
    RetiredFile.objects.all().delete()
    age(folder)

    call_command("purge_files", "--yes")

    assert stored(folder) == [name]


def test_a_file_that_may_belong_to_a_form_being_saved_stays(folder):
    leave(folder, LEFT)
    age(folder, hours=23)

    call_command("purge_files", "--yes")

    assert stored(folder) == LEFT


def test_whatever_is_not_in_the_folder_of_a_field_stays(folder):
    others = ["db.sqlite3", "elsewhere/photos/x.webp"]
    leave(folder, others)
    age(folder)

    call_command("purge_files", "--yes")

    assert stored(folder) == others


def test_without_any_upload_there_is_nothing_to_delete(capsys):
    call_command("purge_files", "--yes")

    assert capsys.readouterr().out == ("files noted: 0\nfiles that nothing needs: 0\nDeleted.\n")


def test_files_of_rows_that_sql_wrote_can_be_read_afterwards(client, capsys):
    event = factories.event(picture=factories.picture())
    NamedFile.objects.all().delete()
    before = client.get(event.picture.url).status_code

    call_command("purge_files", "--yes")

    answer = client.get(event.picture.url)
    assert (before, answer.status_code, answer.getvalue()[:4]) == (404, 200, b"RIFF")
    assert capsys.readouterr().out.startswith("files noted: 3\n")
