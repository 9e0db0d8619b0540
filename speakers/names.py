"""What is made from the name of a person: the key of lists, the family name and its letter."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.db import models

from content.folding import fold_for_search
from content.text import NAME_LENGTH, fold
from content.translations import first_text, without_article

_FIRST_HALVES = {"عبد", "أبو", "سيدي", "مولاي", "لالة", "لالا"}
"""Words that are half of a given name: “عبد الرحمن اليوسفي” is of the family “اليوسفي”."""


class NameParts(NamedTuple):
    """A name as it is written, cut around the family name."""

    before: str
    family: str
    after: str = ""


def fill_sort_key(row: models.Model, before: models.Model | None) -> None:
    """A trait: sort by the given key, or by the name with its first word last."""
    first, _space, rest = first_text(row, "name").partition(" ")
    row.sort_key = fold(row.sort_key or f"{rest} {first}")[:NAME_LENGTH]


@lru_cache(maxsize=4096)
def name_parts(name: str, sort_key: str) -> NameParts:
    """The family name is where the sort key begins, else all but the given name.

    A key that is the whole name puts the family name first: “Li Wei”.
    """
    words = name.split()
    if len(words) < 2:
        return NameParts("", name)
    start = _family_start(words, sort_key)
    if start == 0:
        return NameParts("", words[0], " ".join(words[1:]))
    return NameParts(" ".join(words[:start]), " ".join(words[start:]))


def _family_start(words: list[str], sort_key: str) -> int:
    """The index of the first word of the family name."""
    folded = [fold(word) for word in words]
    for start in (*range(1, len(words)), 0):
        if " ".join(filter(None, folded[start:] + folded[:start])) == sort_key:
            return _after_first_half(words, start)
    first = sort_key.partition(" ")[0]
    if first and first in folded:
        return folded.index(first)
    return _after_first_half(words, 1)


def _after_first_half(words: list[str], start: int) -> int:
    is_half = start == 1 and len(words) > 2 and words[0] in _FIRST_HALVES
    return 2 if is_half else start


@lru_cache(maxsize=4096)
def letter_of(family_name: str) -> str:
    """The first letter without accent and Arabic article, as a capital; empty without a letter.

    Quotes, digits and the raised commas of transliterations are no letters.
    """
    folded = without_article(fold_for_search(family_name))
    letter = next((sign for sign in folded if unicodedata.category(sign)[0] == "L"), "")
    return "أ" if letter == "ا" else letter.upper()
