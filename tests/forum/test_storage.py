"""Folders of uploads: whole files only, and for nobody else on the machine."""

import errno
import os
import resource
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.module_loading import import_string

from forum.media import location
from forum.media.storage import LocalStorage, StorageFull


def folder_storage(folder: Path):
    entry = location.storage(folder, None, "media")
    return import_string(entry["BACKEND"])(**entry["OPTIONS"])


def full_disk(monkeypatch, number: int) -> None:
    """Writing fails after the file has been begun."""
    chunks = ContentFile.chunks

    def fail(self, chunk_size=None):
        yield from chunks(self, chunk_size)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(ContentFile, "chunks", fail)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, OSError)],
)
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch, number, error):
    full_disk(monkeypatch, number)

    with pytest.raises(error) as raised:
        folder_storage(tmp_path).save("documents/x.pdf", ContentFile(b"x" * 100_000))

    assert (raised.value.errno, files_in(tmp_path)) == (number, [])


def test_a_write_that_the_system_cuts_short_leaves_nothing(tmp_path):
    storage, limits = folder_storage(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    content = ContentFile(b"x" * 200_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(StorageFull):
            storage.save("documents/x.pdf", content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert files_in(tmp_path) == []


def test_a_file_with_the_same_name_stays(tmp_path, monkeypatch):
    storage = folder_storage(tmp_path)
    storage.save("documents/x.pdf", ContentFile(b"first"))
    full_disk(monkeypatch, errno.ENOSPC)

    with pytest.raises(StorageFull):
        storage.save("documents/x.pdf", ContentFile(b"second"))

    assert [path.read_bytes() for path in files_in(tmp_path)] == [b"first"]


def test_files_and_folders_are_private(tmp_path):
    storage = folder_storage(tmp_path / "media")

    storage.save("documents/x.pdf", ContentFile(b"%PDF"))
    upload = TemporaryUploadedFile("y.pdf", "application/pdf", 0, None)
    storage.save("documents/y.pdf", upload)
    upload.close()

    modes = {path: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert {modes[path] for path in modes if path.is_file()} == {0o600}
    assert {modes[path] for path in modes if path.is_dir()} == {0o700}
    assert isinstance(storage, LocalStorage)


def test_the_bucket_has_a_folder_for_each_use(monkeypatch):
    monkeypatch.setenv("MEDIA_STORAGE", "s3://forum-media/site?region=eu-west-3")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    entry = location.storage(Path("/unused"), location.bucket("MEDIA_STORAGE"), "kept-uploads")

    assert entry == {
        "BACKEND": "forum.media.s3.BucketStorage",
        "OPTIONS": {
            "bucket_name": "forum-media",
            "location": "site/kept-uploads",
            "region_name": "eu-west-3",
            "access_key": "key",
            "secret_key": "secret",
        },
    }


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ("s3://forum", {"bucket_name": "forum", "location": ""}),
        (
            "s3://forum/?endpoint=http://127.0.0.1:9000/",
            {"bucket_name": "forum", "location": "", "endpoint_url": "http://127.0.0.1:9000"},
        ),
        ("", None),
    ],
)
def test_a_bucket_without_keys_uses_those_of_the_machine(monkeypatch, value, options):
    monkeypatch.setenv("MEDIA_STORAGE", value)

    assert location.bucket("MEDIA_STORAGE") == options


@pytest.mark.parametrize(
    "value",
    [
        "forum",
        "s3://",
        "s3://X",
        "s3://forum:secret@host/",
        "https://forum.s3.amazonaws.com",
        "s3://forum/../x//y",
        "s3://forum?endpoint=minio:9000",
        "s3://forum?region=",
        "s3://forum?zone=1",
        "s3://forum?region",
        "s3://forum#x",
        "s3://[forum",
    ],
)
def test_another_storage_is_refused_with_one_line(monkeypatch, value):
    monkeypatch.setenv("MEDIA_STORAGE", value)

    with pytest.raises(SystemExit) as refused:
        location.bucket("MEDIA_STORAGE")

    assert str(refused.value) == (
        "MEDIA_STORAGE is not valid: it must be"
        " s3://bucket/prefix?region=eu-west-3&endpoint=https://s3.example.org."
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"),
    ],
)
def test_a_key_alone_is_refused_with_one_line(monkeypatch, given, missing):
    monkeypatch.setenv("MEDIA_STORAGE", "s3://forum")
    monkeypatch.setenv(given, "something")

    with pytest.raises(SystemExit) as refused:
        location.bucket("MEDIA_STORAGE")

    assert str(refused.value) == (
        f"{missing} is not set: it must be set together with the other key, or neither of them."
    )
