"""Checks uploaded pictures and renders them in the sizes that pages need. Pure: no storage.

Every stored file is rendered from the upright pixels of the first frame, so that no metadata,
comment, further frame or data after the end of the picture is ever published.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageFilter, ImageOps

from content.pictures.foreign_files import explain

register_heif_opener(thumbnails=False)

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2560
"""Of the source copy; no page shows more pixels."""

# Quality and blur radius, tried in this order; only noise needs a blur.
_ENCODINGS = ((82, 0), (70, 0), (55, 0), (40, 0), (25, 0), (25, 1), (25, 2), (25, 4), (25, 8))
_KB = 1024

LIGHTEST_SEEN = 217
"""The grey, of 256, that is just seen on white: a contrast of 1.4."""
DARK_PLATE = (5, 53, 40)
DARKEST_SEEN = 70
"""The grey that is just seen on the dark plate, by the same contrast."""
LEAST_SEEN = 0.002
"""The share of pixels that are seen: fine lettering in a wide logo has ten times as many."""

# Everything that Pillow raises for truncated, damaged and malicious files.
_DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


class Size(NamedTuple):
    """The box that a picture fits into or fills, and the limit of its file."""

    width: int
    height: int
    max_bytes: int


@dataclass(frozen=True)
class RenditionSet:
    """The sizes of one kind of picture. Squares are cropped around the focus, others are scaled."""

    sizes: tuple[Size, ...]
    is_square: bool = False
    has_alpha: bool = False
    is_on_white: bool = False
    """Whether pages show it on white, where white marks cannot be seen."""
    share: Size | None = None
    """A JPEG for link previews: not every site that shows them reads WebP."""


RENDITION_SETS = {
    "portrait": RenditionSet(
        (
            Size(96, 96, 4 * _KB),
            Size(192, 192, 8 * _KB),
            Size(320, 320, 20 * _KB),
            Size(640, 640, 40 * _KB),
        ),
        is_square=True,
    ),
    "logo": RenditionSet(
        (Size(256, 64, 10 * _KB), Size(512, 128, 20 * _KB), Size(1024, 256, 40 * _KB)),
        has_alpha=True,
        is_on_white=True,
    ),
    "cover": RenditionSet(
        (Size(640, 640, 40 * _KB), Size(1280, 1280, 120 * _KB), Size(1920, 1920, 240 * _KB)),
        share=Size(1200, 630, 60 * _KB),
    ),
    "plan": RenditionSet(
        (Size(720, 1440, 90 * _KB), Size(1440, 2880, 240 * _KB), Size(2160, 4320, 400 * _KB)),
    ),
}


def decode(file: BinaryIO, *, has_alpha: bool = False) -> Image.Image:
    """The upright picture, at most `MAX_SIDE` in either direction; raises ValidationError.

    The number of pixels is read from the header and checked before any is decoded.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = _loaded(file)
            ImageOps.exif_transpose(image, in_place=True)
            return _from_pixels(image, has_alpha=has_alpha)
    except ValidationError:
        raise
    except _DECODING_ERRORS as error:
        raise ValidationError(explain(file), code="picture_format") from error
    finally:
        file.seek(0)


def is_lost(image: Image.Image, *, on_dark: bool) -> bool:
    """Whether hardly any of a picture can be told from the plate that it is shown on."""
    ground = Image.new("RGB", image.size, DARK_PLATE if on_dark else "white")
    ground.paste(image, image.getchannel("A") if image.mode == "RGBA" else None)
    greys = ground.convert("L").histogram()
    seen = sum(greys[DARKEST_SEEN:] if on_dark else greys[:LIGHTEST_SEEN])
    return seen < LEAST_SEEN * image.width * image.height


def is_opaque(image: Image.Image) -> bool:
    return image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == 255


