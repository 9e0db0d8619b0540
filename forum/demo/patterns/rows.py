"""Sample rows and pictures that are never saved."""

from itertools import count
from typing import TypeVar

from django.db.models import Model
from django.templatetags.static import static

from content.pictures.fields import PictureFile, Rendition
from forum.demo.rows import Row, build

LONG = "Local Governments as an Integral Part of the Move Towards an Open State"
PROSE = """A paragraph with **weight**, *emphasis* and a [link](https://example.org/).

## A heading

- The first of two points.
- The second.

> What somebody said.

| Year | Portal | Downloads |
| --- | :-: | --: |
| 2026 | https://data.example.org | 31,900 |
"""
WIDE = "img/share.png"
SQUARE = "img/icon.svg"
LONG_MARK, WIDE_MARK = f"{SQUARE}#long", f"{SQUARE}#wide"
SIZES = {
    WIDE: [(600, 315), (1200, 630)],
    SQUARE: [(64, 64)],
    LONG_MARK: [(192, 64)],
    WIDE_MARK: [(320, 64)],
}

PicturedRow = TypeVar("PicturedRow", bound=Model)

_numbers = count(1)


def row(model: type[Row], **values: object) -> Row:
    """An unsaved row with a primary key, and with a slug if the model has one."""
    number = next(_numbers)
    if any(field.name == "slug" for field in model._meta.fields):
        values = {"slug": f"sample-{number}"} | values
    return build(model, pk=number, **values)


class StaticPicture(PictureFile):
    """A static file shown as if it were an uploaded picture with all its sizes."""

    @property
    def url(self) -> str:
        return static(self.name.partition("#")[0])

    @property
    def renditions(self) -> list[Rendition]:
        return [Rendition(self.url, *size) for size in SIZES[self.name]]


def pictured(row: PicturedRow, field: str, name: str) -> PicturedRow:
    """The same row, with this static file as its picture."""
    setattr(row, field, StaticPicture(row, row._meta.get_field(field), name))
    return row
