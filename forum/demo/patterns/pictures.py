"""Pictures that are never uploaded: files that the site has anyway stand in for them."""

from typing import TypeVar

from django.db.models import Model
from django.templatetags.static import static

from content.pictures.fields import PictureFile, Rendition

WIDE = "img/share.png"
SQUARE = "img/icon.svg"
SIZES = {WIDE: [(600, 315), (1200, 630)], SQUARE: [(64, 64)]}

Row = TypeVar("Row", bound=Model)


class StaticPicture(PictureFile):
    """One of the static files, as if each of its sizes had been cut from a picture of staff."""

    @property
    def url(self) -> str:
        return static(self.name)

    @property
    def renditions(self) -> list[Rendition]:
        return [Rendition(self.url, *size) for size in SIZES[self.name]]


def pictured(row: Row, field: str, name: str) -> Row:
    """The same row, with this static file as its picture."""
    setattr(row, field, StaticPicture(row, row._meta.get_field(field), name))
    return row
