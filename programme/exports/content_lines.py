"""Content lines of iCalendar (RFC 5545, sections 3.1 and 3.3.11). Pure.

The library `icalendar` writes the same lines at many times the cost: tests compare the two.
"""

import re
from collections.abc import Iterable

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""Also those at which only some programs end a line, and then lose the rest."""
MOST_BYTES = 74
"""In a line, before the space that begins its continuation brings it to 75."""


def escape(text: str) -> str:
    """A value of type TEXT."""
    text = text.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")
    return _LINE_END.sub(r"\\n", text)


def join_lines(lines: Iterable[str]) -> bytes:
    """The lines as a file, folded where they are too long."""
    return b"".join(fold(line.encode()) + b"\r\n" for line in lines)


def fold(line: bytes) -> bytes:
    """The line in pieces, cut neither in a letter nor after the backslash of an escape."""
    pieces, start = [], 0
    while len(line) - start > MOST_BYTES:
        end = start + MOST_BYTES
        while _continues_letter(line[end]):
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join([*pieces, line[start:]])


def _continues_letter(byte: int) -> bool:
    """Whether it is one of the later bytes of a letter in UTF-8."""
    return byte & 0b1100_0000 == 0b1000_0000
