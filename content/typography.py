"""French spacing around punctuation, and Arabic lines with numbers that have signs. Pure.

Editors can type ordinary spaces, and telephone numbers as they are written anywhere.
"""

import re

from content.bidi import LEFT_TO_RIGHT_ISOLATE, POP_DIRECTIONAL_ISOLATE

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

_SPACE = "[ \u00a0\u202f]"
# In an Arabic line the groups of 05 37 12 34 56 and of +212-537-123456 would run from the right.
_NUMBERS = re.compile(
    rf"""
      (?P<kept>   https?://\S+ | \bwww\.\S+ | [\w.+-]+@[\w.-]+ )
    | (?P<number> (?<![\w.,/-])
        (?: \(? \+ {_SPACE}? \d+ \)? (?: [-./ \u00a0\u202f]? \(?\d+\)? )*
          | \d+ (?: -\d+ )+
          | \d+ (?: {_SPACE}\d+ ){{2,}} )
        (?![\w-]) )
    """,
    re.VERBOSE,
)


def typeset(text: str, language: str) -> str:
    """Apply the typography of the language. URLs, times and no-break spaces stay as they are.

    In Arabic, numbers with signs come in isolates; `bidi.as_elements()` makes elements of them.
    """
    if language == "fr":
        return _PLACES.sub(_space, text)
    return _NUMBERS.sub(_left_to_right, text) if language == "ar" else text


def _left_to_right(match: re.Match) -> str:
    number = match["number"]
    return f"{LEFT_TO_RIGHT_ISOLATE}{number}{POP_DIRECTIONAL_ISOLATE}" if number else match[0]


def _space(match: re.Match) -> str:
    spaces = {
        "narrow": NARROW,
        "wide": WIDE,
        "opens": f"«{NARROW}",
        "closes": f"{NARROW}»",
    }
    return spaces.get(match.lastgroup, match[0])
