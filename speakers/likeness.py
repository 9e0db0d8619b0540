"""Records whose names may be of one person, or of one organization. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from content.folding import fold_for_search, names_in_one_piece

HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "m", "mme", "mlle", "me", "dr", "pr", "prof", "professor"),
    *("professeur", "sir", "hon", "he", "h", "e", "se", "s", "eng", "ing", "excellence"),
    *("السيد", "السيده", "الدكتور", "الدكتوره", "د", "ا", "الاستاذ", "الاستاذه", "معالي", "سعاده"),
    *("المهندس", "المهندسه", "السفير", "السفيره"),
}
"""Words before a name that belong in a field of their own, folded."""
_EMPTY_WORDS = {
    *("of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "l", "d", "et", "pour"),
    *("en", "a", "au", "aux", "من", "في", "و"),
}
_ARTICLE = re.compile(r"\b[au]l\b")
_TRANSCRIPTIONS = [
    (re.compile("y"), "i"),
    (re.compile("ou|oo|w|o"), "u"),
    (re.compile("ei"), "ai"),
    (re.compile("e"), "i"),
    (re.compile("ch"), "sh"),
    (re.compile("dj"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("[cq]"), "k"),
    (re.compile(r"([a-z])\1+"), r"\1"),
]
"""Letters that one name has in French and in English, or by two clerks: Rachid is Rashid."""
_SHORTEST_SPELT = 4
"""Shorter names differ in a letter without being one: Li and Le."""
_SHORTEST_SHARED = 3
"""Of two names with an initial, another word of at least this length is the same."""
MOST_OF_ONE_NAME = 6
"""Of more records with one name, each is compared with the first alone."""


class Likeness(IntEnum):
    """Why two records may be one, the surest first."""

    SAME_NAME = 1
    HONORIFIC = 2
    WORD_ORDER = 3
    SPELLING = 4
    ACRONYM = 5
    INITIAL = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A record with its names in every language, and what else is known of an organization."""

    key: int
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Alike:
    """`first` is the smaller of the two keys."""

    likeness: Likeness
    first: int
    second: int


_Keys = dict[str, list[int]]


def people_alike(people: Iterable[Named]) -> list[Alike]:
    """Each pair once, with the surest reason; the surest first."""
    people = list(people)
    words = {one.key: [fold_for_search(name).split() for name in one.names] for one in people}
    return _surest(
        [
            *_sharing(Likeness.SAME_NAME, _keys(words, _joined)),
            *_sharing(Likeness.HONORIFIC, _keys(words, _joined_without_honorifics)),
            *_sharing(Likeness.WORD_ORDER, _keys(words, _sorted)),
            *_sharing(Likeness.WORD_ORDER, _keys(words, _sorted_words)),
            *_sharing(Likeness.SPELLING, _keys(words, _sound)),
            *_with_initials(words),
        ]
    )


def organizations_alike(organizations: Iterable[Named]) -> list[Alike]:
    """The same for organizations, but for those of different countries."""
    bodies = {one.key: one for one in organizations}
    words = {key: [fold_for_search(n).split() for n in one.names] for key, one in bodies.items()}
    short = {
        key: [fold_for_search(acronym).split() for acronym in one.acronyms]
        for key, one in bodies.items()
    }
    found = [
        *_sharing(Likeness.SAME_NAME, _keys(words, _joined)),
        *_sharing(Likeness.WORD_ORDER, _keys(words, _sorted_full_words)),
        *_sharing(Likeness.ACRONYM, _keys(short, _joined)),
        *_named_by_acronym(_keys(short, _joined), _keys(words, _joined)),
    ]
    return [one for one in _surest(found) if _may_be_of_one_country(one, bodies)]


def _may_be_of_one_country(one: Alike, bodies: dict[int, Named]) -> bool:
    countries = {bodies[one.first].country, bodies[one.second].country} - {""}
    return len(countries) < 2


def _surest(found: Iterable[Alike]) -> list[Alike]:
    best: dict[tuple[int, int], Alike] = {}
    for one in sorted(found):
        best.setdefault((one.first, one.second), one)
    return sorted(best.values())


def _joined(words: Sequence[str]) -> str:
    return "".join(words)


def _joined_without_honorifics(words: Sequence[str]) -> str:
    return "".join(_without_honorifics(words))


def _without_honorifics(words: Sequence[str]) -> Sequence[str]:
    """At least two words are left: a name of one may be a title itself."""
    start = 0
    while words[start:] and words[start] in HONORIFICS and len(words) - start > 2:
        start += 1
    return words[start:]


def _sound(words: Sequence[str]) -> str:
    """One form for the transcriptions of a name: `zaid` for Zaid and Zayd."""
    text = _ARTICLE.sub("el", " ".join(_without_honorifics(words))).replace(" ", "")
    if len(text) < _SHORTEST_SPELT:
        return ""
    for letters, sound in _TRANSCRIPTIONS:
        text = letters.sub(sound, text)
    return text


def _sorted(words: Sequence[str]) -> str:
    names = names_in_one_piece(_without_honorifics(words))
    return " ".join(sorted(names)) if len(names) > 1 else ""


def _sorted_words(words: Sequence[str]) -> str:
    """Also where it is not plain to which name a particle belongs."""
    return " ".join(sorted(_without_honorifics(words))) if len(words) > 1 else ""


def _sorted_full_words(words: Sequence[str]) -> str:
    full = sorted({word for word in words if word not in _EMPTY_WORDS})
    return " ".join(full) if len(full) > 1 else ""


def _keys(words: dict[int, list[list[str]]], make) -> _Keys:
    """The records by what is made of their names."""
    found: _Keys = defaultdict(list)
    for record, names in words.items():
        for key in {made for name in names if name and (made := make(name))}:
            found[key].append(record)
    return found


def _sharing(likeness: Likeness, records: _Keys) -> Iterator[Alike]:
    for same in records.values():
        few = len(same) <= MOST_OF_ONE_NAME
        pairs = combinations(same, 2) if few else ((same[0], other) for other in same[1:])
        yield from (_alike(likeness, *pair) for pair in pairs)


def _alike(likeness: Likeness, one: int, other: int) -> Alike:
    return Alike(likeness, min(one, other), max(one, other))


def _named_by_acronym(acronyms: _Keys, names: _Keys) -> Iterator[Alike]:
    for acronym in acronyms.keys() & names.keys():
        for one in acronyms[acronym]:
            for other in names[acronym][:MOST_OF_ONE_NAME]:
                if one != other:
                    yield _alike(Likeness.ACRONYM, one, other)


def _with_initials(words: dict[int, list[list[str]]]) -> Iterator[Alike]:
    """“A. Alami” and “Amina Alami”: what is compared are names that share a word."""
    names = [
        (record, frozenset(names_in_one_piece(_without_honorifics(name))))
        for record, own in words.items()
        for name in own
    ]
    by_word: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for record, name in names:
        for word in name:
            if len(word) >= _SHORTEST_SHARED:
                by_word[word].append((record, name))
    for record, short in names:
        if not any(len(word) == 1 for word in short):
            continue
        for word in short:
            for other, name in by_word.get(word, ()):
                if other != record and _abbreviates(short, name):
                    yield _alike(Likeness.INITIAL, record, other)


def _abbreviates(short: frozenset[str], name: frozenset[str]) -> bool:
    """Whether the words that differ are initials on one side, and begin alike."""
    one, other = sorted(short - name), sorted(name - short)
    return len(one) == len(other) > 0 and all(
        1 in (len(a), len(b)) and a[0] == b[0] for a, b in zip(one, other, strict=True)
    )
