"""What a forum amounts to in numbers, as its pages show them. Pure: no query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import npgettext

FEWEST, MOST = 3, 4
"""Fewer numbers than these say nothing, more are not read."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the public sees of an event, counted."""

    days: int = 0
    sections: int = 0
    sessions: int = 0
    speakers: int = 0
    organizations: int = 0
    languages: int = 0
    """Those that are spoken; 0 where an event has too many sessions to read them."""


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    word: str
    """The noun in the form that goes with the number, without the number."""


def figures_ahead(counts: Counts) -> list[Figure]:
    """What awaits the reader; none where there is little to count."""
    return _worth_showing(
        [
            Figure(counts.days, npgettext("figure", "day", "days", counts.days)),
            _sessions(counts),
            _speakers(counts),
            Figure(
                counts.languages, npgettext("figure", "language", "languages", counts.languages)
            ),
            _organizations(counts),
        ]
    )


def figures_of_record(counts: Counts) -> list[Figure]:
    """What there was; none where there is little to count."""
    return _worth_showing(
        [
            Figure(counts.sections, npgettext("figure", "section", "sections", counts.sections)),
            _sessions(counts),
            _speakers(counts),
            _organizations(counts),
            Figure(counts.days, npgettext("figure", "day", "days", counts.days)),
        ]
    )


def short_figures(counts: Counts) -> list[Figure]:
    """For a line in a list: whatever there is."""
    found = (_sessions(counts), _speakers(counts), _organizations(counts))
    return [figure for figure in found if figure.count]


def _worth_showing(figures: Iterable[Figure]) -> list[Figure]:
    """A single day or language is no number to boast of."""
    several = [figure for figure in figures if figure.count > 1][:MOST]
    return several if len(several) >= FEWEST else []


def _sessions(counts: Counts) -> Figure:
    return Figure(counts.sessions, npgettext("figure", "session", "sessions", counts.sessions))


def _speakers(counts: Counts) -> Figure:
    return Figure(counts.speakers, npgettext("figure", "speaker", "speakers", counts.speakers))


def _organizations(counts: Counts) -> Figure:
    words = npgettext("figure", "organization", "organizations", counts.organizations)
    return Figure(counts.organizations, words)
