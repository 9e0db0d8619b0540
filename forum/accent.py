"""The colour that staff choose for the site, and what follows from it. Pure: `#rrggbb` in and out.

Contrast is that of WCAG 2. Every colour made here reaches its contrast, whatever the accent is.
"""

from collections.abc import Mapping

IVORY = "#f9f7ee"
"""The text on a field of the accent."""
LEAST = 7.0
"""The contrast of text."""
LEAST_OF_EDGES = 3.0

LIGHT, DARK = "#fbfaf5", "#1e2926"
"""Grounds of the page: the one on which the least can be read, of each colour scheme."""
WHITE, BLACK = "#ffffff", "#000000"
QUIET, EDGE = "#dbddca", "#7d9a8d"
"""On the field of the site without an accent."""
FIELD_AT_NIGHT, LINE_ON_FIELD = 0.3, 0.25
"""How much black is in the field of the dark scheme, and how much ivory in a line on the field."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(accent: str) -> bool:
    """Whether it can carry ivory text, and be text itself on a light ground."""
    return contrast(accent, IVORY) >= LEAST


def tokens(accent: str) -> Mapping[str, str]:
    """The values of design tokens that take the place of those of the site."""
    at_night = mixed(accent, BLACK, FIELD_AT_NIGHT)
    return {
        "--colour-accent": _in_both(accent, until_readable(accent, WHITE, DARK)),
        "--field": _in_both(accent, at_night),
        "--field-quiet": until_readable(QUIET, IVORY, accent),
        "--field-edge": until_readable(EDGE, IVORY, accent, LEAST_OF_EDGES),
        "--field-line": _in_both(
            mixed(accent, IVORY, LINE_ON_FIELD), mixed(at_night, IVORY, LINE_ON_FIELD)
        ),
    }


def until_readable(colour: str, target: str, ground: str, least: float = LEAST) -> str:
    """The colour with as little of the target as makes it readable on this ground."""
    shades = (mixed(colour, target, percent / 100) for percent in range(100))
    return next((shade for shade in shades if contrast(shade, ground) >= least), target)


def mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _in_both(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))
