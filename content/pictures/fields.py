"""Pictures that staff upload: checked, drawn anew in all sizes at once, and shown without a look at
the files.
"""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete
from django.forms import ClearableFileInput
from django.utils.translation import gettext_lazy as _

from content.pictures import renditions
from content.pictures.renditions import CUTS, decoded

CENTRE = (50, 50)


class Shown(NamedTuple):
    """One size of a picture, as a page needs it."""

    url: str
    width: int
    height: int


class Sizes(NamedTuple):
    """What has been cut from a picture: stored beside it, so that no page has to look at files."""

    source: str
    focus: list[int]
    stem: str
    sizes: list[list[int]]
    is_shared: bool = False

    @property
    def names(self) -> set[str]:
        """The source and all that was cut from it."""
        cut = {self.name_of(width) for width, _height in self.sizes}
        return {self.source, *cut, *([self.share_name] if self.is_shared else [])}

    def name_of(self, width: int) -> str:
        return f"{self.stem}-{width}.webp"

    @property
    def share_name(self) -> str:
        return f"{self.stem}-share.jpg"


def picture_file(file: File) -> None:
    """A validator: a whole JPEG, PNG or WebP by its content, of at most 10 MB and 40 megapixels."""
    if file.size > renditions.MOST_BYTES:
        raise ValidationError(_("This picture is larger than 10 MB."), code="picture_bytes")
    decoded(file)


class PictureFile(FieldFile):
    """Knows its sizes from the database; asks nothing of the storage."""

    @property
    def made(self) -> Sizes | None:
        stored = getattr(self.instance, self.field.sizes_column)
        return Sizes(*stored) if stored else None

    @property
    def shown(self) -> list[Shown]:
        """Its sizes, the smallest first; empty where none has been cut yet."""
        if not self or not (made := self.made):
            return []
        return [Shown(self.storage.url(made.name_of(w)), w, h) for w, h in made.sizes]

    @property
    def share(self) -> Shown | None:
        """What previews of links show."""
        if not self or not (made := self.made) or not made.is_shared:
            return None
        size = self.field.cut.share
        return Shown(self.storage.url(made.share_name), size.width, size.height)


class PictureField(models.FileField):
    """A picture of the kind `cut`, whose sizes stand in the column `<name>_sizes` beside it.

    `focus` names two fields with the centre of what matters, in per cent from the left and the top.
    The model has the trait `render_picture`.
    """

    attr_class = PictureFile

    def __init__(self, *args, cut: str = "portrait", focus: tuple[str, ...] = (), **options):
        self.cut_name, self.cut, self.focus = cut, CUTS[cut], tuple(focus)
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "cut": self.cut_name, "focus": self.focus}

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        post_delete.connect(self._forget_deleted, sender=cls)

    def formfield(self, **options):
        accept = {"accept": "image/jpeg,image/png,image/webp"}
        return super().formfield(**{"widget": ClearableFileInput(accept), **options})

    def run_validators(self, value):
        """Only of what is new: a file that is stored was checked, and may be missing by now."""
        if value and not value._committed:
            super().run_validators(value)

    @property
    def sizes_column(self) -> str:
        return f"{self.name}_sizes"

    def differs(self, row: models.Model, before: models.Model) -> bool:
        """Whether the picture, its focus or its sizes are other than those stored."""
        file = getattr(row, self.name)
        if file and not file._committed:
            return True
        names = (self.name, self.sizes_column, *self.focus)
        return any(getattr(row, name) != getattr(before, name) for name in names)

    def renew(self, row: models.Model, undo: ExitStack) -> Callable[[], None] | None:
        """Cut the sizes anew where the file or its focus has changed.

        Returns what removes the files that are not needed any more, once the row is saved; `undo`
        gets what removes the new ones.
        """
        file = getattr(row, self.name)
        old = file.made
        focus = [getattr(row, name) for name in self.focus] or [*CENTRE]
        if file and file._committed and old and (old.source, old.focus) == (file.name, focus):
            return None
        made = self._make(file, old, focus, undo) if file else None
        if file and not made:
            return None
        setattr(row, self.name, made.source if made else "")
        setattr(row, self.sizes_column, made)
        source = old.source if old else file.name if file and file._committed else ""
        names = (old.names if old else {source}) - (made.names if made else set())
        return partial(self._forget, type(row), row.pk, source, names) if source else None

    def _forget(self, model: type[models.Model], pk: int | None, source: str, names: set[str]):
        """Remove files, unless another row shows the same picture."""
        rows = model._base_manager.exclude(pk=pk)
        if not rows.filter(**{self.name: source}).exists():
            for name in names:
                self.storage.delete(name)

    def _make(self, file: PictureFile, old: Sizes | None, focus, undo: ExitStack) -> Sizes | None:
        """The sizes of a file, stored; None where a file stored before cannot be read any more."""
        try:
            image = decoded(file.open(), has_alpha=self.cut.has_alpha)
        except (FileNotFoundError, ValidationError):
            if file._committed:
                return None
            raise
        stem = f"{self.upload_to}{uuid.uuid4().hex}"
        is_kept = file._committed and old and old.source == file.name
        made = Sizes(
            file.name if is_kept else f"{stem}.webp", focus, stem, [], bool(self.cut.share)
        )

        def store(name: str, data: bytes) -> None:
            undo.callback(self.storage.delete, name)
            self.storage.save(name, ContentFile(data))

        if not is_kept:
            store(made.source, renditions.kept(image))
        for size, data in renditions.sizes(self.cut, image, focus):
            made.sizes.append([size.width, size.height])
            store(made.name_of(size.width), data)
        if made.is_shared:
            store(made.share_name, renditions.shared(self.cut, image, focus))
        return made

    def _forget_deleted(self, instance, **signal) -> None:
        if made := getattr(instance, self.name).made:
            forget = partial(self._forget, type(instance), None, made.source, made.names)
            transaction.on_commit(forget, robust=True)


def render_picture(row: models.Model, before: models.Model | None) -> Callable[[], None] | None:
    """A trait: render the sizes of a new picture, or of one with another focus.

    Returns what removes the new files; files that are no longer used go after the transaction.
    """
    field = _picture_of(type(row))
    if before and not field.differs(row, before):
        return None
    with ExitStack() as undo:
        forget = field.renew(row, undo)
        remove_new_files = undo.pop_all().close
    if forget:
        transaction.on_commit(forget, robust=True)
    return remove_new_files


def make_missing_sizes(model: type[models.Model]) -> tuple[int, list[models.Model]]:
    """Cut what a model's rows lack: how many were cut, and the rows whose picture is unreadable."""
    field, made, lost = _picture_of(model), 0, []
    for row in model.objects.exclude(**{field.name: ""}).order_by("pk"):
        sizes = getattr(row, field.name).made
        if sizes and all(field.storage.exists(name) for name in sizes.names):
            continue
        if sizes:
            setattr(row, field.sizes_column, sizes._replace(focus=[]))
        row.save(update_fields=[field.name, field.sizes_column])
        sizes = getattr(row, field.name).made
        if sizes and sizes.focus:
            made += 1
        else:
            lost.append(row)
    return made, lost


def _picture_of(model: type[models.Model]) -> PictureField:
    return next(field for field in model._meta.concrete_fields if isinstance(field, PictureField))
