"""The picture beside a shared link: words on the field, and the lattice at its far end. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import ceil
from zlib import crc32

from PIL import Image, ImageDraw, ImageOps

from content.bidi import is_rtl
from content.pictures.renditions import encode
from forum.share.lettering import draw, fit

WIDTH, HEIGHT = 1200, 630
MAX_BYTES = 60 * 1024
DESIGN = "1"
"""Rises with each change of the design: every picture then has another address."""

FIELD, INK, QUIET, GOLD = "#053528", "#f9f7ee", "#dbddca", "#eac578"
CELL, PANE = 90, 0.955
"""The distance of two stars, and the part of it that a pane fills."""
DENSITY = (1, 1, 0.88, 0.6, 0.22)
"""The part of the panes that are there, by column from the far end."""
MARGIN = 72
COLUMN = 720
_FINE = 3
"""Shapes are drawn this much larger and reduced, so that their edges are smooth."""

# The star of the site, as static/css/tokens.css has it, in a square of one.
_STAR = (
    (0.5, 0), (0.646, 0.146), (0.854, 0.146), (0.854, 0.354), (1, 0.5), (0.854, 0.646),
    (0.854, 0.854), (0.646, 0.854), (0.5, 1), (0.354, 0.854), (0.146, 0.854), (0.146, 0.646),
    (0, 0.5), (0.146, 0.354), (0.146, 0.146), (0.354, 0.146),
)  # fmt: skip
# What four stars leave free around the corner in which their squares meet.
_CROSS = (
    (0, -0.5), (0.146, -0.354), (0.146, -0.146), (0.354, -0.146), (0.5, 0), (0.354, 0.146),
    (0.146, 0.146), (0.146, 0.354), (0, 0.5), (-0.146, 0.354), (-0.146, 0.146), (-0.354, 0.146),
    (-0.5, 0), (-0.354, -0.146), (-0.146, -0.146), (-0.146, -0.354),
)  # fmt: skip

Polygon = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says, in the reader's language; each text may be empty but the title."""

    language: str
    title: str
    language_of_title: str
    above: str = ""
    people: str = ""
    facts: str = ""
    field: str = FIELD
    cover: str = ""
    logo: str = ""
    """The names of stored pictures, of which the digest depends as of the words."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The event's picture, which is cut into the lattice, and the logo."""

    cover: Image.Image | None = None
    logo: Image.Image | None = field(default=None)


def render(card: Card, pictures: Pictures) -> bytes:
    """A JPEG of at most `MAX_BYTES`."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), card.field)
    to_left = is_rtl(card.language)
    _draw_lattice(picture, card, pictures.cover, to_left)
    if pictures.logo:
        _draw_logo(picture, pictures.logo, to_left)
    _draw_words(picture, card, to_left)
    return encode(picture, "JPEG", MAX_BYTES)


def _draw_words(picture: Image.Image, card: Card, to_left: bool) -> None:
    """From the top: where it belongs, the title, the people; and the facts at the foot."""
    edge = WIDTH - MARGIN if to_left else MARGIN
    place = {"edge": edge, "to_left": to_left}
    turn = -1 if to_left else 1
    mark = [(edge + turn * x * 44, 62 + y * 44) for x, y in _STAR]
    _paint(picture, [mark], GOLD)
    above = fit(card.above, width=COLUMN - 64, height=48, sizes=(46, 40, 34), is_rtl=to_left)
    draw(above, picture, edge=edge + turn * 62, to_left=to_left, top=70, colour=QUIET)
    facts = fit(card.facts, width=COLUMN, height=44, sizes=(44, 38, 32), is_rtl=to_left)
    draw(facts, picture, top=HEIGHT - 104, colour=GOLD, **place)
    people = fit(card.people, width=COLUMN, height=100, sizes=(46, 40), is_rtl=to_left)
    top = HEIGHT - 128 - (people.height if card.people else 0)
    draw(people, picture, top=top, colour=QUIET, **place)
    title = fit(
        card.title,
        width=COLUMN,
        height=top - 160,
        sizes=range(148, 43, -8),
        is_rtl=is_rtl(card.language_of_title),
    )
    draw(title, picture, top=150, colour=INK, **place)


def _draw_lattice(picture: Image.Image, card: Card, cover: Image.Image | None, to_left: bool):
    """Panes of the cover or of a lighter field: all at the far end, fewer towards the words."""
    if cover:
        panes = Image.new("L", picture.size)
        _paint(panes, _panes(to_left), 255)
        width = len(DENSITY) * CELL
        left = 0 if to_left else WIDTH - width
        part = ImageOps.fit(cover.convert("RGB"), (width, HEIGHT))
        picture.paste(part, (left, 0), panes.crop((left, 0, left + width, HEIGHT)))
        return
    for number, share in enumerate((0.06, 0.1)):
        shade = Image.blend(
            Image.new("RGB", (1, 1), card.field), Image.new("RGB", (1, 1), INK), share
        )
        shapes = [pane for index, pane in enumerate(_panes(to_left)) if index % 2 == number]
        _paint(picture, shapes, shade.getpixel((0, 0)))


def _panes(to_left: bool) -> Iterator[Polygon]:
    """A star and the cross beside it for each cell that the lattice has."""
    rows = range(-1, ceil(HEIGHT / CELL))
    for (column, density), row in product(enumerate(DENSITY), rows):
        x = WIDTH - (column + 1) * CELL
        for part, shape, centre in ((0, _STAR, (0.5, 0.5)), (1, _CROSS, (0, 0))):
            if _chance(column, row, part) >= density:
                continue
            origin = (x, row * CELL) if part == 0 else (x + CELL, (row + 1) * CELL)
            pane = [_pane_point(point, centre, origin) for point in shape]
            yield [(WIDTH - x, y) for x, y in pane] if to_left else pane


def _pane_point(point, centre, origin) -> tuple[float, float]:
    """A point of a pane, a little nearer to its centre than in a lattice without joints."""
    x, y = (o + (c + (p - c) * PANE) * CELL for p, c, o in zip(point, centre, origin, strict=True))
    return x, y


def _chance(*numbers: int) -> float:
    """Between 0 and 1; always the same for the same numbers, without a pattern to the eye."""
    return crc32(repr(numbers).encode()) % 1000 / 1000


def _paint(picture: Image.Image, shapes, colour) -> None:
    """Fill polygons with smooth edges."""
    shapes = list(shapes)
    left = max(0, int(min(x for shape in shapes for x, _y in shape)))
    right = min(WIDTH, ceil(max(x for shape in shapes for x, _y in shape)))
    mask = Image.new("L", ((right - left) * _FINE, HEIGHT * _FINE))
    pen = ImageDraw.Draw(mask)
    for shape in shapes:
        pen.polygon([((x - left) * _FINE, y * _FINE) for x, y in shape], fill=255)
    picture.paste(colour, (left, 0), mask.reduce(_FINE))


def _draw_logo(picture: Image.Image, logo: Image.Image, to_left: bool) -> None:
    """On a white plate in the far corner, which is white in every colour scheme."""
    mark = ImageOps.contain(logo.convert("RGBA"), (220, 72))
    width, height = mark.width + 40, mark.height + 32
    x = MARGIN if to_left else WIDTH - MARGIN - width
    y = HEIGHT - 64 - height
    ImageDraw.Draw(picture).rounded_rectangle((x, y, x + width, y + height), 4, "#ffffff")
    picture.paste(mark, (x + 20, y + 16), mark)
