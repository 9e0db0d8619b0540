"""Folding for search: one form for the spellings of a word or a name. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

_MARKS = {"Mn", "Mc", "Me", "Cf"}
_HAMZA_ABOVE = "\u0654"

# Letters that Unicode does not decompose but that people interchange when they type: Latin letters
# with a stroke or joined, and the Arabic alef wasla, alef maqsura, ta marbuta, the Persian ya and
# kaf, and the letters for the sounds of g, p and v. The tatweel, the lone hamza and the raised
# commas of transliterations are dropped.
_SPELT_ALIKE = str.maketrans(
    {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "ء": ""}
    | {"گ": "ك", "ڭ": "ك", "ݣ": "ك", "پ": "ب", "ڤ": "ف"}
    | dict.fromkeys("ʹʺʻʼʽʾʿˈ", "")
)

# Words that are spelt in several ways: with a hamza before or on a waw (مسؤول، مسئول), with one
# after a ya (هيئة، هيأة), with an alef that is not always written (الرحمن، الرحمان), and "son of".
_SPELLINGS = [
    (re.compile(f"ي{_HAMZA_ABOVE}(?=و)"), ""),
    (re.compile(rf"(?<=\w)ي(?:ي{_HAMZA_ABOVE}|ا{_HAMZA_ABOVE}(?=ه\b))"), "ي"),
    (re.compile(_HAMZA_ABOVE), ""),
    (re.compile("وو+"), "و"),
    (re.compile(r"رحمان\b"), "رحمن"),
    (re.compile(r"اسحاق\b"), "اسحق"),
    (re.compile(r"اسماعيل\b"), "اسمعيل"),
    (re.compile(r"\bابن\b"), "بن"),
]

_PARTICLES = {
    *("el", "al", "ul", "ait", "ould", "ben", "bin", "ibn", "beni", "bent", "bint", "oum", "um"),
    *("bou", "abou", "abu", "abd", "abdel", "abdul", "abdal", "o", "d", "l", "mc", "mac", "st"),
    *("de", "du", "la", "le", "van", "von", "der", "den", "di", "da", "del"),
    *("عبد", "بن", "بنت", "بني", "ابو", "بو", "ام", "ال", "ايت", "ولد"),
}
"""Parts of names that are written apart from the next word or together with it, folded."""
_SERVANT_OF = ("عبد", "abd", "abdel")
"""Ends of words that are particles too: `بنعبد الله`."""

_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d])*"
)
_LETTERS = re.compile(r"[^\W_]+")
_SHORTEST_PART = 3
"""Shorter words are shown as matches only where they are whole words."""


def fold_for_search(text: str) -> str:
    """The text as plain words in its own script, however it was typed.

    Case, accents, Arabic marks and tatweel go; the forms of alef, ya, hamza and ta marbuta become
    one; digits become European: `"L’Éveil الإدارةُ ٢٠٢٠"` is `"l eveil الاداره 2020"`. Folding twice
    changes nothing more.
    """
    if text.isascii():  # what follows would only take longer
        return " ".join(_LETTERS.findall(text.lower()))
    plain = unicodedata.normalize("NFKD", text).translate(_SPELT_ALIKE).casefold()
    bare = unicodedata.normalize("NFKD", plain.translate(_SPELT_ALIKE))
    seen = (one for one in bare if one == _HAMZA_ABOVE or unicodedata.category(one) not in _MARKS)
    letters = "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)
    for spelling, one in _SPELLINGS:
        letters = spelling.sub(one, letters)
    return " ".join(_LETTERS.findall(letters))


def joined_names(words: Iterable[str]) -> Iterator[str]:
    """The names among folded words in one piece: `el hassani` as `elhassani`."""
    name = ""
    for word in words:
        name += word
        if _is_particle(word):
            continue
        if name != word:
            yield name
        name = ""


def names_in_one_piece(words: Iterable[str]) -> list[str]:
    """All names among folded words, each with its particles: `fatima el hassani` has two."""
    names, name = [], ""
    for word in words:
        name += word
        if not _is_particle(word):
            names.append(name)
            name = ""
    return [*names, name] if name else names


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word.endswith(_SERVANT_OF)


def mark_matches(text: str, wanted: Collection[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it has a wanted word, which is folded.

    Whole words are marked, and names with their particles where they match in one piece.
    """
    spans = [span for name in _names(text) for span in _matching_spans(name, wanted)]
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


_Word = tuple[str, int, int]
"""A word, folded, and where it begins and ends in its text."""


def _names(text: str) -> Iterator[list[_Word]]:
    """The words of the text, with particles in the list of the word that follows."""
    name: list[_Word] = []
    for match in _WORD.finditer(text):
        folded = fold_for_search(match[0]).replace(" ", "")
        name.append((folded, match.start(), match.end()))
        if not _is_particle(folded):
            yield name
            name = []
    if name:
        yield name


def _matching_spans(name: list[_Word], wanted: Collection[str]) -> list[tuple[int, int]]:
    own = [(start, end) for word, start, end in name if _matches(word, wanted)]
    if own or not _matches("".join(word for word, _start, _end in name), wanted):
        return own
    return [(name[0][1], name[-1][2])]


def _matches(word: str, wanted: Collection[str]) -> bool:
    return any(one == word or (len(one) >= _SHORTEST_PART and one in word) for one in wanted)
