"""Text drawn into a picture: Arabic letters join and run to the left. Pure.

Pillow alone cannot do this: its wheels lack the library for text in two directions. python-bidi
puts the characters into the order of sight, and HarfBuzz chooses, places and draws the letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from anyascii import anyascii
from bidi import get_display
from PIL import Image

FONT = Path(__file__).with_name("markazi-text.ttf")
LEADING = {False: 0.88, True: 1.04}
"""The distance of lines, in sizes: Arabic letters reach further up and down than Latin ones."""

_TAG = "\u0338"
"""A mark that takes the direction of the sign before it. Behind a bracket it tells the direction
of the bracket: python-bidi does not mirror brackets itself."""
_RIGHT_TO_LEFT = re.compile(
    f"((?:{_TAG}.|[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc])+)"
)
"""Letters but no digits, which run to the right in every script, and brackets among them."""
_JOINERS = "\u200c\u200d"


class Glyph(NamedTuple):
    number: int
    x: int
    y: int
    """In units of the font, from the left end of the line's base."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    size: int
    is_rtl: bool

    @property
    def leading(self) -> int:
        return round(self.size * LEADING[self.is_rtl])

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def fit(text: str, *, width: int, height: int, sizes: Sequence[int], is_rtl: bool) -> Block:
    """The text in the first of the sizes in which it fits, in lines of about the same length.

    What does not fit in the last size either ends with an ellipsis.
    """
    words = _drawable(text).split()
    for size in sizes:
        lines = _wrap(words, width, size)
        most = max(1, int(height / (size * LEADING[is_rtl])))
        if len(lines) <= most:
            return Block(_balanced(words, lines, width, size), size, is_rtl)
    kept = lines[:most]
    kept[-1] = _cut(kept[-1], width, size)
    return Block(tuple(kept), size, is_rtl)


def draw(block: Block, picture: Image.Image, *, edge: int, top: int, colour: str, to_left: bool):
    """Draw the lines below each other, from the `edge` on to the left or to the right."""
    base = top + round(block.size * 0.64)
    for line in block.lines:
        glyphs, length = shape(line, is_rtl=block.is_rtl)
        start = edge - length * block.size / _font().face.upem if to_left else edge
        _draw_line(glyphs, picture, (start, base), block.size, colour)
        base += block.leading


def shape(line: str, *, is_rtl: bool) -> tuple[list[Glyph], int]:
    """The glyphs of a line from left to right, and its length in units of the font."""
    tagged = "".join(sign + _TAG if unicodedata.mirrored(sign) else sign for sign in line)
    glyphs, x = [], 0
    seen = get_display(tagged, base_dir="R" if is_rtl else "L")
    for number, run in enumerate(_RIGHT_TO_LEFT.split(seen)):
        runs_left = number % 2 == 1
        for glyph, place in _shaped(run[::-1] if runs_left else run, runs_left):
            glyphs.append(Glyph(glyph.codepoint, x + place.x_offset, place.y_offset))
            x += place.x_advance
    return glyphs, x


def _shaped(run: str, runs_left: bool) -> Iterator[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.add_str(run.replace(_TAG, ""))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if runs_left else "ltr"
    hb.shape(_font(), buffer)
    return zip(buffer.glyph_infos, buffer.glyph_positions or [], strict=True)


def _draw_line(
    glyphs: list[Glyph],
    picture: Image.Image,
    start: tuple[float, float],
    size: int,
    colour: str,
) -> None:
    scale, (left, base) = size / _font().face.upem, start
    outlines = hb.RasterDraw()
    for glyph in glyphs:
        outlines.transform = (scale, 0, 0, scale, left + glyph.x * scale, glyph.y * scale)
        outlines.draw_glyph(_font(), glyph.number)
    drawn = outlines.render()
    place = drawn.extents
    if not (place.width and place.height):
        return
    shape_of = (place.width, place.height)
    mask = Image.frombytes("L", shape_of, bytes(drawn.buffer), "raw", "L", place.stride, -1)
    picture.paste(colour, (place.x_origin, round(base) - place.y_origin - place.height), mask)


@lru_cache(maxsize=1)
def _font() -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(FONT))))


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    return frozenset(_font().face.unicodes)


def _drawable(text: str) -> str:
    """The text with letters that the font lacks in Latin ones, and without other such signs."""
    return "".join(map(_in_font, unicodedata.normalize("NFC", text)))


def _in_font(sign: str) -> str:
    if ord(sign) in _characters() or sign in _JOINERS:
        return sign
    if sign.isspace():
        return " "
    category = unicodedata.category(sign)
    if category.startswith("M"):
        return ""
    latin = anyascii(sign) if category.startswith(("L", "N", "P")) else ""
    return "".join(letter for letter in latin if ord(letter) in _characters())


@lru_cache(maxsize=1024)
def _length(word: str) -> int:
    return shape(word, is_rtl=False)[1]


def _wrap(words: Sequence[str], width: float, size: int) -> list[str]:
    """Lines of at most this width. A word that is longer than a line is broken anywhere."""
    room = width * _font().face.upem / size
    space = _length("a a") - _length("aa")
    lines: list[list[str]] = [[]]
    left = room
    for piece in (piece for word in words for piece in _pieces(word, room)):
        length = _length(piece)
        if lines[-1] and length + space > left:
            lines.append([])
            left = room
        left -= length + (space if lines[-1] else 0)
        lines[-1].append(piece)
    return [" ".join(line) for line in lines]


def _pieces(word: str, room: float) -> Iterator[str]:
    """The word, or pieces of it that have room in a line."""
    while word and _length(word) > room:
        end = next((n for n in range(len(word), 1, -1) if _length(word[:n]) <= room), 1)
        yield word[:end]
        word = word[end:]
    yield word


def _balanced(words: Sequence[str], lines: list[str], width: int, size: int) -> tuple[str, ...]:
    """As few lines, in the narrowest column that has as few."""
    longest = max(map(_length, words), default=0) * size / _font().face.upem
    for narrower in range(width * 95 // 100, width // 2, -max(1, width // 20)):
        tried = _wrap(words, narrower, size)
        if len(tried) > len(lines) or narrower < longest:
            break
        lines = tried
    return tuple(lines)


def _cut(line: str, width: int, size: int) -> str:
    """The beginning of a line that has room together with an ellipsis: whole words, if any."""
    room = width * _font().face.upem / size - _length("…")
    ends = [*(match.start() for match in re.finditer(" ", line)), len(line)]
    end = next((end for end in reversed(ends) if _length(line[:end]) <= room), None)
    if end is None:
        end = next(end for end in range(len(line), -1, -1) if _length(line[:end]) <= room)
    return line[:end].rstrip(" ،,;:–") + "…"
