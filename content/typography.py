"""French spacing around punctuation, so that editors can type ordinary spaces. Pure."""

import re

NARROW = "\u202f"
"""Narrow no-break space: before `;`, `!` and `?`, and inside « »."""
WIDE = "\u00a0"
"""No-break space: before a colon, and between a number and its unit."""

_AFTER_WORD = r"(?<=[\w)\]»”’\"…%])"
_PLACES = re.compile(
    rf"""
      (?P<kept>  https?://[^\s«»]+ | \bwww\.[^\s«»]+ | [\w.+-]+@[\w.-]+ )
    | (?P<narrow> [ ]+ (?=[;!?])
                | {_AFTER_WORD} (?=[;!?]+ (?:[\s)»\]”’".,]|\Z)) )
    | (?P<wide>   [ ]+ (?=:(?:[\s»]|\Z))
                | {_AFTER_WORD} (?=:(?:[\s»]|\Z))
                | (?<=\d)[ ]+(?=[%€]) )
    | (?P<opens>  «[ ]* (?=[^\s»]) )
    | (?P<closes> (?<=[^\s«])[ ]*» )
    """,
    re.VERBOSE,
)


def typeset(text: str, language: str) -> str:
    """Apply the typography of the language. URLs, times and no-break spaces stay as they are."""
    return _PLACES.sub(_space, text) if language == "fr" else text


def _space(match: re.Match) -> str:
    spaces = {
        "narrow": NARROW,
        "wide": WIDE,
        "opens": f"«{NARROW}",
        "closes": f"{NARROW}»",
    }
    return spaces.get(match.lastgroup, match[0])
