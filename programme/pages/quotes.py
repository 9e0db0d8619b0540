"""What was said in sessions, as pages show it. Pure: no query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.translations import best_text
from programme.agenda.sessions import Words

if TYPE_CHECKING:
    from programme.models import Contribution, Quote, Session
    from speakers.models import Speaker


@dataclass(frozen=True, slots=True)
class ShownQuote:
    speaker: "Speaker"
    text: Words
    minute: str
    """Of the recording; empty where nobody noted it."""
    session: "Session | None" = None
    """Where it was said, if the page is not of that session."""


def quotes_of_parts(parts: Iterable["Contribution"]) -> tuple[ShownQuote, ...]:
    """The quotes of those who take part, in staff order; see `with_quotes()`."""
    said = {part.quote: part for part in parts if part.quote and part.takes_part}
    ordered = sorted(said.values(), key=lambda part: (part.quote_position, part.quote))
    return tuple(
        ShownQuote(part.speaker, best_text(part, "quote_text"), part.quote_minute)
        for part in ordered
    )


def shown_quote(quote: "Quote") -> ShownQuote:
    return ShownQuote(quote.speaker, best_text(quote, "text"), quote.minute, quote.session)
