"""What is made from the name of a person: the key of lists, and letters in place of a photo."""

from unicodedata import bidirectional

from django.db import models

from content.text import NAME_LENGTH, fold
from content.translations import first_text, without_article


def fill_sort_key(row: models.Model, before: models.Model | None) -> None:
    """A trait: sort by the given key, or by the name with its first word last."""
    first, _space, rest = first_text(row, "name").partition(" ")
    row.sort_key = fold(row.sort_key or f"{rest} {first}")[:NAME_LENGTH]


def initials(name: str) -> str:
    """Shown in place of a photo: the first letters of the first and last word of the name.

    They come without the Arabic article. A zero-width non-joiner keeps Arabic letters from joining.
    """
    words = name.split()
    letters = [without_article(word)[0] for word in dict.fromkeys((words[0], words[-1]))]
    return ("\u200c" if bidirectional(letters[0]) == "AL" else "").join(letters)
