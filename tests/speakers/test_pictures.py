"""Pictures: known by their content, and refused before anything decodes them."""

import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from speakers import pictures
from speakers.pictures import picture_file
from tests import factories
from tests.factories import picture


def announced_png(width: int, height: int) -> SimpleUploadedFile:
    """A PNG that says how large it is and has none of the pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b""))


def chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def why_refused(file: SimpleUploadedFile) -> str:
    with pytest.raises(ValidationError) as raised:
        picture_file(file)
    return raised.value.messages[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_of_the_web_are_taken_and_left_at_their_beginning(kind):
    file = picture(kind)

    picture_file(file)

    assert file.tell() == 0


@pytest.mark.parametrize(
    "file",
    [
        picture("GIF"),
        picture("BMP"),
        picture("GIF", name="x.png"),
        SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("x.jpg", b"<html><script>alert(1)</script>"),
        SimpleUploadedFile("x.png", picture("PNG").read()[:20]),
        SimpleUploadedFile("x.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        SimpleUploadedFile("x.png", b""),
    ],
    ids=["gif", "bmp", "gif as png", "svg", "html", "truncated", "eps", "empty"],
)
def test_other_files_are_refused_whatever_they_are_called(file):
    assert why_refused(file) == "This file is not a whole JPEG, PNG or WebP picture."


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        (8000, 5001, "This picture has more than 40 megapixels."),
        (50000, 50000, "This file is not a whole JPEG, PNG or WebP picture."),
    ],
)
def test_a_bomb_is_refused_by_what_it_announces(width, height, sentence):
    assert why_refused(announced_png(width, height)) == sentence


def test_a_picture_of_more_than_ten_megabytes_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)

    assert why_refused(SimpleUploadedFile("x.png", b"x" * 101)) == (
        "This picture is larger than 10 MB."
    )


@pytest.mark.django_db
def test_a_stored_picture_has_a_name_that_tells_nothing():
    amina = factories.speaker(photo=picture(name="My Passport.PNG"))

    folder, _slash, name = amina.photo.name.partition("/")
    assert folder == "photos"
    assert len(name) == len("0" * 32 + ".png")
    assert "assport" not in name
