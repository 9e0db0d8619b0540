"""Which files are refused, and how pictures are rendered."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from content.pictures import renditions
from content.pictures.fields import picture_file
from content.pictures.renditions import (
    RENDITION_SETS,
    decode,
    is_lost,
    render_sizes,
    share_image,
    source_copy,
)
from tests.factories import picture
from tests.pictures import colour, halves, noise, uploaded

CENTRE = (50, 50)
PORTRAIT, COVER = RENDITION_SETS["portrait"], RENDITION_SETS["cover"]
NOT_COMPLETE = "This file is not a complete JPEG, PNG, WebP or HEIC picture."


def png_header(width: int, height: int) -> SimpleUploadedFile:
    """A PNG that declares a size and has no pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b""))


def chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def half(file: SimpleUploadedFile) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.read()[: file.size // 2])


def refusal(file: SimpleUploadedFile) -> str:
    with pytest.raises(ValidationError) as raised:
        picture_file(file)
    return raised.value.messages[0]


def rendered(kind: str, image: Image.Image, focus=CENTRE) -> list[Image.Image]:
    files = render_sizes(RENDITION_SETS[kind], image, focus)
    images = [Image.open(BytesIO(data)) for _size, data in files]
    assert {image.format for image in images} == {"WEBP"}
    return images


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_jpeg_png_and_webp_are_accepted_and_rewound(kind):
    file = picture(kind)

    picture_file(file)

    assert file.tell() == 0


@pytest.mark.parametrize(
    "file",
    [
        picture("GIF"),
        picture("BMP"),
        picture("TIFF"),
        picture("GIF", name="x.png"),
        SimpleUploadedFile("x.jpg", b"<html><script>alert(1)</script>"),
        SimpleUploadedFile("x.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        SimpleUploadedFile("x.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
        SimpleUploadedFile("x.gif", b"GIF89a/*\x00\x00\x00\x00\x00*/=1;alert(1)"),
        SimpleUploadedFile("x.png", b""),
        half(uploaded(noise(64, 64), "JPEG")),
        half(uploaded(noise(64, 64), "PNG")),
        half(uploaded(noise(64, 64), "WEBP")),
    ],
    ids=str,
)
def test_other_files_are_refused_whatever_their_name(file):
    assert refusal(file) == NOT_COMPLETE


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [
        (8000, 5001, "This picture has more than 40 megapixels."),
        (50000, 50000, NOT_COMPLETE),
        (0, 0, NOT_COMPLETE),
    ],
)
def test_a_decompression_bomb_is_refused_by_its_declared_size(width, height, sentence):
    assert refusal(png_header(width, height)) == sentence


def test_a_comment_that_decompresses_to_megabytes_is_refused():
    text = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"x" * 70_000_000))
    png = uploaded(halves(8, 8)).read()

    assert refusal(SimpleUploadedFile("x.png", png[:33] + text + png[33:])) == NOT_COMPLETE


