"""A name as somebody types it: its honorifics, and the names that it may mean. Pure."""

import re
from difflib import SequenceMatcher
from enum import IntEnum

from content.folding import fold_for_search
from speakers.likeness import HONORIFICS

ALIKE = 0.8
"""How much of two words has to agree, of 1."""
SHORTEST_MISTYPED = 4
STRONG = 3
"""Initials and shorter words alone make no likeness."""

PLAIN = {"mr", "ms", "dr", "pr"}
"""Short honorifics that are no names and no initials, with a full stop or without."""


class Match(IntEnum):
    NONE = 0
    NEAR = 1
    SAME = 2
    """The same words, however they are spelt, in any order."""


def split_honorific(name: str) -> tuple[str, str]:
    """The honorifics at the beginning of a name, and the rest: `("H.E. Mr.", "Karim Ziani")`."""
    words, count = name.split(), 0
    while count < len(words) - 1 and _is_honorific(words[count], len(words) - 1 - count):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_honorific(word: str, following: int) -> bool:
    """`M.` is one before a given and a family name; before one name it is its initial."""
    folded = fold_for_search(word).split()
    if not folded or not HONORIFICS.issuperset(folded):
        return False
    if len(folded[0]) > 2 or folded[0] in PLAIN:
        return True
    return "." in word and (len(folded) > 1 or following > 1)


def match_names(typed: str, name: str) -> Match:
    one, other = (fold_for_search(text).split() for text in (typed, name))
    if not one or not other:
        return Match.NONE
    if sorted(one) == sorted(other) or "".join(one) == "".join(other):
        return Match.SAME
    fewer, more = sorted((one, other), key=len)
    if len(fewer) == 1 and len(more) > 2:  # “Ministry” is like no ministry
        return Match.NONE
    return Match.NEAR if _are_among(fewer, more) else Match.NONE


def _are_among(words: list[str], others: list[str]) -> bool:
    """Whether each of the words is like another one of the others."""
    rest, is_strong = list(others), False
    for word in words:
        found = next((one for one in rest if _are_alike(word, one)), None)
        if found is None:
            return False
        rest.remove(found)
        is_strong |= min(len(word), len(found)) >= STRONG
    return is_strong


def _are_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    if len(short) < SHORTEST_MISTYPED:
        return False
    consonants = _consonants(short)
    if len(consonants) >= STRONG and consonants == _consonants(long):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= ALIKE


def _consonants(word: str) -> str:
    """What stays of a name in other transcriptions: Mohammed and Mouhamad are both `mhmd`."""
    return re.sub(r"(.)\1+", r"\1", re.sub("ou|[aeiouy]", "", word))
