"""What a picture has to be before anything decodes it."""

import warnings

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000


def picture_file(file: File) -> None:
    """A validator: a JPEG, PNG or WebP by its content, of at most 10 MB and 40 megapixels.

    Only the head of the file is read: the number of pixels is known before any is decoded.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("This picture is larger than 10 MB."), code="picture_bytes")
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = Image.open(file, formats=FORMATS).size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        message = _("This file is not a whole JPEG, PNG or WebP picture.")
        raise ValidationError(message, code="picture_format") from error
    finally:
        file.seek(0)
    if width * height > MOST_PIXELS:
        raise ValidationError(_("This picture has more than 40 megapixels."), code="picture_pixels")
