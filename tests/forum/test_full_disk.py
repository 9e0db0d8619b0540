"""When the disk is full, staff and visitors are told, and nothing is half saved."""

import errno
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from forum.media import location
from programme.models import Document, Session
from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled
from tests.contact.forms import ADDRESS, filled_in, stored_messages
from tests.forum.test_admin import address
from tests.html import read, texts

SENTENCE = (
    "Nothing was saved, because the server has no room for the file: its disk is full. "
    "Tell the people who run the site, and save again later."
)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.STORAGES = settings.STORAGES | {"default": location.storage(tmp_path, None, "media")}
    return tmp_path


def fill_disk(monkeypatch) -> None:
    """Part of each file is written."""

    def fail(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"part")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(FileSystemStorage, "_save", fail)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["photo", "document", "document of a session"])
def test_a_form_with_a_file_says_that_the_disk_is_full(staff, media, monkeypatch, log_lines, kind):
    session = factories.session(factories.event())
    page, changes = {
        "photo": (address(Speaker, "add"), {"name_en": "Amina", "photo": factories.picture()}),
        "document": (
            address(Document, "add"),
            {"title_en": "Paper", "session": session.pk, "file": factories.pdf()},
        ),
        "document of a session": (
            address(Session, "change", session.pk),
            {
                "title_en": "Amended",
                "documents-TOTAL_FORMS": "1",
                "documents-0-title_en": "Paper",
                "documents-0-position": "1",
                "documents-0-kind": "paper",
                "documents-0-file": factories.pdf(),
            },
        ),
    }[kind]
    form = filled(read(staff.get(page))) | changes
    fill_disk(monkeypatch)

    again = read(staff.post(page, form), status=507)

    typed = {name: value for name, value in changes.items() if name.endswith("_en")}
    (line,) = log_lines()
    assert texts(again, ".messagelist li") == [SENTENCE]
    assert typed.items() <= filled(again).items()
    assert (line["status"], line["exception"], line["path"]) == (507, "StorageFull", page)
    assert (Speaker.objects.count(), Document.objects.count()) == (0, 0)
    assert Session.objects.get().title_en == session.title_en
    assert not list(media.rglob("*.pdf")) + list(media.rglob("*.webp"))


@contextmanager
def full_database():
    """SQLite takes no further page, and has none left free by earlier tests."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1000000000")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no limit to set")
def test_a_full_database_stores_no_half_of_a_message(client, settings, log_lines):
    settings.CONTACT_MIN_SECONDS, settings.CONTACT_RATE_LIMIT = 0, (1000, 3600)
    client.raise_request_exception = False
    factories.event()
    statuses = []

    with full_database():
        while len(statuses) < 60 and 503 not in statuses:
            answer = client.post(ADDRESS, filled_in(client, text="x" * 5000))
            statuses.append(answer.status_code)

    (line,) = log_lines()
    assert set(statuses) <= {302, 503}
    assert read(answer, status=503).h1.get_text() == "The site is temporarily unavailable"
    assert len(stored_messages()) == len(statuses) - 1
    assert (line["status"], line["exception"]) == (503, "OperationalError")
