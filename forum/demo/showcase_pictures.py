"""Drawings for the showcase in place of real portraits, logos and photos."""

from io import BytesIO
from math import cos, pi, sin

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

_GROUNDS = [(42, 111, 94), (122, 75, 30), (75, 63, 143)]
_SAND, _SKIN = (240, 234, 220), (226, 190, 160)
_NIGHT, _EVENING, _SUN, _WALL = (24, 74, 84), (242, 196, 128), (250, 232, 190), (10, 52, 44)


def portrait(number: int) -> ContentFile:
    """A head and shoulders. `number` is 0 to 5."""
    image = Image.new("RGB", (480, 600), _GROUNDS[number % 3])
    draw = ImageDraw.Draw(image)
    draw.ellipse((60 + 10 * number, 360, 420 - 10 * number, 800), fill=_SAND)
    draw.ellipse((150, 120, 330, 360), fill=_SKIN)
    return _file(image, "portrait.png")


def logo(number: int) -> ContentFile:
    """A star with `number` + 5 points, beside two bars, on a transparent background."""
    colour, points = _GROUNDS[number % 3], 5 + number
    image = Image.new("RGBA", (480, 160))
    draw = ImageDraw.Draw(image)
    turns = [pi * step / points for step in range(2 * points)]
    radii = [72 - 32 * (step % 2) for step in range(2 * points)]
    tips = [(80 + r * sin(turn), 80 - r * cos(turn)) for turn, r in zip(turns, radii, strict=True)]
    draw.polygon(tips, fill=colour)
    draw.rectangle((180, 46, 460, 70), fill=colour)
    draw.rectangle((180, 90, 380, 114), fill=colour)
    return _file(image, "logo.png")


def cover() -> ContentFile:
    """An arcade against the evening sky."""
    image = Image.new("RGB", (1280, 640))
    draw = ImageDraw.Draw(image)
    for line in range(640):
        part = line / 639
        sky = tuple(round(a + (b - a) * part) for a, b in zip(_NIGHT, _EVENING, strict=True))
        draw.line((0, line, 1280, line), fill=sky)
    draw.ellipse((700, 330, 860, 490), fill=_SUN)
    wall = Image.new("L", image.size, 255)
    carve = ImageDraw.Draw(wall)
    carve.rectangle((0, 0, 1280, 150), fill=0)
    for left in range(-128, 1280, 256):
        carve.ellipse((left + 32, 220, left + 224, 412), fill=0)
        carve.rectangle((left + 32, 316, left + 224, 590), fill=0)
    image.paste(_WALL, mask=wall)
    return _file(image, "cover.png")


def plan(*, rows: int = 0) -> ContentFile:
    """The plan of a house with five rooms around a court, or of a room with `rows` of chairs.

    A broken line leads from the door without a step.
    """
    image = Image.new("RGB", (1440, 960), "white")
    draw = ImageDraw.Draw(image)
    wall: dict = {"outline": _WALL, "width": 10}
    draw.rectangle((60, 60, 1380, 900), **wall)
    if rows:
        draw.rectangle((420, 110, 1020, 200), fill=_SAND, **wall)
        for row in range(rows):
            for left in range(180, 1260, 90):
                draw.ellipse((left, 270 + 90 * row, left + 54, 324 + 90 * row), fill=_GROUNDS[0])
    else:
        for box in ((60, 60, 720, 480), (720, 60, 1060, 480), (1060, 60, 1380, 480)):
            draw.rectangle(box, fill=_SAND, **wall)
        for box in ((60, 640, 480, 900), (960, 640, 1380, 900)):
            draw.rectangle(box, fill=_SAND, **wall)
    for top in range(900, 780 if rows else 500, -40):
        draw.rectangle((700, top - 20, 716, top), fill=_GROUNDS[1])
    draw.rectangle((640, 890, 780, 910), fill="white")
    return _file(image, "plan.png")


def _file(image: Image.Image, name: str) -> ContentFile:
    content = BytesIO()
    image.save(content, "PNG")
    return ContentFile(content.getvalue(), name)
