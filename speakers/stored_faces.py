"""Faces from the columns of people."""

from content.pictures.fields import PictureFile
from speakers.faces import Face
from speakers.models import Speaker
from speakers.names import letter_of, name_parts

FACE_COLUMNS = ("speaker_id", "speaker__sort_key", "speaker__photo", "speaker__photo_sizes")
"""Of a row with a relation to a speaker."""


def stored_photo(name: str, sizes: list | None) -> PictureFile | None:
    return Speaker._meta.get_field("photo").stored(name, sizes) or None


def stored_face(name: str, number: int, sort_key: str, photo: str, sizes: list | None) -> Face:
    """The face of the person with this shown name; the rest are `FACE_COLUMNS`."""
    letter = "" if photo else letter_of(name_parts(name, sort_key).family)
    return Face(number, letter, stored_photo(photo, sizes))
