"""Archives that cannot be restored: one sentence, before anything is changed.

Most tests have no database at all, so that none of them can have touched it.
"""

import errno
import gzip
import io
import json
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from forum.backup import archive, databases

DATABASE = databases.module().MEMBER
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
CUT_SHORT = "The archive is cut short, or not a backup."


def manifest(files: dict[str, bytes], **changes) -> bytes:
    stored = {
        name: {"size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in files.items()
    }
    values = {
        "format": 1,
        "made_at": "2027-05-04T02:00:00+00:00",
        "vendor": connection.vendor,
        "database": DATABASE,
        "migrations": [["contact", "0001_messages"]],
        "rows": {},
        "missing_media": [],
        "files": stored,
    }
    return json.dumps(values | changes).encode()


def tar(path: Path, *members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w") as file:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size, info.type = len(content), kind
            info.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            file.addfile(info, io.BytesIO(content))
    return path


def backup(path: Path, **changes) -> Path:
    """An archive that is complete, with a database that is none."""
    files = {DATABASE: b"not a database", "media/photos/amina.png": b"a picture"}
    return tar(path, *files.items(), ("manifest.json", manifest(files, **changes)))


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command("restore", path)
    return str(error.value)


@pytest.mark.parametrize("content", [b"", b"Dear backup", b"\x1f\x8b\x08\x00" + bytes(10236)])
def test_a_file_that_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "letter.tar"
    path.write_bytes(content)

    assert refusal(path) == CUT_SHORT


def test_a_file_that_does_not_exist_is_named(tmp_path):
    said = refusal(tmp_path / "nothing.tar")

    assert said == f"{tmp_path}/nothing.tar cannot be read: No such file or directory."


def test_an_archive_that_is_cut_short_anywhere_is_refused(tmp_path):
    whole = backup(tmp_path / "whole.tar").read_bytes()
    path = tmp_path / "part.tar"

    said = set()
    for size in [*range(512, len(whole), 512), len(whole) - 1]:
        path.write_bytes(whole[:size])
        said.add(refusal(path))

    assert said == {CUT_SHORT}


@pytest.mark.parametrize("place", [b"not a database", b"a picture"])
def test_a_file_that_was_changed_is_named(tmp_path, place):
    path = backup(tmp_path / "changed.tar")
    path.write_bytes(path.read_bytes().replace(place, place.swapcase()))

    names = {b"not a database": DATABASE, b"a picture": "media/photos/amina.png"}
    assert refusal(path) == f"The archive is damaged: {names[place]} differs from its checksum."


@pytest.mark.parametrize(
    "name", ["../evil.py", "/etc/passwd", "media/../../evil.py", "media//x", "media/a\\b", "./x"]
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, name):
    path = tar(tmp_path / "evil.tar", (name, b"x"), ("manifest.json", manifest({name: b"x"})))

    assert refusal(path) == f"The archive has an entry that no backup has: {name!r}."


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE])
def test_links_and_folders_are_refused(tmp_path, kind):
    path = tar(tmp_path / "evil.tar", ("media", b""), kind=kind)

    assert refusal(path) == "The archive has an entry that no backup has: 'media'."


def test_a_file_that_the_manifest_does_not_name_is_refused(tmp_path):
    text = manifest({DATABASE: b"x"})
    path = tar(tmp_path / "more.tar", (DATABASE, b"x"), ("media/y", b"y"), ("manifest.json", text))

    assert refusal(path) == "The archive and its manifest differ about the file media/y."


@pytest.mark.parametrize(
    "text",
    [b"{}", b"[]", b"\xff", b'{"format": 1, "files": {"x": 1}}', b"[" * 200_000],
    ids=["empty", "list", "bytes", "another", "deep"],
)
def test_a_manifest_of_another_shape_is_refused(tmp_path, text):
    path = tar(tmp_path / "strange.tar", ("manifest.json", text))

    assert refusal(path) == "The archive has a manifest that cannot be read."