def test_a_picture_of_more_than_10_mb_is_refused(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_BYTES", 100)

    assert refusal(SimpleUploadedFile("x.png", b"x" * 101)) == (
        "This picture is larger than 10 MB."
    )


FILES = [uploaded(noise(24, 24), kind).read() for kind in ("JPEG", "PNG", "WEBP")]


@given(
    file_data=st.sampled_from(FILES),
    place=st.floats(0, 1),
    other=st.binary(max_size=12),
    cut_off=st.integers(0, 12),
)
@example(file_data=FILES[1], place=0.06, other=b"", cut_off=0)
@settings(max_examples=300, deadline=None)
def test_a_damaged_picture_is_decoded_or_refused_without_any_other_error(
    file_data, place, other, cut_off
):
    at = int(place * len(file_data))
    damaged = BytesIO(file_data[:at] + other + file_data[at + cut_off :])

    try:
        outcome = decode(damaged).mode
    except ValidationError as error:
        outcome = error.code

    assert outcome in {"RGB", "picture_format", "picture_pixels"}


def test_metadata_and_trailing_data_are_dropped():
    exif = Image.Exif()
    exif[0x010E] = "SECRET place"
    file = uploaded(halves(), "JPEG", exif=exif, comment=b"SECRET", icc_profile=b"SECRET" * 20)
    file = BytesIO(file.read() + b"<script>SECRET</script>")

    image = decode(file)
    files = [source_copy(image), share_image(COVER.share, image, CENTRE)]
    files += [data for _size, data in render_sizes(PORTRAIT, image, CENTRE)]

    leaks = [b"SECRET" in data or b"EXIF" in data or b"ICCP" in data for data in files]
    assert (image.info, leaks) == ({}, [False] * 6)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_rotated_photo_is_turned_upright(orientation):
    back = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = uploaded(halves(60, 40).rotate(back, expand=True), "JPEG", exif=exif)

    image = decode(file)

    assert (image.size, colour(image, 5, 20), colour(image, 55, 20)) == ((60, 40), "red", "blue")


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "MPO"])
def test_only_the_first_frame_is_used(kind):
    later = Image.new("RGB", (20, 20), "white")
    file = uploaded(halves(20, 20), kind, save_all=True, append_images=[later])

    image = decode(file)

    assert (colour(image, 2, 10), colour(image, 17, 10)) == ("red", "blue")


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "RGBA"), ("WEBP", "RGBA")]
)
def test_every_colour_mode_is_converted_to_rgb(kind, mode):
    image = decode(uploaded(halves(40, 40, mode=mode), kind))

    assert (image.mode, colour(image, 5, 5), colour(image, 35, 5)) == ("RGB", "red", "blue")


def test_16_bit_greyscale_becomes_8_bit():
    image = decode(uploaded(Image.new("I;16", (4, 4), 0x8000), "PNG"))

    assert image.getpixel((1, 1)) == (128, 128, 128)


@pytest.mark.parametrize(("has_alpha", "mode"), [(True, "RGBA"), (False, "RGB")])
def test_transparency_is_kept_in_logos_and_white_elsewhere(has_alpha, mode):
    clear = Image.new("RGBA", (9, 9), (200, 0, 0, 0))

    image = decode(uploaded(clear), has_alpha=has_alpha)

    assert (image.mode, image.getpixel((4, 4))[3:]) == (mode, (0,) if has_alpha else ())
    assert has_alpha or colour(image, 4, 4) == "white"


def test_a_very_large_picture_is_reduced_when_decoded():
    image = decode(uploaded(halves(4000, 1000), "JPEG"))

    assert (image.size, colour(image, 9, 9)) == ((2560, 640), "red")


@pytest.mark.parametrize(
    ("kind", "size", "sizes"),
    [
        ("portrait", (1000, 800), [(96, 96), (192, 192), (320, 320), (640, 640)]),
        ("portrait", (200, 300), [(96, 96), (192, 192), (200, 200)]),
        ("portrait", (8, 8), [(8, 8)]),
        ("logo", (1000, 200), [(256, 51), (512, 102), (1000, 200)]),
        ("logo", (100, 400), [(16, 64), (32, 128), (64, 256)]),
        ("logo", (2000, 1), [(256, 1), (512, 1), (1024, 1)]),
        ("cover", (2000, 1000), [(640, 320), (1280, 640), (1920, 960)]),
        ("cover", (600, 300), [(600, 300)]),
    ],
)
def test_a_picture_is_rendered_in_the_sizes_of_its_kind_and_never_enlarged(kind, size, sizes):
    assert [image.size for image in rendered(kind, halves(*size))] == sizes


@pytest.mark.parametrize(
    ("focus", "colours"),
    [
        ((0, 50), ("red", "red")),
        ((25, 50), ("red", "red")),
        ((50, 50), ("red", "blue")),
        ((100, 0), ("blue", "blue")),
    ],
)
def test_a_portrait_is_a_square_around_its_focus(focus, colours):
    for image in rendered("portrait", halves(1600, 800), focus):
        edge = image.width - 1
        assert (colour(image, 0, 9), colour(image, edge, 9)) == colours


