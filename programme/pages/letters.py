"""Lists of people by the letter of their family names, for a reader's language. Pure: no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from string import ascii_uppercase
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from content.bidi import is_rtl, language_attributes
from content.folding import fold_for_search
from content.translations import without_article
from speakers.faces import has_faces, is_arabic

if TYPE_CHECKING:
    from programme.pages.person_entries import PersonEntry

FEW = 30
"""Fewer people than this stand in one list without letters."""
ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
NO_LETTER = "#"
"""Heads the names that have no letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    sign: str
    is_used: bool = True

    @property
    def language(self) -> SafeString:
        """The attributes of an Arabic letter on a page in another language."""
        return language_attributes("ar") if is_arabic(self.sign) else SafeString("")


@dataclass(frozen=True, slots=True)
class LetterGroup:
    letter: Letter | None
    people: tuple["PersonEntry", ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """A list of people: by letters if there are many, else one group without a letter."""

    count: int
    groups: tuple[LetterGroup, ...] = ()
    letters: tuple[Letter, ...] = ()
    """The reader's alphabet, and letters of other scripts that a name begins with."""
    has_faces: bool = False


def directory(people: Sequence["PersonEntry"], reader: str) -> Directory:
    """`people` are in letter order."""
    if len(people) < FEW:
        groups = (LetterGroup(None, tuple(people)),) if people else ()
        return Directory(len(people), groups, has_faces=has_faces(people))
    groups = tuple(
        LetterGroup(Letter(letter or NO_LETTER), tuple(group))
        for letter, group in groupby(people, key=lambda person: person.face.letter)
    )
    letters = _letters([group.letter.sign for group in groups], reader)
    return Directory(len(people), groups, letters, has_faces(people))


def _letters(used: Sequence[str], reader: str) -> tuple[Letter, ...]:
    alphabet = ARABIC if is_rtl(reader) else ascii_uppercase
    others = [sign for sign in used if sign not in alphabet]
    own = [Letter(sign, sign in used) for sign in alphabet]
    return (*own, *(Letter(sign, is_used=True) for sign in others))


def in_letter_order(people: Iterable["PersonEntry"], reader: str) -> list["PersonEntry"]:
    """Names in the reader's script first, those without any letter last.

    Within a letter, names in Arabic stand by the family name, and others in the order given, which
    is that of sort keys.
    """
    return sorted(people, key=lambda person: _place(person, is_rtl(reader)))


def _place(person: "PersonEntry", is_read_in_arabic: bool) -> tuple[int, str, str, str]:
    letter = person.face.letter
    if not letter:
        return 2, "", "", ""
    group = 0 if is_arabic(letter) == is_read_in_arabic else 1
    if not is_arabic(letter):
        return group, letter, "", ""
    family = without_article(_folded(person.parts.family))
    return group, letter, family, _folded(person.name[0])


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """The same names come again and again."""
    return fold_for_search(name)
