"""Small pictures in lists and forms of the admin, read from the row without any further query."""

from collections.abc import Callable

from django.contrib import admin
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.pictures.fields import PictureFile


def staff_url(name: str) -> str:
    """Where staff read a stored file, whether it is public or not."""
    return reverse("admin:media", args=[name])


def thumbnail(file: FieldFile) -> SafeString:
    """The smallest rendition; nothing for another file, or a picture without renditions."""
    record = file.record if isinstance(file, PictureFile) and file else None
    if not record or not record.sizes:
        return SafeString("")
    width, height = record.sizes[0]
    plate = getattr(file.instance, f"{file.field.name}_plate", "light")
    return format_html(
        '<img class="thumbnail thumbnail--{} thumbnail--{}" src="{}" width="{}" height="{}" alt="" '
        'loading="lazy" decoding="async">',
        file.field.set_name,
        plate,
        staff_url(record.name_of(width)),
        width,
        height,
    )


def thumbnail_column(field: models.FileField) -> Callable[[models.Model], SafeString]:
    """A column of a list, named like the field."""

    @admin.display(description=field.verbose_name)
    def column(row: models.Model) -> SafeString:
        return thumbnail(getattr(row, field.name))

    column.__name__ = f"{field.name}_thumbnail"
    return column
