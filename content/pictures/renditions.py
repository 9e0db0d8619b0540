"""What a picture has to be, and the sizes that are cut from it: pixels only, no storage.

Whatever is kept has been drawn anew from the pixels of the first frame, upright: no metadata, no
comment, no second picture and nothing hidden behind the last byte comes along.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFilter, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGEST_SIDE = 2560
"""Of the copy that is kept to cut from; no page shows more."""

# The quality, and by how many pixels the picture is softened first: only noise needs it.
_WAYS = ((82, 0), (70, 0), (55, 0), (40, 0), (25, 0), (25, 1), (25, 2), (25, 4), (25, 8))
_KB = 1024

# All that Pillow raises for files that are cut off, mangled or made to do harm.
_NOT_WHOLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


class Size(NamedTuple):
    """The box that a picture fits into or fills, and what its file may weigh."""

    width: int
    height: int
    most_bytes: int


@dataclass(frozen=True)
class Cut:
    """The sizes of one kind of picture. A square one is cut around its focus, others are whole."""

    sizes: tuple[Size, ...]
    is_square: bool = False
    has_alpha: bool = False
    share: Size | None = None
    """For previews of links on other sites, not all of which read WebP: a JPEG of this size."""


CUTS = {
    "portrait": Cut(
        (
            Size(96, 96, 4 * _KB),
            Size(192, 192, 8 * _KB),
            Size(320, 320, 20 * _KB),
            Size(640, 640, 40 * _KB),
        ),
        is_square=True,
    ),
    "logo": Cut(
        (Size(256, 64, 10 * _KB), Size(512, 128, 20 * _KB), Size(1024, 256, 40 * _KB)),
        has_alpha=True,
    ),
    "cover": Cut(
        (Size(640, 640, 40 * _KB), Size(1280, 1280, 120 * _KB), Size(1920, 1920, 240 * _KB)),
        share=Size(1200, 630, 60 * _KB),
    ),
}


def decoded(file: BinaryIO, *, has_alpha: bool = False) -> Image.Image:
    """The picture in a file, upright and at most `LARGEST_SIDE` large; raises ValidationError.

    The number of pixels is known from the head of the file and checked before any is decoded.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=FORMATS)
            _refuse_too_many_pixels(*image.size)
            image.draft(image.mode, (LARGEST_SIDE, LARGEST_SIDE))
            ImageOps.exif_transpose(image, in_place=True)
            return _from_pixels(image, has_alpha=has_alpha)
    except ValidationError:
        raise
    except _NOT_WHOLE as error:
        message = _("This file is not a whole JPEG, PNG or WebP picture.")
        raise ValidationError(message, code="picture_format") from error
    finally:
        file.seek(0)


def sizes(cut: Cut, image: Image.Image, focus: tuple[int, int]) -> Iterator[tuple[Size, bytes]]:
    """Each size as WebP, the smallest first; none is larger than the picture itself."""
    made: set[tuple[int, int]] = set()
    for size in cut.sizes:
        width, height = _square(size, image) if cut.is_square else _whole(size, image)
        if (width, height) not in made:
            made.add((width, height))
            smaller = _filled(image, width, height, focus)
            yield Size(width, height, size.most_bytes), _encoded(smaller, "WEBP", size.most_bytes)


def shared(cut: Cut, image: Image.Image, focus: tuple[int, int]) -> bytes:
    """The JPEG of exactly `cut.share`, cut around the focus and enlarged where that is needed."""
    filled = _filled(image, cut.share.width, cut.share.height, focus)
    return _encoded(filled, "JPEG", cut.share.most_bytes)


def kept(image: Image.Image) -> bytes:
    """The picture that later cuts are made from."""
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=90)
    return buffer.getvalue()


def _refuse_too_many_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise ValidationError(_("This picture has more than 40 megapixels."), code="picture_pixels")


def _from_pixels(image: Image.Image, *, has_alpha: bool) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    mode = "RGBA" if has_alpha and image.mode == "RGBA" else "RGB"
    plain = Image.new(mode, image.size, (255, 255, 255, 0)[: len(mode)])
    plain.paste(image, None if mode == image.mode else image.getchannel("A"))
    return plain


def _square(size: Size, image: Image.Image) -> tuple[int, int]:
    side = min(size.width, *image.size)
    return side, side


def _whole(size: Size, image: Image.Image) -> tuple[int, int]:
    scale = min(1, size.width / image.width, size.height / image.height)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _filled(image: Image.Image, width: int, height: int, focus: tuple[int, int]) -> Image.Image:
    """The largest part of this shape around the focus (in %), as large as asked for."""
    scale = min(image.width / width, image.height / height)
    part = (width * scale, height * scale)
    start = [
        max(min(whole * percent / 100 - side / 2, whole - side), 0)
        for whole, percent, side in zip(image.size, focus, part, strict=True)
    ]
    box = (*start, *(min(s + side, w) for s, side, w in zip(start, part, image.size, strict=True)))
    return image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def _encoded(image: Image.Image, kind: str, most_bytes: int) -> bytes:
    """As good as keeps to the bytes."""
    data = b""
    for quality, softness in _WAYS:
        buffer = BytesIO()
        softened = image.filter(ImageFilter.GaussianBlur(softness)) if softness else image
        softened.save(buffer, kind, quality=quality)
        data = buffer.getvalue()
        if len(data) <= most_bytes:
            break
    return data