def test_even_noise_stays_within_the_size_limits():
    weights = {
        kind: [
            len(data) <= size.max_bytes
            for size, data in render_sizes(RENDITION_SETS[kind], noise(*of), CENTRE)
        ]
        for kind, of in {"portrait": (700, 700), "logo": (1024, 256), "cover": (1920, 1080)}.items()
    }

    assert weights == {"portrait": [True] * 4, "logo": [True] * 3, "cover": [True] * 3}
    assert [size.max_bytes for size in PORTRAIT.sizes][1::2] == [8 * 1024, 40 * 1024]


@pytest.mark.parametrize("size", [(1920, 1080), (300, 900)])
def test_the_share_image_is_a_jpeg_of_fixed_size(size):
    data = share_image(COVER.share, noise(*size), CENTRE)

    image = Image.open(BytesIO(data))
    assert (image.format, image.size, len(data) <= 60 * 1024) == ("JPEG", (1200, 630), True)


@pytest.mark.parametrize(
    ("ink", "lost"),
    [
        ((255, 255, 255, 255), True),
        ((245, 245, 240, 255), True),
        ((255, 255, 255, 0), True),
        ((0, 0, 0, 6), True),
        ((20, 60, 40, 255), False),
        ((200, 160, 60, 255), False),
    ],
)
def test_a_mark_is_lost_on_white_if_it_is_white_or_nearly_so(ink, lost):
    logo = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    logo.paste(ink, (20, 45, 380, 50))

    picture = decode(uploaded(logo))

    assert is_lost(picture, on_dark=False) == lost


@pytest.mark.parametrize(
    ("ink", "lost"),
    [
        ((255, 255, 255, 255), (True, False)),
        ((20, 60, 40, 255), (False, True)),
        ((200, 160, 60, 255), (False, False)),
        ((255, 255, 255, 0), (True, True)),
    ],
)
def test_a_transparent_mark_is_looked_at_on_its_plate(ink, lost):
    logo = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    logo.paste(ink, (20, 45, 380, 60))

    image = decode(uploaded(logo), has_alpha=True)

    assert tuple(is_lost(image, on_dark=dark) for dark in (False, True)) == lost


def heic(*, size: int | None = None) -> SimpleUploadedFile:
    """48 by 64 pixels, red above blue, turned by the phone, which is named in it."""
    data = (Path(__file__).parent / "phone.heic").read_bytes()
    return SimpleUploadedFile("IMG_0001.HEIC", data[:size])


def test_a_picture_of_an_iphone_is_taken_upright_and_without_its_data():
    image = decode(heic())

    assert (image.size, image.mode) == ((48, 64), "RGB")
    assert [colour(image, 24, y) for y in (8, 56)] == ["red", "blue"]
    assert b"Salma" not in source_copy(image)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (heic(size=500), "Send it from the phone as JPEG"),
        (SimpleUploadedFile("a.svg", b"<?xml version='1.0'?><SVG><script/></SVG>"), "as a PNG"),
        (SimpleUploadedFile("a.jpg", b"%PDF-1.7"), "not a complete JPEG, PNG, WebP or HEIC"),
    ],
    ids=["HEIC", "SVG", "PDF"],
)
def test_a_file_that_is_not_taken_is_refused_with_the_way_out(file, words):
    assert words in refusal(file)


def test_a_photo_of_25_megapixels_is_turned_and_made_smaller():
    exif = Image.Exif()
    exif[0x112] = 6

    image = decode(uploaded(halves(5800, 4350), "JPEG", exif=exif))

    assert image.size == (1920, 2560)
    assert [colour(image, 900, y) for y in (100, 2400)] == ["red", "blue"]
