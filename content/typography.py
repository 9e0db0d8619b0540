"""The spaces that French sets beside its marks, so that editors may type plain ones. Pure."""

import re

NARROW = "\u202f"
"""Before `;`, `!`, `?` and inside « »: narrow, and no line ends at it."""
WIDE = "\u00a0"
"""Before a colon, and between a number and its unit."""

_AFTER_A_WORD = r"(?<=[\w)\]»”’\"…%])"
_PLACES = re.compile(
    rf"""
      (?P<kept>  https?://[^\s«»]+ | \bwww\.[^\s«»]+ | [\w.+-]+@[\w.-]+ )
    | (?P<narrow> [ ]+ (?=[;!?])
                | {_AFTER_A_WORD} (?=[;!?]+ (?:[\s)»\]”’".,]|\Z)) )
    | (?P<wide>   [ ]+ (?=:(?:[\s»]|\Z))
                | {_AFTER_A_WORD} (?=:(?:[\s»]|\Z))
                | (?<=\d)[ ]+(?=[%€]) )
    | (?P<opens>  «[ ]* (?=[^\s»]) )
    | (?P<closes> (?<=[^\s«])[ ]*» )
    """,
    re.VERBOSE,
)


def typeset(text: str, language: str) -> str:
    """A text of staff as its language is set. Addresses, times and spaces that hold stay."""
    return _PLACES.sub(_set, text) if language == "fr" else text


def _set(place: re.Match) -> str:
    spaces = {"narrow": NARROW, "wide": WIDE, "opens": f"«{NARROW}", "closes": f"{NARROW}»"}
    return spaces.get(place.lastgroup, place[0])
