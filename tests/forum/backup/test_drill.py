"""The drill: a backup of the running site, restored on a new machine, brings everything back."""

import stat
import threading
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from forum.backup import archive, databases, rows
from forum.contact.models import Message
from forum.revision import PublicRevision, current_revision
from speakers.models import Speaker
from tests import factories
from tests.contact.forms import ADDRESS, filled_in

pytestmark = pytest.mark.django_db(transaction=True)


class Visitors:
    """Send messages from another thread until the block ends; `acknowledged` has their texts."""

    def __init__(self):
        self.acknowledged: list[str] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> "Visitors":
        self._thread.start()
        while len(self.acknowledged) < 5:
            time.sleep(0.01)
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _send(self) -> None:
        browser = Client()
        while not self._is_over.is_set():
            form = filled_in(browser, text=f"Message {len(self.acknowledged)}")
            if browser.post(ADDRESS, form).status_code == 302:
                self.acknowledged.append(form["text"])
        connection.close()


@pytest.fixture
def programme(media, settings):
    """An event with a calendar, a picture and a document; returns their addresses."""
    settings.CONTACT_MIN_SECONDS, settings.CONTACT_RATE_LIMIT = 0, (1_000_000, 3600)
    event = factories.event("Forum")
    session = factories.session(event, "Talk", hours="09:00-09:45")
    speaker = factories.speaker("Amina", photo=factories.picture())
    factories.contribution(speaker, session=session)
    document = factories.document("Slides", session=session, file=factories.pdf())
    calendar = f"/en/events/{event.slug}/agenda.ics"
    return [calendar, document.file.url, *[one.url for one in speaker.photo.renditions]]


def answers(addresses: list[str]) -> list[bytes]:
    return [b"".join(Client().get(address)) for address in addresses]


def all_rows() -> dict[str, list]:
    """Every row of every table that a backup keeps, as its database has it."""
    left_out = {*rows.left_out(), PublicRevision._meta.db_table}
    kept = [model for model in apps.get_models() if model._meta.db_table not in left_out]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in kept
    }


def copied_database(path: Path) -> Path:
    """The database of an archive, as its own programs read it."""
    with archive.opened(path) as source:
        return databases.check(source, path.parent / "check")


def test_every_acknowledged_message_calendar_and_picture_comes_back(
    programme, make_backup, on_new_machine
):
    before = answers(programme)

    with Visitors() as visitors:
        acknowledged = list(visitors.acknowledged)
        made = make_backup()
    with on_new_machine():
        call_command("restore", made, verbosity=0)
        restored = set(Message.objects.values_list("text", flat=True))
        after = answers(programme)

    assert set(acknowledged) <= restored <= set(visitors.acknowledged)
    assert after == before


def test_every_row_is_the_same_and_new_ones_continue_the_numbers(
    programme, make_backup, on_new_machine
):
    factories.message(text="Gone").delete()
    before, newest = all_rows(), factories.message().pk
    Message.objects.filter(pk=newest).delete()
    made = make_backup()

    with on_new_machine():
        call_command("restore", made, verbosity=0)
        after, next_one = all_rows(), factories.message().pk

    assert after == before
    assert next_one > newest


def test_caches_know_that_pages_of_before_are_other_pages(programme, make_backup):
    before = current_revision()
    made = make_backup()

    call_command("restore", made, replace=True, verbosity=0)

    assert current_revision().series != before.series


def test_sessions_are_left_out_so_that_a_stolen_backup_signs_nobody_in(
    staff, make_backup, on_new_machine
):
    key = Session.objects.get().pk.encode()
    made = make_backup()

    with on_new_machine():
        call_command("restore", made, verbosity=0)
        restored = Session.objects.count()

    assert restored == 0
    assert Session.objects.count() == 1
    assert key not in copied_database(made).read_bytes()


def test_an_older_state_replaces_rows_but_only_when_asked_to(programme, make_backup):
    made = make_backup()
    before = all_rows()
    factories.message(text="Too late")

    with pytest.raises(CommandError) as refusal:
        call_command("restore", made)
    kept = Message.objects.count()
    call_command("restore", made, replace=True, verbosity=0)

    assert str(refusal.value) == (
        "The database is not empty (1 events, 1 messages, 0 accounts). Stop the site and the mail "
        "worker, then add --replace to replace everything in it."
    )
    assert (kept, Message.objects.count()) == (1, 0)
    assert all_rows() == before


def test_a_restore_that_fails_in_the_end_leaves_every_row_as_it_was(programme, make_backup):
    made = make_backup()
    factories.message(text="Not in the backup")
    before = all_rows()

    with pytest.raises(ZeroDivisionError):
        databases.module().load(copied_database(made), finish=lambda: 1 / 0)

    assert all_rows() == before
    assert factories.message().pk


def test_files_that_cannot_be_put_back_change_no_row(programme, make_backup, on_new_machine):
    made = make_backup()
    with on_new_machine():
        photos = Path(default_storage.path("photos"))
        photos.parent.mkdir()
        photos.write_text("a file where a folder should be")

        with pytest.raises(CommandError, match=r"Nothing was restored: .*photos"):
            call_command("restore", made)

        assert connection.introspection.table_names() == []
        assert [path for path in photos.parent.rglob("*") if path.is_file()] == [photos]


def test_a_file_that_is_missing_is_named_and_stops_nothing(programme, media, tmp_path, capsys):
    lost = Path(default_storage.path(Speaker.objects.get().photo.name))
    lost.unlink()

    call_command("backup", tmp_path / "made.tar")

    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [f"A row names a file that does not exist: photos/{lost.name}"]


def test_an_archive_can_be_read_by_its_owner_only_and_old_ones_are_deleted(media, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir(mode=0o700)
    for day in range(1, 4):
        (folder / f"open-forum-2026010{day}-020000.tar").touch()
    (folder / "notes.tar").touch()

    call_command("backup", folder, keep=2, verbosity=0)

    *others, newest = sorted(path.name for path in folder.iterdir())
    assert others == ["notes.tar", "open-forum-20260103-020000.tar"]
    assert newest.startswith(f"open-forum-{timezone.now():%Y}")
    assert stat.S_IMODE((folder / newest).stat().st_mode) == 0o600


def test_a_full_disk_is_a_sentence_and_leaves_no_file(media, tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(CommandError) as refusal:
        call_command("backup", tmp_path / "backups" / "made.tar")

    assert "The backup could not be written: [Errno 28] No space left" in str(refusal.value)
    assert list((tmp_path / "backups").iterdir()) == []
