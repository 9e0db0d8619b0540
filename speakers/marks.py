"""The shapes of logos: marks of different shapes stand at one optical size. Pure."""

from enum import StrEnum


class MarkShape(StrEnum):
    """What the stylesheet allows a mark: the wider it is, the lower."""

    COMPACT = "compact"
    BROAD = "broad"
    LONG = "long"
    WIDE = "wide"


def mark_shape(width: int, height: int) -> MarkShape:
    """The shape of a mark of this many pixels."""
    ratio = width / height
    if ratio < 1.4:
        return MarkShape.COMPACT
    if ratio < 2.2:
        return MarkShape.BROAD
    return MarkShape.LONG if ratio < 3.6 else MarkShape.WIDE
