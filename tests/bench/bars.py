"""The figures that the site has to reach, checked after each run. Pure."""

from collections.abc import Iterator
from typing import NamedTuple


class Bar(NamedTuple):
    """A figure beside its bar."""

    name: str
    figure: float
    bar: float
    is_minimum: bool = False

    @property
    def is_met(self) -> bool:
        return self.figure >= self.bar if self.is_minimum else self.figure <= self.bar

    def __str__(self) -> str:
        sign = ">=" if self.is_minimum else "<="
        verdict = "PASS" if self.is_met else "FAIL"
        return f"{verdict} {self.name}: {self.figure:.2f} (bar {sign} {self.bar:g})"


CPU_AT_300 = {
    "agenda": 50,
    "speakers": 35,
    "session with most people": 15,
    "first page": 15,
    "agenda.ics": 80,
}
"""Milliseconds without a copy, on two ordinary cores."""
QUERIES = {
    "agenda": 6,
    "session with most people": 6,
    "speakers": 4,
    "agenda.ics": 6,
    "calendar of one session": 6,
}
COSTS_WITH_SESSIONS = ("agenda", "agenda.ics")
MOST_GROWTH = 1.2
"""How much more a session may cost among 3,000 than among 300."""

Figures = dict[str, float]
"""By the name of the page."""


def cpu_bars(cpu: dict[int, Figures]) -> Iterator[Bar]:
    """Of CPU times by number of sessions."""
    for name, bar in CPU_AT_300.items():
        if 300 in cpu:
            yield Bar(f"CPU of {name} at 300 sessions, ms", cpu[300][name], bar)
    if 300 in cpu and 3000 in cpu:
        for name in COSTS_WITH_SESSIONS:
            growth = cpu[3000][name] / cpu[300][name] / 10
            yield Bar(f"cost of a session in {name} at 3,000 by that at 300", growth, MOST_GROWTH)


def query_bars(queries: dict[int, Figures]) -> Iterator[Bar]:
    """With the one that reads the public revision."""
    for size, counts in queries.items():
        for name, bar in QUERIES.items():
            yield Bar(f"queries of {name} at {size} sessions", counts[name], bar)
