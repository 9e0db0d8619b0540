"""A section among those of its event. Pure: no query, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from programme.pages.outline import OutlinedSession
from programme.pages.quotes import ShownQuote

if TYPE_CHECKING:
    from programme.models import Section


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section with its number, and with the sections before and after it."""

    section: "Section"
    number: int
    previous: "Section | None"
    next: "Section | None"


def place_of(slug: str, sections: Iterable["Section"]) -> SectionPlace | None:
    """The section with this slug among the public ones in staff order; None if it is not there."""
    ordered = list(sections)
    for index, section in enumerate(ordered):
        if section.slug == slug:
            previous = ordered[index - 1] if index else None
            following = ordered[index + 1] if index + 1 < len(ordered) else None
            return SectionPlace(section, index + 1, previous, following)
    return None


@dataclass(frozen=True, slots=True)
class SaidInSession:
    """What is left of a session: its summary, which may be empty, and quotes."""

    session: OutlinedSession
    quotes: tuple[ShownQuote, ...]
