"""The colour of a theme by its name in CSS: calendars know no other (RFC 7986, 5.9). Pure."""

from functools import lru_cache

NAMED = {
    "black": "#000000",
    "brown": "#a52a2a",
    "crimson": "#dc143c",
    "darkblue": "#00008b",
    "darkgreen": "#006400",
    "darkorange": "#ff8c00",
    "deeppink": "#ff1493",
    "gold": "#ffd700",
    "goldenrod": "#daa520",
    "gray": "#808080",
    "green": "#008000",
    "indigo": "#4b0082",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "purple": "#800080",
    "royalblue": "#4169e1",
    "seagreen": "#2e8b57",
    "slategray": "#708090",
    "steelblue": "#4682b4",
    "teal": "#008080",
    "tomato": "#ff6347",
    "violet": "#ee82ee",
    "white": "#ffffff",
}


@lru_cache(maxsize=256)
def colour_name(colour: str) -> str:
    """The nearest one by its parts of red, green and blue."""
    parts = _parts(colour)

    def distance(name: str) -> int:
        own = _parts(NAMED[name])
        return sum((one - other) ** 2 for one, other in zip(parts, own, strict=True))

    return min(NAMED, key=distance)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
