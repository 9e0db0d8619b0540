"""Picture fields: files are checked and rendered on upload; pages read the sizes from the row."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.forms import ClearableFileInput
from django.utils.translation import gettext_lazy as _
from PIL import Image

from content.pictures import renditions
from content.pictures.focus import focus_classes
from content.pictures.renditions import RENDITION_SETS, decode

CENTRE = (50, 50)
COVER = 1.6
"""The shape in which pages show a picture that is no square: width by height."""


class Rendition(NamedTuple):
    """One size of a picture."""

    url: str
    width: int
    height: int


class RenditionRecord(NamedTuple):
    """The renditions of a picture, stored in the row so that no page has to open files."""

    source: str
    focus: list[int]
    stem: str
    sizes: list[list[int]]
    has_share_image: bool = False

    @property
    def names(self) -> set[str]:
        """All stored files, the source included."""
        sizes = {self.name_of(width) for width, _height in self.sizes}
        return {self.source, *sizes, *([self.share_name] if self.has_share_image else [])}

    def name_of(self, width: int) -> str:
        return f"{self.stem}-{width}.webp"

    @property
    def share_name(self) -> str:
        return f"{self.stem}-share.jpg"


def picture_file(file: File) -> None:
    """A validator: a complete JPEG, PNG, WebP or HEIC of at most 10 MB and 40 megapixels."""
    if file.size > renditions.MAX_BYTES:
        raise ValidationError(_("This picture is larger than 10 MB."), code="picture_bytes")
    decode(file)


def seen_on_white(file: File) -> None:
    """A validator for a picture that pages show on white."""
    if renditions.is_lost(decode(file), on_dark=False):
        raise ValidationError(
            _(
                "This picture is white or nearly so: nobody would see it on the white ground of "
                "logos. Upload the mark in its dark colours."
            ),
            code="picture_white",
        )


class PictureFile(FieldFile):
    """Reads its renditions from the row, without any access to the storage."""

    @property
    def record(self) -> RenditionRecord | None:
        stored = getattr(self.instance, self.field.sizes_column)
        return RenditionRecord(*stored) if stored else None

    @property
    def renditions(self) -> list[Rendition]:
        """The smallest first; empty if none has been rendered yet."""
        if not self or not (record := self.record):
            return []
        return [Rendition(self.storage.url(record.name_of(w)), w, h) for w, h in record.sizes]

    @property
    def focus_classes(self) -> str:
        """Squares are cropped already, whatever is in them."""
        is_cut = not self or not self.record or self.field.rendition_set.is_square
        return "" if is_cut else focus_classes(self.record.focus)

    @property
    def share_image(self) -> Rendition | None:
        """The picture for link previews."""
        if not self or not (record := self.record) or not record.has_share_image:
            return None
        size = self.field.rendition_set.share
        return Rendition(self.storage.url(record.share_name), size.width, size.height)


class PictureField(models.FileField):
    """A picture whose renditions are recorded in a column `<name>_sizes`.

    The model has the trait `render_pictures`. `rendition_set` is a key of `RENDITION_SETS`. `focus`
    names two fields with the point to keep in the middle, in per cent from the left and the top.
    `has_plates` says that staff choose the ground it is shown on, so that it may be white.
    """

    attr_class = PictureFile

    def __init__(
        self,
        *args,
        rendition_set: str = "portrait",
        focus: tuple[str, ...] = (),
        has_plates: bool = False,
        **options,
    ):
        self.set_name, self.rendition_set = rendition_set, RENDITION_SETS[rendition_set]
        self.focus = tuple(focus)
        self.has_plates = has_plates
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        options |= {"rendition_set": self.set_name, "focus": self.focus}
        options |= {"has_plates": True} if self.has_plates else {}
        return name, path, args, options

    def formfield(self, **options):
        field = super().formfield(**{"widget": ClearableFileInput, **options})
        field.widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/heic,.heic,.heif"
        if self.focus:
            x, y = self.focus
            field.widget.attrs |= {"data-field": self.name, "data-focus-x": x, "data-focus-y": y}
            field.widget.attrs["data-focus-ratio"] = 1 if self.rendition_set.is_square else COVER
        return field

    def run_validators(self, value):
        """Check uploads only: a stored file has been checked, and may be missing by now."""
        if value and not value._committed:
            super().run_validators(value)
            if self.rendition_set.is_on_white and not self.has_plates:
                seen_on_white(value)

    def stored(self, name: str, sizes: list | None) -> PictureFile:
        """The file of a row that was read as columns."""
        return self.attr_class(SimpleNamespace(**{self.sizes_column: sizes}), self, name)

    def rendition_names(self, values: Mapping[str, Any]) -> set[str]:
        """The files made from the picture of a row with these columns, its source included."""
        stored = values.get(self.sizes_column)
        return RenditionRecord(*stored).names if stored else set()

    @property
    def sizes_column(self) -> str:
        return f"{self.name}_sizes"

    def differs(self, row: models.Model, before: models.Model) -> bool:
        """Whether the picture, its focus or its sizes are other than those stored, or missing."""
        file = getattr(row, self.name)
        if file and not (file._committed and file.record):
            return True
        names = (self.name, self.sizes_column, *self.focus)
        return any(getattr(row, name) != getattr(before, name) for name in names)

    def is_rendered(self, row: models.Model) -> bool:
        """Whether every file of the picture is in the storage."""
        record = getattr(row, self.name).record
        return bool(record) and all(self.storage.exists(name) for name in record.names)

    def update_renditions(self, row: models.Model, undo: ExitStack) -> None:
        """Render the picture if the file or its focus has changed.

        `undo` gets functions that delete the new files. The history deletes the old ones, once it
        no longer needs them.
        """
        file = getattr(row, self.name)
        old = file.record
        focus = [getattr(row, name) for name in self.focus] or [*CENTRE]
        if file and file._committed and old and (old.source, old.focus) == (file.name, focus):
            return
        new = self._render(file, old, focus, undo) if file else None
        if file and not new:
            return
        setattr(row, self.name, new.source if new else "")
        setattr(row, self.sizes_column, new)

    def _render(
        self, file: PictureFile, old: RenditionRecord | None, focus, undo: ExitStack
    ) -> RenditionRecord | None:
        """Store all renditions; None if the stored file is unreadable."""
        if not (image := self._decode(file)):
            return None
        stem = f"{self.upload_to}{uuid.uuid4().hex}"
        share = self.rendition_set.share
        has_source = file._committed and old and old.source == file.name
        source = file.name if has_source else f"{stem}.webp"
        new = RenditionRecord(source, focus, stem, [], bool(share))
        if not has_source:
            self._store(source, renditions.source_copy(image), undo)
        for size, data in renditions.render_sizes(self.rendition_set, image, focus):
            new.sizes.append([size.width, size.height])
            self._store(new.name_of(size.width), data, undo)
        if share:
            self._store(new.share_name, renditions.share_image(share, image, focus), undo)
        return new

    def _decode(self, file: PictureFile) -> Image.Image | None:
        """None if a file that was stored before is missing or damaged; raises for an upload."""
        has_alpha = self.rendition_set.has_alpha
        if not file._committed:
            return decode(file.open(), has_alpha=has_alpha)
        try:
            with self.storage.open(file.name) as stored:
                return decode(stored, has_alpha=has_alpha)
        except (FileNotFoundError, ValidationError):
            return None

    def _store(self, name: str, data: bytes, undo: ExitStack) -> None:
        undo.callback(self.storage.delete, name)
        self.storage.save(name, ContentFile(data))


def render_pictures(row: models.Model, before: models.Model | None) -> Callable[[], None] | None:
    """A trait: render each picture that is new or has another focus.

    Returns a function that deletes the new files.
    """
    changed = [
        field for field in _pictures_of(type(row)) if not before or field.differs(row, before)
    ]
    with ExitStack() as undo:
        for field in changed:
            field.update_renditions(row, undo)
        return undo.pop_all().close if changed else None


def render_missing_sizes(model: type[models.Model]) -> tuple[int, list[models.Model]]:
    """The number of pictures that were rendered again, and the rows whose file is unreadable."""
    rendered, unreadable = 0, []
    for field in _pictures_of(model):
        for row in model.objects.exclude(**{field.name: ""}).order_by("pk"):
            if field.is_rendered(row):
                continue
            if record := getattr(row, field.name).record:
                setattr(row, field.sizes_column, record._replace(focus=[]))  # no focus: out of date
            row.save(update_fields=[field.name, field.sizes_column])
            record = getattr(row, field.name).record
            if record and record.focus:
                rendered += 1
            else:
                unreadable.append(row)
    return rendered, unreadable


def _pictures_of(model: type[models.Model]) -> list[PictureField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, PictureField)]