@pytest.mark.parametrize(
    "changes",
    [
        {"migrations": None},
        {"migrations": [["contact"]]},
        {"migrations": [[["contact"], "0001_messages"]]},
        {"rows": []},
        {"rows": {"auth_user": "1"}},
        {"vendor": []},
        {"database": 7},
        {"missing_media": [7]},
    ],
    ids=str,
)
def test_a_manifest_with_values_of_another_kind_is_refused(tmp_path, changes):
    said = refusal(backup(tmp_path / "strange.tar", **changes))

    assert said == "The archive has a manifest that cannot be read."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"format": 2},
            "The archive has format 2, made by a newer release: this one reads format 1. "
            "Update the site first.",
        ),
        (
            {"migrations": [["programme", "0999_poems"]]},
            "The archive was made by another release, with the migration programme.0999_poems: "
            "update the site first.",
        ),
        (
            {"vendor": OTHER},
            f"The archive is of {databases.NAMES[OTHER]}, but DATABASE_URL names a database of "
            f"{databases.NAMES[connection.vendor]}.",
        ),
        (
            {"vendor": "oracle"},
            "The archive is of another database, but DATABASE_URL names a database of "
            f"{databases.NAMES[connection.vendor]}.",
        ),
        ({"database": "media/photos/x"}, "The archive has no database."),
    ],
)
@pytest.mark.django_db  # each kind of database refuses the other
def test_an_archive_of_another_kind_is_refused(tmp_path, changes, said):
    assert refusal(backup(tmp_path / "other.tar", **changes)) == said


@pytest.mark.django_db
def test_a_database_that_cannot_be_read_is_refused(tmp_path):
    said = refusal(backup(tmp_path / "damaged.tar"))

    assert said.startswith("The database of the archive cannot be read: ")
    assert "\n" not in said


@pytest.mark.skipif(connection.vendor != "sqlite", reason="dumps have another format")
@pytest.mark.django_db
def test_a_copy_of_a_database_that_cannot_be_unpacked_is_refused(tmp_path):
    whole = gzip.compress(bytes(range(256)) * 500)
    files = {DATABASE: whole[:30] + b"\xff" * 30 + whole[60:]}
    path = tar(tmp_path / "damaged.tar", *files.items(), ("manifest.json", manifest(files)))

    assert refusal(path).startswith("The database of the archive cannot be read: Error -3")


@pytest.mark.django_db
def test_a_disk_without_room_for_the_copy_is_named(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.Archive, "extract", fail)

    said = refusal(backup(tmp_path / "made.tar"))

    assert said == "Nothing was restored: [Errno 28] No space left on device."


@pytest.mark.django_db(transaction=True)
def test_rows_that_differ_from_the_manifest_are_refused(make_backup, tmp_path):
    with archive.opened(make_backup()) as made:
        database, rows = made.open(DATABASE).read(), made.manifest.rows
    files = {DATABASE: database}
    text = manifest(files, rows=rows | {"contact_message": 7})
    path = tar(tmp_path / "fewer.tar", *files.items(), ("manifest.json", text))

    said = refusal(path)

    assert said == "The database of the archive has other rows than its manifest says."


def test_a_backup_overwrites_no_file(tmp_path):
    path = tmp_path / "kept.tar"
    path.write_text("kept")

    with pytest.raises(CommandError, match=r"kept\.tar already exists\.$"):
        call_command("backup", path)

    assert path.read_text() == "kept"


@pytest.mark.parametrize("options", [{"keep": 0}, {"keep": -1}])
def test_some_backups_must_be_kept(tmp_path, options):
    with pytest.raises(CommandError, match=r"^--keep needs a folder and a number of at least 1\.$"):
        call_command("backup", tmp_path, **options)


def test_only_the_backups_of_a_folder_can_be_counted(tmp_path):
    with pytest.raises(CommandError, match=r"^--keep needs a folder"):
        call_command("backup", tmp_path / "one.tar", keep=3)