def render_sizes(
    rendition_set: RenditionSet, image: Image.Image, focus: tuple[int, int]
) -> Iterator[tuple[Size, bytes]]:
    """Each distinct size as WebP, the smallest first, never enlarged."""
    fit = _square_size if rendition_set.is_square else _scaled_size
    rendered: set[tuple[int, int]] = set()
    for size in rendition_set.sizes:
        width, height = fit(size, image)
        if (width, height) not in rendered:
            rendered.add((width, height))
            smaller = _crop(image, width, height, focus)
            yield Size(width, height, size.max_bytes), encode(smaller, "WEBP", size.max_bytes)


def share_image(share: Size, image: Image.Image, focus: tuple[int, int]) -> bytes:
    """A JPEG of exactly this size, cropped around the focus, enlarged if necessary."""
    return encode(_crop(image, share.width, share.height, focus), "JPEG", share.max_bytes)


def source_copy(image: Image.Image) -> bytes:
    """The copy from which later renditions are made."""
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=90)
    return buffer.getvalue()


def _loaded(file: BinaryIO) -> Image.Image:
    """The picture as browsers take it: EXIF alone turns it, and a JPEG may lack its last bytes."""
    image = Image.open(file, formats=FORMATS)
    _refuse_too_many_pixels(*image.size)
    image.draft(image.mode, (MAX_SIDE, MAX_SIDE))
    try:
        image.load()
    except OSError:
        if image.format != "JPEG":
            raise
        image = _without_end(file)
    for words in ("xmp", "XML:com.adobe.xmp"):
        image.info.pop(words, None)
    return image


def _without_end(file: BinaryIO) -> Image.Image:
    """A JPEG that lacks its end, if no pixel is missing: else other ends give other pixels."""
    file.seek(0)
    data = file.read().rstrip(b"\xff")
    images = []
    for filling in (b"\x00", b"\xaa"):
        image = Image.open(BytesIO(data + filling * 64 + b"\xff\xd9"), formats=["JPEG"])
        image.draft(image.mode, (MAX_SIDE, MAX_SIDE))
        image.load()
        images.append(image)
    if images[0].tobytes() != images[1].tobytes():
        raise OSError("The file ends before its last pixel")
    return images[0]


def _refuse_too_many_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise ValidationError(_("This picture has more than 40 megapixels."), code="picture_pixels")


def _from_pixels(image: Image.Image, *, has_alpha: bool) -> Image.Image:
    if image.mode.startswith("I"):  # 16-bit greyscale
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("RGB")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image = _in_srgb(image, profile)
    mode = "RGBA" if has_alpha and image.mode == "RGBA" else "RGB"
    plain = Image.new(mode, image.size, (255, 255, 255, 0)[: len(mode)])
    plain.paste(image, None if mode == image.mode else image.getchannel("A"))
    return plain


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the profile means. One that cannot be read is ignored, as by browsers."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, source, _srgb(), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert(mode)


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _square_size(size: Size, image: Image.Image) -> tuple[int, int]:
    side = min(size.width, *image.size)
    return side, side


def _scaled_size(size: Size, image: Image.Image) -> tuple[int, int]:
    scale = min(1, size.width / image.width, size.height / image.height)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _crop(image: Image.Image, width: int, height: int, focus: tuple[int, int]) -> Image.Image:
    """The largest part of this shape around the focus (in %), resized."""
    scale = min(image.width / width, image.height / height)
    part = (width * scale, height * scale)
    start = [
        max(min(whole * percent / 100 - side / 2, whole - side), 0)
        for whole, percent, side in zip(image.size, focus, part, strict=True)
    ]
    box = (*start, *(min(s + side, w) for s, side, w in zip(start, part, image.size, strict=True)))
    return image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def encode(image: Image.Image, kind: str, max_bytes: int) -> bytes:
    """The best quality that stays within the limit."""
    data = b""
    for quality, blur in _ENCODINGS:
        buffer = BytesIO()
        blurred = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
        blurred.save(buffer, kind, quality=quality)
        data = buffer.getvalue()
        if len(data) <= max_bytes:
            break
    return data
