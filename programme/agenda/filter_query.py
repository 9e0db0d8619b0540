"""The query of an agenda's address: reads the filters from it, and writes addresses with others.

Pure: no query to the database, no request.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from content.search import MAX_QUERY_LENGTH, search_words
from content.text import strip_unsafe_characters

MOST_SHOWN = 60
"""The longest part of an address that a page repeats, in characters."""
MOST_UNKNOWN = 3
PASSED_THROUGH = {"tz": None, "view": {"grid"}, "days": {"all", "untimed"}}
"""Parameters for other parts of the page, each with its values where only some are valid."""
TRACKING_PARAMETERS = ("utm_", "fbclid", "gclid", "mc_")
"""Parameters that other sites add to an address when it is shared."""

Query = Mapping[str, Sequence[str]]
Chosen = dict[str, list[str]]
"""The values asked for, facet by facet, in the order of the form."""


def search_text(query: Query) -> str:
    """The text to search for, at a length that can be shown; empty where it has no word."""
    typed = " ".join(query.get("q", [])[:1]).replace("\0", " ")
    text = " ".join(strip_unsafe_characters(typed).split())[:MAX_QUERY_LENGTH]
    return text if search_words(text) else ""


def asks_to_filter(query: Query, facets: Iterable[str]) -> bool:
    """Whether the query has any filter; other sites add parameters that are none."""
    return not query.keys().isdisjoint({"q", *facets})


def read_filters(
    query: Query, values: Mapping[str, Iterable[str]], text: str
) -> tuple[Chosen, list[str]]:
    """The values that are asked for and exist, and all other parts of the query as typed.

    `values` are those of each facet in the order of the form.
    """
    chosen: Chosen = {name: [] for name in values}
    unknown = []
    for name, typed in query.items():
        for value in filter(None, typed):
            if value in values.get(name, ()):
                chosen[name].append(value)
            elif not (_is_passed_through(name, value) or _is_text(name, value, text)):
                unknown.append(strip_unsafe_characters(f"{name}={value}")[:MOST_SHOWN])
    in_order = {name: [v for v in known if v in chosen[name]] for name, known in values.items()}
    return in_order, list(dict.fromkeys(unknown))[:MOST_UNKNOWN]


def passed_through(query: Query) -> Iterator[tuple[str, str]]:
    """The parameters for other parts of the page, each once and at a length that can be shown."""
    for name in PASSED_THROUGH:
        value = next(filter(None, query.get(name, [])), "")[:MOST_SHOWN]
        if value and value == strip_unsafe_characters(value) and _is_passed_through(name, value):
            yield name, value


def _is_text(name: str, value: str, text: str) -> bool:
    """Whether all of the typed text is searched for, and not only its beginning."""
    return name == "q" and bool(text) and " ".join(value.split()) == text


def _is_passed_through(name: str, value: str) -> bool:
    if name.startswith(TRACKING_PARAMETERS):
        return True
    return name in PASSED_THROUGH and value in (PASSED_THROUGH[name] or [value])


@dataclass(frozen=True, slots=True)
class FilterQuery:
    """Writes the query of this address with other filters or another view."""

    chosen: Chosen
    text: str
    kept: tuple[tuple[str, str], ...]
    """Parameters that are not filters."""

    def __str__(self) -> str:
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        query = urlencode([*pairs, *([("q", self.text)] if self.text else []), *self.kept])
        return f"?{query}" if query else ""

    def with_view(self, *view: tuple[str, str]) -> "FilterQuery":
        others = [pair for pair in self.kept if pair[0] not in {"view", "days"}]
        return replace(self, kept=(*others, *view))

    def with_only(self, name: str, *values: str) -> "FilterQuery":
        """With these values of one facet, and the other facets as they are."""
        return replace(self, chosen={**self.chosen, name: list(values)})

    def toggled(self, name: str, value: str) -> "FilterQuery":
        values = self.chosen[name]
        others = [v for v in values if v != value] if value in values else [*values, value]
        return self.with_only(name, *others)

    def without_text(self) -> "FilterQuery":
        return replace(self, text="")

    def cleared(self) -> "FilterQuery":
        return replace(self, chosen={}, text="")
