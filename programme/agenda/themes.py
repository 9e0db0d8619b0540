"""The colours of themes: eight hues, each a class of the stylesheet. Pure.

Staff choose one of the eight. A colour that was typed before there were eight is shown as the
nearest of them, so that the edges of all themes can be told apart in light and dark.
"""

import math
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

HUES = (165, 250, 28, 75, 315, 205, 125, 355)
"""In degrees of OKLCH, in the order of the classes `theme-1` to `theme-8`."""
COLOURS = {
    "#047554": _("Green"),
    "#2266a4": _("Blue"),
    "#9c443b": _("Red"),
    "#855904": _("Ochre"),
    "#7d4b92": _("Purple"),
    "#06717a": _("Teal"),
    "#546e0d": _("Olive"),
    "#964267": _("Pink"),
}
"""The colours of `HUES` as the light scheme has them."""
LEAST_CHROMA = 0.02
"""Below it a colour is a grey, which has no hue."""


@lru_cache(maxsize=256)
def theme_class(colour: str) -> str:
    """`theme-3` for `#9c443b`; empty for no colour and for a grey."""
    number = nearest_hue(colour)
    return f"theme-{number + 1}" if number is not None else ""


def nearest_hue(colour: str) -> int | None:
    """The index in `HUES` of the one nearest to the hue of `#rrggbb`."""
    if not colour:
        return None
    a, b = _oklab_axes(colour)
    if math.hypot(a, b) < LEAST_CHROMA:
        return None
    hue = math.degrees(math.atan2(b, a))
    distances = [abs((hue - one + 180) % 360 - 180) for one in HUES]
    return distances.index(min(distances))


def _oklab_axes(colour: str) -> tuple[float, float]:
    """Green to red and blue to yellow, as OKLab defines them (bottosson.github.io/posts/oklab)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    """The light of an sRGB channel."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
