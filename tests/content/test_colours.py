"""Pictures look as browsers show them: by their colour profile, and turned by EXIF alone."""

import struct
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from content.pictures.renditions import decode
from tests.pictures import halves

GREY = (128, 128, 128)


def file(image: Image.Image, kind: str, **options) -> BytesIO:
    data = BytesIO()
    image.save(data, kind, **options)
    return data


def profile(red: tuple[float, float, float], green, blue, gamma: float) -> bytes:
    """A display with these colours, as XYZ of the profile's white."""

    def fixed(*numbers: float) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)

    white = (0.9642, 1.0, 0.8249)
    colours = {b"wtpt": white, b"rXYZ": red, b"gXYZ": green, b"bXYZ": blue}
    tags = {name: b"XYZ \0\0\0\0" + fixed(*value) for name, value in colours.items()}
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    tags[b"desc"] = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + b"\0" * 82
    tags[b"cprt"] = b"text\0\0\0\0x\0\0\0"
    place, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += name + struct.pack(">II", place + len(body), len(value))
        body += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I", place + len(body)) + b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ "
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + fixed(*white) + b"\0" * 48
    return head + struct.pack(">I", len(tags)) + table + body


SRGB = ((0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
LINEAR = profile(*SRGB, gamma=1.0)
SWAPPED = profile(SRGB[2], SRGB[1], SRGB[0], gamma=2.2)
"""Its red is blue, and its blue red."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_those_that_the_profile_means(kind):
    image = Image.new("RGB", (32, 32), GREY)

    seen = decode(file(image, kind, icc_profile=LINEAR)).getpixel((16, 16))

    assert all(abs(value - 188) <= 3 for value in seen)


def test_a_profile_with_other_primaries_is_converted_and_keeps_what_is_transparent():
    image = Image.new("RGBA", (32, 32), (255, 0, 0, 90))

    red, green, blue, alpha = decode(
        file(image, "PNG", icc_profile=SWAPPED), has_alpha=True
    ).getpixel((16, 16))

    assert (red < 40, green < 40, blue > 215, alpha) == (True, True, True, 90)


@pytest.mark.parametrize("broken", [b"x", LINEAR[:60], b"\0" * 200])
def test_a_profile_that_cannot_be_read_is_ignored(broken):
    image = Image.new("RGB", (32, 32), GREY)

    assert decode(file(image, "PNG", icc_profile=broken)).getpixel((16, 16)) == GREY


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK"])
def test_a_profile_of_another_kind_of_colours_does_not_stop_a_picture(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("L", (32, 32), 255).convert(mode)

    seen = decode(file(image, kind, icc_profile=LINEAR)).getpixel((16, 16))

    assert seen == (255, 255, 255)


def test_the_gamma_of_a_png_changes_nothing():
    info = PngInfo()
    info.add(b"gAMA", struct.pack(">I", 100000))

    seen = decode(file(Image.new("RGB", (32, 32), GREY), "PNG", pnginfo=info)).getpixel((16, 16))

    assert seen == GREY


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_xmp_does_not_turn_a_picture(kind):
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" tiff:Orientation="6"/>'

    seen = decode(file(halves(64, 32), kind, xmp=xmp))

    assert seen.size == (64, 32)


@pytest.mark.parametrize("lost", [1, 2])
def test_a_jpeg_without_its_last_bytes_is_taken_if_all_pixels_are_there(lost):
    whole = file(halves(400, 300), "JPEG").getvalue()

    seen = decode(BytesIO(whole[:-lost]))

    assert seen.tobytes() == decode(BytesIO(whole)).tobytes()


@pytest.mark.parametrize("left", [0.5, 0.95])
def test_a_jpeg_that_lacks_pixels_is_refused(left):
    whole = file(Image.effect_noise((400, 300), 90).convert("RGB"), "JPEG").getvalue()

    with pytest.raises(ValidationError):
        decode(BytesIO(whole[: int(len(whole) * left)]))


def test_the_profile_is_not_passed_on():
    seen = decode(file(Image.new("RGB", (32, 32), GREY), "PNG", icc_profile=LINEAR))

    assert "icc_profile" not in seen.info
