"""Sentences for files that are no picture this site takes, by their first bytes. Pure."""

from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
HEAD = 1024


def explain(file: BinaryIO) -> str:
    """What the person who chose the file can do instead."""
    file.seek(0)
    head = file.read(HEAD)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return _(
            "This iPhone picture (HEIC) is damaged or of a kind that cannot be read. Send it from "
            "the phone as JPEG: in Settings, Camera, Formats, choose Most Compatible."
        )
    if b"<svg" in head.lower():
        return _(
            "SVG drawings are not taken, because they can contain programs. Export the drawing "
            "as a PNG with a transparent background, and choose that."
        )
    return _("This file is not a complete JPEG, PNG, WebP or HEIC picture.")
