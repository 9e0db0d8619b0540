"""What stands for a person in pictures: a photo, one letter of the name, or the star. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from content.pictures.fields import PictureFile

TINTS = 5
"""The classes `tint-1` to `tint-5` of the stylesheets."""


@dataclass(frozen=True, slots=True)
class Face:
    number: int
    """The person's number, which chooses the tint."""
    letter: str = ""
    """Of the family name; empty where it has no letter."""
    photo: "PictureFile | None" = None

    @property
    def tint(self) -> str:
        return f"tint-{self.number % TINTS + 1}"


def is_arabic(letter: str) -> bool:
    return "\u0600" <= letter < "\u0800"


class Faced(Protocol):
    @property
    def face(self) -> Face: ...


def has_faces(people: Iterable[Faced]) -> bool:
    """Whether a list shows arches: only if it has a photo; then letters stand for the others."""
    return any(person.face.photo for person in people)
